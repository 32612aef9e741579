import type { ClockEvent } from '../../../platform/clock-log.ts';
import { lastRun } from '../../../platform/clock-log.ts';
import type { Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Term } from '../../../platform/term.ts';
import type { Process } from '../../../processes/load.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { serviceOf } from '../cases/find.ts';
import { acceptanceTerm, mainTerm, sameTerm } from '../terms/pick.ts';
import { readDeadline, readLog, turnClock } from './clock.ts';

type Facts = Pick<Case, 'id' | 'kind' | 'priority' | 'serviceId' | 'holder'>;
type Moment = { processes: Process[]; now: Date };

const serviceTermOf = (tx: Tx, it: Facts, { processes }: Moment, at: Date) => mainTerm(tx, { ...it, at }, serviceOf(processes, it.serviceId)?.description);

/** Starts the main clock of a case at `at`, with the term valid on that day. */
export async function startClock(
  tx: Tx,
  it: Facts,
  { at, actor = null, from = 'submitted', ...moment }: Moment & { at: Date; actor?: string | null; from?: Term['countsFrom'] },
): Promise<Deadline> {
  const term = await serviceTermOf(tx, it, moment, at);
  const countsFrom = from === 'reopened' ? from : term.countsFrom;
  const event: ClockEvent = { name: 'started', at, data: { term: { ...term, countsFrom }, calendar: it.holder } };
  return turnClock(tx, { caseId: it.id, event, actor, now: moment.now });
}

/** The term that belongs to this kind, service and priority becomes the target, if it is another one; what is used up stays used (F1). */
export async function retarget(tx: Tx, it: Facts, { actor = null, ...moment }: Moment & { actor?: string | null }): Promise<Deadline> {
  const { now } = moment;
  const run = lastRun(await readLog(tx, it.id));
  if (!run) return readDeadline(tx, it.id, now);
  const term = await serviceTermOf(tx, it, moment, run.startedAt);
  if (sameTerm(term, run.term) && run.calendar === it.holder) return readDeadline(tx, it.id, now);
  const event: ClockEvent = { name: 'target', at: now, data: { term: { ...term, countsFrom: run.term.countsFrom }, calendar: it.holder } };
  return turnClock(tx, { caseId: it.id, event, actor, now });
}

/**
 * Starts the clock anew where the term counts from another event than the submission: registered, accepted, all documents there.
 * Nothing has been promised before, so nothing is lost.
 */
export async function restartFrom(tx: Tx, caseId: string, { event, at, now }: { event: Term['countsFrom']; at: Date; now: Date }): Promise<Deadline> {
  const run = lastRun(await readLog(tx, caseId));
  const stays = !run || run.stoppedAt || run.term.countsFrom !== event;
  if (stays) return readDeadline(tx, caseId, now);
  const data = { term: run.term, ...(run.calendar && { calendar: run.calendar }) };
  return turnClock(tx, { caseId, event: { name: 'started', at, data }, now });
}

/** How soon the agency has to accept what it is given, where that has been agreed. */
export async function startAcceptance(tx: Tx, it: Facts, now: Date): Promise<void> {
  const term = await acceptanceTerm(tx, { ...it, at: now });
  if (!term) return;
  await turnClock(tx, { caseId: it.id, clock: 'acceptance', event: { name: 'started', at: now, data: { term, calendar: it.holder } }, now });
}

/** Stops a clock, if it still runs, at this very moment. */
export async function stopClock(tx: Tx, caseId: string, at: Date, clock: 'main' | 'acceptance' = 'main'): Promise<void> {
  const { state } = await readDeadline(tx, caseId, at, clock);
  if (state !== 'stopped') await turnClock(tx, { caseId, clock, event: { name: 'stopped', at, data: {} }, now: at });
}
