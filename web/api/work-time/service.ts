import { localDate } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/presence.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import { toColumn } from '../absences/load.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { isStaff } from '../cases/policy.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { countBeat } from './count.ts';
import { mayCorrectTime } from './policy.ts';
import { daysOf, type Day } from './totals.ts';

export type WorkTimes = ReturnType<typeof makeWorkTime>;
type WorkDay = ReplyOf<typeof contract.correctWorkTime>;
type Subject = { caseId: string } | { contactId: string };

/** Counts a beat of a person's page towards a case or a contact. The row of the cursor makes beats of one person follow each other. */
export async function countWork(
  tx: Tx,
  { userId, workedSeconds, at, ...subject }: Subject & { userId: string; workedSeconds: number; at: Date },
): Promise<void> {
  if (workedSeconds <= 0) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`work ${userId}`}, 0))`;
  const before = await tx.workCursor.findUnique({ where: { userId } });
  const { seconds, cursor } = countBeat(before?.at.getTime() ?? null, { at: at.getTime(), workedSeconds });
  const counted = { at: new Date(cursor) };
  await tx.workCursor.upsert({ where: { userId }, create: { userId, ...counted }, update: counted });
  if (seconds === 0) return;
  const on = toColumn(localDate(at));
  const where = { ...subject, userId, on, source: 'measured' };
  const { count } = await tx.workTime.updateMany({ where: { ...where, seconds: { lte: 86_400 - seconds } }, data: { seconds: { increment: seconds }, at } });
  if (count === 0) await tx.workTime.createMany({ data: [{ ...where, seconds, at }], skipDuplicates: true });
}

/** Working time of a case, and its corrections (B3.13). */
export function makeWorkTime({ db, now }: Pick<CaseDeps, 'db' | 'now'>, access: Access) {
  async function present(days: Day[], user: User, at: Tx | CaseDeps['db']): Promise<WorkDay[]> {
    const ids = [...new Set(days.flatMap(it => [it.userId, it.correction?.by ?? it.userId]))];
    const people = await at.userAccount.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, agencyId: true } });
    const person = (id: string) => ({ id, name: people.find(it => it.id === id)?.name ?? '' });
    return days.map(({ userId, correction, ...day }) => ({
      ...day,
      person: person(userId),
      correction: correction && { ...correction, by: person(correction.by), at: correction.at.toISOString() },
      mayCorrect: mayCorrectTime(user, { userId, agencyId: people.find(it => it.id === userId)?.agencyId ?? null }),
    }));
  }

  const get: UseCase<typeof contract.getWorkTime> = async ({ caseId }, { user }) => {
    const it = await access.find(caseId, user);
    if (!isStaff(user, it)) throw new Problem('not-permitted', 'Working time is shown to those who work on the case');
    const days = daysOf(await db.workTime.findMany({ where: { caseId } }));
    const today = localDate(now());
    return {
      mineTodaySeconds: days.find(day => day.userId === user.id && day.on === today)?.seconds ?? 0,
      allSeconds: days.reduce((sum, day) => sum + day.seconds, 0),
      days: await present(days, user, db),
    };
  };

  const correct: UseCase<typeof contract.correctWorkTime> = async ({ caseId, userId, on, seconds, reason }, { user, once }) => {
    const it = await access.find(caseId, user);
    return once(async tx => {
      const person = await tx.userAccount.findUnique({ where: { id: userId }, select: { agencyId: true } });
      if (!isStaff(user, it) || !mayCorrectTime(user, { userId, agencyId: person?.agencyId ?? null }))
        throw new Problem('not-permitted', 'One’s own time, and the lead that of the team');
      const at = now();
      if (on > localDate(at)) throw new Problem('invalid-form', 'That day has not come yet', [{ path: 'on', code: 'future' }]);
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`work ${userId}`}, 0))`;
      const day = { caseId, userId, on: toColumn(on) };
      const measured = await tx.workTime.findFirst({ where: { ...day, source: 'measured' } });
      await tx.workTime.create({ data: { ...day, source: 'corrected', seconds, correctedFrom: measured?.seconds ?? 0, reason, correctedBy: user.id, at } });
      await recordEvent(tx, { caseId, name: 'work-time-corrected', at, actor: user.id, data: { minutes: Math.round(seconds / 60), reason }, public: false });
      const [view] = await present(daysOf(await tx.workTime.findMany({ where: day })), user, tx);
      await audit(tx, { who: user.id, did: 'work-time.correct', at, caseId, data: { userId, on, seconds, from: measured?.seconds ?? 0 } });
      return view!;
    });
  };

  return { get, correct };
}
