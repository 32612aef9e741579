import { alarmAt, nextAlarm, reckonDeadline, type ClockEvent, type Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import { enqueue } from '../../../platform/outbox.ts';
import { makeCalendar } from '../../../platform/working-days.ts';
import { json } from '../cases/record.ts';

/** Working days of all agencies. */
export const calendar = makeCalendar();

/** The engine keeps a message it cannot correlate yet for so long (ms): it may still be on the way to the waiting place. */
export const MESSAGE_TTL_MS = 10 * 60_000;

/** What a person says must reach the case even if the engine is behind by weeks (ms). */
export const SAID_TTL_MS = 30 * 24 * 3_600_000;

type Row = { name: string; at: Date; data: unknown };

/** The log of a clock as the pure function takes it. */
export const toClockEvents = (rows: Row[]): ClockEvent[] => rows.map(({ name, at, data }) => ({ name, at, data }) as ClockEvent);

/** The deadline of a case as it stands. */
export async function readDeadline(tx: Tx, caseId: string, now: Date): Promise<Deadline> {
  const rows = await tx.clockEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' }, select: { name: true, at: true, data: true } });
  return reckonDeadline(toClockEvents(rows), calendar, now);
}

/** Adds to the log of the clock and keeps the due date of the case in step. The only writer of case.dueAt. */
export async function turnClock(
  tx: Tx,
  { caseId, event, actor = null, now }: { caseId: string; event: ClockEvent; actor?: string | null; now: Date },
): Promise<Deadline> {
  await tx.clockEvent.create({ data: { caseId, name: event.name, at: event.at, data: json(event.data), actor } });
  const deadline = await readDeadline(tx, caseId, now);
  const missed = deadline.state === 'running' && deadline.dueAt !== null && deadline.dueAt < now;
  // a stopped clock keeps what was promised: reports ask whether it was kept
  const kept = deadline.state === 'stopped' ? {} : { dueAt: deadline.dueAt, ...(missed ? {} : { overdue: false }) };
  await tx.case.update({ where: { id: caseId }, data: { ...kept, version: { increment: 1 } } });
  return deadline;
}

/** When the keeper of the case has to look again. */
export async function nextAlarmFor(tx: Tx, caseId: string, deadline: Deadline, now: Date): Promise<Date> {
  return nextAlarm(deadline, now, (await toldFor(tx, caseId, deadline)).missed);
}

/** What the ringing alarm of a case means: nothing if the date has moved meanwhile. */
export async function askClock(tx: Tx, caseId: string, now: Date): Promise<{ alarm: 'none' | 'warning' | 'missed'; deadline: Deadline }> {
  const deadline = await readDeadline(tx, caseId, now);
  return { alarm: alarmAt(deadline, now, await toldFor(tx, caseId, deadline)), deadline };
}

/** The keeper in the engine sets its alarm anew. */
export async function announceClock(tx: Tx, caseId: string, deadline: Deadline, now: Date): Promise<void> {
  const nextAlarmAt = (await nextAlarmFor(tx, caseId, deadline, now)).toISOString();
  await publish(tx, { caseId, name: 'deadline-changed', correlationKey: caseId, variables: { nextAlarmAt } });
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
