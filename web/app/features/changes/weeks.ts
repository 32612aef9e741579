import { addDays, dayOf } from '../../i18n/days.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;

/** The Monday of the week a day is in. */
export const mondayOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + DAYS - 1) % DAYS));
/** Mondays, one after the other. */
export const weeksFrom = (monday: string, count: number): string[] => Array.from({ length: count }, (_none, index) => addDays(monday, index * DAYS));

const daysAfter = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Which days of the week (1 Monday … 7 Sunday) a change takes; null = none of them. An end at midnight takes no new day. */
export function barIn(monday: string, { start, end }: { start: string; end: string }): { first: number; last: number } | null {
  const lastMoment = new Date(Math.max(Date.parse(start), Date.parse(end) - 1));
  const [first, last] = [daysAfter(monday, dayOf(start)), daysAfter(monday, dayOf(lastMoment))];
  if (last < 0 || first >= DAYS) return null;
  return { first: Math.max(first, 0) + 1, last: Math.min(last, DAYS - 1) + 1 };
}
