import { Temporal } from 'temporal-polyfill';

/** Everything official happens in this zone, whatever the season. */
const ZONE = 'Europe/Riga';
const DAY_MS = 24 * 3_600_000;

/** Date of an instant in Riga, "2026-11-21". */
export const localDate = (instant: Date): string => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE).toPlainDate().toString();

/** The instant of a local date and time, "08:30". A time that summer time leaps over is moved on by the hour; one that comes twice is the first. */
export const localAt = (date: string, time: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds);

export const startOf = (date: string): Date => localAt(date, '00:00');

/** Last millisecond of a local day: a procedural act may be done until 24:00 (Administrative Procedure Law, section 43). */
export const endOf = (date: string): Date => new Date(startOf(shift(date, 1)).getTime() - 1);

/** Calendar arithmetic needs no time zone. */
export const shift = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The same day of the month some months on; where the month has no such day, its last (Administrative Procedure Law, section 43). */
export const addMonths = (date: string, months: number): string => Temporal.PlainDate.from(date).add({ months }).toString();
