import type { Db, Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts';
import type * as contract from '../../contract/presence.ts';
import { toColumn } from '../absences/load.ts';
import type { User } from '../http/user.ts';
import type { Subject } from './count-work.ts';
import { mayCorrectTime } from './policy.ts';
import { daysOf, type Day } from './totals.ts';

export type WorkDay = ReplyOf<typeof contract.correctWorkTime>;
type Correction = Pick<BodyOf<typeof contract.correctWorkTime>, 'userId' | 'on' | 'seconds' | 'reason'>;

async function present(days: Day[], user: User, at: Tx | Db): Promise<WorkDay[]> {
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

/** All working time on a case or a conversation, as the person may see it. */
export async function timesOf(db: Db, subject: Subject, { user, at }: { user: User; at: Date }): Promise<ReplyOf<typeof contract.getWorkTime>> {
  const days = daysOf(await db.workTime.findMany({ where: subject }));
  const today = localDate(at);
  return {
    mineTodaySeconds: days.find(day => day.userId === user.id && day.on === today)?.seconds ?? 0,
    allSeconds: days.reduce((sum, day) => sum + day.seconds, 0),
    days: await present(days, user, db),
  };
}

/** Whose days somebody is shown beside their own. */
export const othersOf = ({ days }: ReplyOf<typeof contract.getWorkTime>, user: User): string[] => days.map(it => it.person.id).filter(id => id !== user.id);

/**
 * Writes a correction beside what was measured, which stays.
 * @throws Problem not-permitted, or invalid-form for a day that has not come
 */
export async function correctDay(
  tx: Tx,
  subject: Subject,
  { userId, on, seconds, reason }: Correction,
  { user, at }: { user: User; at: Date },
): Promise<{ day: WorkDay; from: number }> {
  const person = await tx.userAccount.findUnique({ where: { id: userId }, select: { agencyId: true } });
  if (!mayCorrectTime(user, { userId, agencyId: person?.agencyId ?? null }))
    throw new Problem('not-permitted', 'One’s own time, and the lead that of the team');
  if (on > localDate(at)) throw new Problem('invalid-form', 'That day has not come yet', [{ path: 'on', code: 'future' }]);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`work ${userId}`}, 0))`;
  const where = { ...subject, userId, on: toColumn(on) };
  const measured = await tx.workTime.findFirst({ where: { ...where, source: 'measured' } });
  const from = measured?.seconds ?? 0;
  await tx.workTime.create({ data: { ...where, source: 'corrected', seconds, correctedFrom: from, reason, correctedBy: user.id, at } });
  const [day] = await present(daysOf(await tx.workTime.findMany({ where })), user, tx);
  return { day: day!, from };
}
