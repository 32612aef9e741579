import { makeCalendar } from '../../../platform/working-days.ts';
import type { PERIODS } from '../../contract/originals.ts';

export type Period = (typeof PERIODS)[number];

const DAY_MS = 24 * 3_600_000;
/** A Monday: the fortnights of everybody begin with it. */
const FORTNIGHTS_FROM = Date.parse('2026-01-05');
const calendar = makeCalendar();

const isoDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * The day by which paper taken in on a day (ISO date, Riga) goes to its holder: the last working day of the month, week or fortnight.
 * What comes in after that day waits for the next one.
 */
export function batchDay(takenOn: string, period: Period, isWorking: (date: string) => boolean = calendar.isWorking): string {
  const taken = Date.parse(takenOn);
  for (let from = taken; ;) {
    const end = endOf(from, period);
    const day = lastWorking(end, from, isWorking);
    if (day !== null && day >= taken) return isoDate(day);
    from = end + DAY_MS;
  }
}

/** Last day of the span that a day lies in. */
function endOf(day: number, period: Period): number {
  const date = new Date(day);
  if (period === 'monthly') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
  const length = (period === 'weekly' ? 7 : 14) * DAY_MS;
  return FORTNIGHTS_FROM + (Math.floor((day - FORTNIGHTS_FROM) / length) + 1) * length - DAY_MS;
}

function lastWorking(end: number, from: number, isWorking: (date: string) => boolean): number | null {
  for (let day = end; day >= from; day -= DAY_MS) if (isWorking(isoDate(day))) return day;
  return null;
}

/** The day in Riga, as an ISO date. */
export const dayOf = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga' }).format(at);
