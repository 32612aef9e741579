import { lastRun, type ClockEvent } from '../../../platform/clock-log.ts';
import { reckonDeadline, type Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Calendar } from '../../../platform/working-days.ts';
import { readCalendar } from '../calendars/read.ts';
import { toClockEvents } from './clock.ts';

export type ReadClock = { log: ClockEvent[]; calendar: Calendar; deadline: Deadline };

/** The main clocks of many cases at once: two questions to the database for each agency's calendar, one for all logs. */
export async function readClocks(tx: Tx, caseIds: string[], now: Date): Promise<Map<string, ReadClock>> {
  const rows = await tx.clockEvent.findMany({
    where: { caseId: { in: caseIds }, clock: 'main' },
    orderBy: { id: 'asc' },
    select: { caseId: true, clock: true, name: true, at: true, data: true },
  });
  const byCase = Map.groupBy(rows, row => row.caseId);
  const calendars = new Map<string, Promise<Calendar>>();
  const calendarOf = (log: readonly ClockEvent[]) => {
    const run = lastRun(log);
    const key = JSON.stringify([run?.calendar ?? null, run?.stoppedAt ?? null]);
    const known = calendars.get(key) ?? readCalendar(tx, run?.calendar ?? null, run?.stoppedAt);
    calendars.set(key, known);
    return known;
  };
  const clocks = new Map<string, ReadClock>();
  for (const caseId of caseIds) {
    const log = toClockEvents(byCase.get(caseId) ?? []);
    const calendar = await calendarOf(log);
    clocks.set(caseId, { log, calendar, deadline: reckonDeadline(log, calendar, now) });
  }
  return clocks;
}
