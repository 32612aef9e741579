import type { Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import { daysBetween, endOf, localDate, shift } from '../../../platform/local-time.ts';
import { reckonDeadline } from '../../../platform/deadline.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { extendCase, pauseCase, previewDeadline, resumeCase } from '../../contract/deadlines.ts';
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess, type Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { iso, presentDeadline } from '../cases/present.ts';
import { sendNotice } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import { calendarOf, readDeadline, readLog } from './clock.ts';
import { extendClock, planExtension } from './extend.ts';
import { pauseClock, resumeClock } from './pause.ts';
import { mayExtend, mayPause, mayResume, mayTurnClock } from './policy.ts';

type Input<E> = ParamsOf<E> & BodyOf<E>;
type Turning = { tx: Tx; it: Case; clock: Deadline; at: Date };

/** A pause longer than this is a mistake in the year. */
const LONGEST_PAUSE_DAYS = 366;

export type ClockActs = ReturnType<typeof makeClockActs>;

/** What staff do with the clock of a case: stop it for somebody, let it go on, extend the term; and what that would come to. */
export function makeClockActs(deps: CaseDeps) {
  const { now, newId, outbox } = deps;
  const access = makeAccess(deps);

  /** Under the lock, with the policy asked and the version compared; the answer is the clock as it then stands. */
  async function turn(
    { caseId, version }: { caseId: string; version: number },
    { user, once }: Context,
    { did, may, act }: { did: string; may: typeof mayPause | typeof mayExtend; act: (turning: Turning) => Promise<void> },
  ): Promise<ReplyOf<typeof pauseCase>> {
    await access.find(caseId, user);
    const reply = await once(async tx => {
      const it = await lockCase(tx, caseId);
      const at = now();
      const clock = await readDeadline(tx, caseId, at);
      if (!mayTurnClock(user, it)) throw new Problem('not-permitted', 'Those who work on an open case turn its clock');
      if (it.version !== version) throw new Problem('state-conflict', `Version is ${it.version}`);
      if (!may(user, it, clock)) refuse(did, clock);
      await act({ tx, it, clock, at });
      await notifyCase(tx, caseId);
      await audit(tx, { who: user.id, did, at, caseId });
      const after = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
      return { version: after.version, deadline: presentDeadline(await readDeadline(tx, caseId, at)) };
    });
    outbox.kick();
    return reply;
  }

  return {
    /** The clock stands for a party the term names; up to and with a day, or until somebody resumes it. */
    pause: ({ caseId, for: party, reason, law, until, version }: Input<typeof pauseCase>, context: Context) =>
      turn({ caseId, version }, context, {
        did: 'clock.pause',
        may: mayPause,
        act: async ({ tx, it, clock, at }) => {
          if (!clock.term?.pausesFor.includes(party))
            throw new Problem('invalid-form', `The term does not wait for ${party}`, [{ path: 'for', code: 'not-by-term' }]);
          if (clock.waits.some(wait => wait.for === party))
            throw new Problem('invalid-form', `It waits for ${party} already`, [{ path: 'for', code: 'waits-already' }]);
          const fault = until && faultOfPause(until, at);
          if (fault) throw new Problem('invalid-form', `Not until ${until}`, [{ path: 'until', code: fault }]);
          const order = { id: newId(), for: party, reason, ...(law && { law }), ...(until && { until: endOfPause(until) }) };
          const deadline = await pauseClock(tx, { caseId, pause: order, at, now: at, actor: context.user.id });
          // a known new date is told; of a question to the client the client knows already
          if (deadline.dueAt && party !== 'client')
            await sendNotice(tx, { caseId, notice: 'N4', at, data: { code: it.code, dueAt: iso(deadline.dueAt), reason } });
        },
      }),

    /** Every pause ends but that of a question to the client: its answer, or its last day, ends it. */
    resume: ({ caseId, version }: Input<typeof resumeCase>, context: Context) =>
      turn({ caseId, version }, context, {
        did: 'clock.resume',
        may: mayResume,
        act: async ({ tx, clock, at }) => {
          const asked = await tx.question.findMany({ where: { caseId, answeredAt: null, expiredAt: null }, select: { id: true } });
          const ids = clock.waits.map(it => it.id).filter(id => !asked.some(question => question.id === id));
          if (ids.length === 0) throw new Problem('already-done', 'Only the question to the client is waited for');
          await resumeClock(tx, { caseId, ids, at, now: at, actor: context.user.id });
        },
      }),

    extend: ({ caseId, by, reason, law, version }: Input<typeof extendCase>, context: Context) =>
      turn({ caseId, version }, context, {
        did: 'clock.extend',
        may: mayExtend,
        act: async ({ tx, it, at }) => {
          await extendClock(tx, { it, length: { by }, reason, law, actor: context.user.id, now: at });
        },
      }),

    preview: makePreview(deps, access),
  };
}

/** A pause up to and with a day ends with the midnight after it. */
const endOfPause = (until: string): Date => new Date(endOf(until).getTime() + 1);

function faultOfPause(until: string, at: Date): 'in-the-past' | 'too-far' | null {
  const days = daysBetween(localDate(at), until);
  if (days < 0) return 'in-the-past';
  return days > LONGEST_PAUSE_DAYS ? 'too-far' : null;
}

function refuse(did: string, { state, term, extensions }: Deadline): never {
  if (did === 'clock.resume') throw new Problem('already-done', 'The clock runs');
  if (state === 'stopped') throw new Problem('already-done', 'The clock has stopped');
  const enough = term?.extension && extensions >= term.extension.times;
  const code = did === 'clock.extend' ? (enough ? 'extended-enough' : 'not-extendable') : 'not-by-term';
  throw new Problem('invalid-form', `The term does not allow it: ${code}`, [{ path: did === 'clock.extend' ? 'by' : 'for', code }]);
}

/** Either field says the other. Looks at the clock only: no personal data is shown. */
function makePreview({ db, now, newId }: CaseDeps, access: Access) {
  return async (
    { caseId, act, amount, until }: ParamsOf<typeof previewDeadline> & QueryOf<typeof previewDeadline>,
    { user }: Context,
  ): Promise<ReplyOf<typeof previewDeadline>> => {
    const it = await access.find(caseId, user);
    if (!mayTurnClock(user, it)) throw new Problem('not-permitted', 'Those who work on an open case turn its clock');
    const length = until !== undefined ? { until } : { by: amount ?? 0 };
    const log = await readLog(db, caseId);
    const calendar = await calendarOf(db, log);
    const at = now();
    if (act === 'extend') {
      const { by, fault, latest, ...plan } = planExtension(log, calendar, length, at);
      const unit = reckonDeadline(log, calendar, at).term?.unit ?? 'working-days';
      return { amount: by, unit, until: plan.until, dueAt: iso(plan.dueAt), latest, fault };
    }
    const day = 'until' in length ? length.until : shift(localDate(at), length.by);
    const data = { id: newId(), for: 'date', until: endOfPause(day).toISOString() };
    const { dueAt } = reckonDeadline([...log, { name: 'paused', at, data }], calendar, at);
    return { amount: daysBetween(localDate(at), day), unit: 'calendar-days', until: day, dueAt: iso(dueAt), latest: null, fault: faultOfPause(day, at) };
  };
}
