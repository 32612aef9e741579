import { lastRun, type ClockEvent } from '../../../platform/clock-log.ts';
import { alarmAt, nextAlarm, reckonDeadline, type Alarm, type Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import { enqueue } from '../../../platform/outbox.ts';
import type { Calendar } from '../../../platform/working-days.ts';
import { readCalendar } from '../calendars/read.ts';
import { json } from '../cases/record.ts';

/** A case may have two clocks: the main one (answer or decision), whose date is shown, and one until the agency accepts the case. */
export type ClockName = 'main' | 'acceptance';
export const CLOCKS: readonly ClockName[] = ['main', 'acceptance'];

/** The engine keeps a message it cannot correlate yet for so long (ms): it may still be on the way to the waiting place. */
export const MESSAGE_TTL_MS = 10 * 60_000;

/** What a person says must reach the case even if the engine is behind by weeks (ms). */
export const SAID_TTL_MS = 30 * 24 * 3_600_000;

type Row = { name: string; at: Date; data: unknown; clock?: string };

/** The log of a clock as the pure function takes it. */
export const toClockEvents = (rows: Row[], clock: ClockName = 'main'): ClockEvent[] =>
  rows.filter(it => (it.clock ?? 'main') === clock).map(({ name, at, data }) => ({ name, at, data }) as ClockEvent);

/** The log of one clock of a case, in order. */
export async function readLog(tx: Tx, caseId: string, clock: ClockName = 'main'): Promise<ClockEvent[]> {
  const rows = await tx.clockEvent.findMany({ where: { caseId, clock }, orderBy: { id: 'asc' }, select: { name: true, at: true, data: true } });
  return toClockEvents(rows);
}

/** The working time a log is counted in. What a stopped clock has promised is not moved by days that were added later. */
export async function calendarOf(tx: Tx, log: readonly ClockEvent[]): Promise<Calendar> {
  const run = lastRun(log);
  return readCalendar(tx, run?.calendar ?? null, run?.stoppedAt);
}

/** A deadline from a log, in the working time it names. */
export async function reckon(tx: Tx, log: readonly ClockEvent[], now: Date): Promise<Deadline> {
  return reckonDeadline(log, await calendarOf(tx, log), now);
}

/** The deadline of a case as it stands. */
export async function readDeadline(tx: Tx, caseId: string, now: Date, clock: ClockName = 'main'): Promise<Deadline> {
  return reckon(tx, await readLog(tx, caseId, clock), now);
}

export type Turn = { caseId: string; event: ClockEvent; actor?: string | null; now: Date; clock?: ClockName };

/** Adds to the log of the clock and keeps the case in step: its due date, its calendar, and for whom it waits. The only writer of case.dueAt. */
export async function turnClock(tx: Tx, { caseId, event, actor = null, now, clock = 'main' }: Turn): Promise<Deadline> {
  await tx.clockEvent.create({ data: { caseId, clock, name: event.name, at: event.at, data: json(event.data), actor } });
  const deadline = await readDeadline(tx, caseId, now, clock);
  if (clock === 'main') await keepInStep(tx, caseId, deadline, now);
  return deadline;
}

async function keepInStep(tx: Tx, caseId: string, deadline: Deadline, now: Date): Promise<void> {
  const { dueAt, state, calendar } = deadline;
  const missed = state === 'running' && dueAt !== null && dueAt < now;
  // a stopped clock keeps what was promised: reports ask whether it was kept
  const kept = state === 'stopped' ? {} : { dueAt, calendar, ...(missed ? {} : { overdue: false }) };
  await tx.case.update({ where: { id: caseId }, data: { ...kept, version: { increment: 1 } } });
}

/** When the keeper of the case has to look again: the first alarm of its clocks. `main`: its main clock, where the caller has it already. */
export async function nextAlarmFor(tx: Tx, caseId: string, main: Deadline, now: Date): Promise<Date> {
  const acceptance = await readDeadline(tx, caseId, now, 'acceptance');
  const alarms = await Promise.all([main, acceptance].map(async it => nextAlarm(it, now, (await toldFor(tx, caseId, it)).missed)));
  return new Date(Math.min(...alarms.map(it => it.getTime())));
}

/** What the ringing alarm of a clock means: nothing if the date has moved meanwhile. */
export async function askClock(tx: Tx, caseId: string, now: Date, clock: ClockName = 'main'): Promise<{ alarm: Alarm; deadline: Deadline }> {
  const deadline = await readDeadline(tx, caseId, now, clock);
  return { alarm: alarmAt(deadline, now, await toldFor(tx, caseId, deadline)), deadline };
}

/** The keeper in the engine sets its alarm anew. */
export async function announceClock(tx: Tx, caseId: string, deadline: Deadline, now: Date): Promise<void> {
  const nextAlarmAt = (await nextAlarmFor(tx, caseId, deadline, now)).toISOString();
  await publish(tx, { caseId, name: 'deadline-changed', correlationKey: caseId, variables: { nextAlarmAt } });
}

/** Runs a change that may touch a clock; the keeper hears of it only if its next alarm has moved. */
export async function rearming<T>(tx: Tx, caseId: string, now: Date, change: () => Promise<T>): Promise<T> {
  const alarm = async () => nextAlarmFor(tx, caseId, await readDeadline(tx, caseId, now), now);
  const before = await alarm();
  const result = await change();
  if ((await alarm()).getTime() !== before.getTime()) await announceClock(tx, caseId, await readDeadline(tx, caseId, now), now);
  return result;
}

/** Puts a message for the engine into the outbox. */
export async function publish(
  tx: Tx,
  {
    caseId,
    ...message
  }: { caseId: string; name: string; correlationKey: string; messageId?: string; variables: Record<string, unknown>; timeToLiveMs?: number },
): Promise<void> {
  await enqueue(tx, { caseId, command: 'publish-message', payload: { timeToLiveMs: MESSAGE_TTL_MS, ...message } });
}

/** What has been said of this very due date: a new date is warned of anew. */
async function toldFor(tx: Tx, caseId: string, { dueAt }: Deadline): Promise<{ warning: boolean; missed: boolean }> {
  if (!dueAt) return { warning: false, missed: false };
  const told = await tx.caseEvent.findMany({
    where: { caseId, name: { in: ['deadline-warning', 'deadline-missed'] }, data: { path: ['dueAt'], equals: dueAt.toISOString() } },
    select: { name: true },
  });
  return { warning: told.some(it => it.name === 'deadline-warning'), missed: told.some(it => it.name === 'deadline-missed') };
}
