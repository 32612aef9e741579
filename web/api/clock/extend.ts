import { lastRun, type ClockEvent } from '../../../platform/clock-log.ts';
import { workingDaysAfter } from '../../../platform/days.ts';
import { reckonDeadline, type Deadline } from '../../../platform/deadline.ts';
import { endOf, localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Calendar } from '../../../platform/working-days.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { calendarOf, readLog, turnClock } from './clock.ts';
import { announceNewDate } from './new-date.ts';

/** By how much, or until when: either says the other. */
export type Length = { by: number } | { until: string };

export type Extension = {
  /** In units of the term. */
  by: number;
  /** Local date of the new last day; null while the clock stands with no end in sight. */
  until: string | null;
  dueAt: Date | null;
  /** The last day the law allows; null while the clock stands with no end in sight. */
  latest: string | null;
  /** Why not. */
  fault: 'not-extendable' | 'extended-enough' | 'not-longer' | 'beyond-limit' | null;
};

/** Nobody extends by more units than this. */
const MOST = 2000;

/** What an extension would come to, and whether the term allows it. Pure. */
export function planExtension(log: readonly ClockEvent[], calendar: Calendar, length: Length, now: Date): Extension {
  const run = lastRun(log);
  const rule = run?.term.extension;
  const latest = run && rule ? latestOf(log, calendar, now) : null;
  const none = { by: 0, until: null, dueAt: null, latest };
  if (!run || run.stoppedAt || !rule) return { ...none, fault: 'not-extendable' };
  const dueWith = (by: number) => reckonDeadline(by > 0 ? [...log, { name: 'extended', at: now, data: { by } }] : log, calendar, now).dueAt;
  const by = 'by' in length ? length.by : longestWithin(endOf(length.until), dueWith);
  const dueAt = dueWith(by);
  const plan = { by, until: dueAt && localDate(dueAt), dueAt, latest };
  if (run.extensions >= rule.times) return { ...plan, fault: 'extended-enough' };
  if (by < 1) return { ...plan, fault: 'not-longer' };
  return { ...plan, fault: dueAt && latest && localDate(dueAt) > latest ? 'beyond-limit' : null };
}

/** The whole term at its longest, past the same pauses: "not longer than four months from the day of receipt". */
function latestOf(log: readonly ClockEvent[], calendar: Calendar, now: Date): string | null {
  const run = lastRun(log)!;
  const event: ClockEvent = { name: 'target', at: now, data: { term: { ...run.term, ...run.term.extension!.limit } } };
  const { dueAt } = reckonDeadline([...log, event], calendar, now);
  return dueAt && localDate(dueAt);
}

/** The most units with which the term still ends by then; 0 when even one is too many. Later never comes sooner, so halving finds it. */
function longestWithin(end: Date, dueWith: (by: number) => Date | null): number {
  let [low, high] = [0, MOST];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const due = dueWith(middle);
    if (due && due <= end) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Order = { it: Case; length: Length; reason: string | null; law?: string | null; actor: string; now: Date };

/** Makes the term longer; what is used up stays used (F1). The client hears the new date and why (N4), where the law wants it. @throws Problem invalid-form when the term does not allow it */
export async function extendClock(tx: Tx, { it, length, reason, law, actor, now }: Order): Promise<Deadline> {
  const log = await readLog(tx, it.id);
  const plan = planExtension(log, await calendarOf(tx, log), length, now);
  if (plan.fault)
    throw new Problem('invalid-form', `The term may not be extended so: ${plan.fault}`, [{ path: 'by' in length ? 'by' : 'until', code: plan.fault }]);
  const notice = lastRun(log)?.term.extension?.notice ?? true;
  const event: ClockEvent = { name: 'extended', at: now, data: { by: plan.by, ...(reason && { reason }), ...(law && { law }) } };
  const deadline = await turnClock(tx, { caseId: it.id, event, actor, now });
  await announceNewDate(tx, { it, deadline, actor, at: now, reason, notice });
  return deadline;
}

/** As management extends: by working days from the date that stood, whatever the term counts in. */
export async function extendByWorkingDays(tx: Tx, { it, by, reason, actor, now }: Omit<Order, 'length' | 'law'> & { by: number }): Promise<Deadline> {
  const log = await readLog(tx, it.id);
  const calendar = await calendarOf(tx, log);
  const { dueAt, term } = reckonDeadline(log, calendar, now);
  const length = term?.unit === 'working-days' || !dueAt ? { by } : { until: workingDaysAfter(dueAt, by, calendar) };
  return extendClock(tx, { it, length, reason, actor, now });
}
