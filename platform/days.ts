import { addMonths, endOf, localAt, localDate, shift } from './local-time.ts';
import type { Calendar } from './working-days.ts';

/** Nothing is sent before. */
const MORNING = '09:00';

/** Last moment of the day so many calendar days on, or of the next working day (Administrative Procedure Law, section 43). */
export function daysAfter(from: Date, days: number, calendar: Calendar): Date {
  return endOf(stepDays(shift(localDate(from), days), 0, calendar));
}

/** End of the same day some months on (Administrative Procedure Law, section 43: a term in months), moved to a working day. */
export function monthsAfter(from: Date, months: number, calendar: Calendar): Date {
  return endOf(stepDays(addMonths(localDate(from), months), 0, calendar));
}

/** Nine in the morning, Riga, of a working day: nothing is sent outside hours (F2). `days` before (negative) or after that of `from`. */
export function morningOf(from: Date, days: number, calendar: Calendar): Date {
  return localAt(stepDays(localDate(from), days, calendar), MORNING);
}

/** The day so many working days on, "2026-12-02". */
export const workingDaysAfter = (from: Date, days: number, calendar: Calendar): string => stepDays(localDate(from), days, calendar);

/** The day so many working days away; with 0, the day itself or the next working one. */
function stepDays(from: string, days: number, calendar: Calendar): string {
  const step = days < 0 ? -1 : 1;
  let on = from;
  for (let left = Math.abs(days); left > 0;) {
    on = shift(on, step);
    if (calendar.isWorking(on)) left -= 1;
  }
  while (!calendar.isWorking(on)) on = shift(on, step);
  return on;
}
