/** Working time of a day, in order. */
export type HoursOf = (date: string) => { from: Date; to: Date }[];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** A calendar without working time for so many days is a fault in the data. */
const HORIZON_DAYS = 366;
const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Riga' });

/**
 * The moment after so many minutes of working time: what is promised on Friday at 16:00 for four hours is due on Monday.
 * @throws Error when the calendar has no working time for a year
 */
export function workingMinutesAfter(from: Date, minutes: number, hoursOf: HoursOf): Date {
  let left = minutes * MINUTE_MS;
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    const date = shift(local.format(from), day);
    for (const span of hoursOf(date)) {
      const begins = Math.max(span.from.getTime(), from.getTime());
      const length = span.to.getTime() - begins;
      if (length <= 0) continue;
      if (length >= left) return new Date(begins + left);
      left -= length;
    }
  }
  throw new Error('The calendar has no working time');
}

const shift = (date: string, days: number) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
