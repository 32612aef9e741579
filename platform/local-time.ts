import { Temporal } from 'temporal-polyfill';

/** Everything official happens in this zone, whatever the season. */
const ZONE = 'Europe/Riga';
const DAY_MS = 24 * 3_600_000;

const HOUR_MS = 3_600_000;
/** A clock counts days one by one and asks the same ones again and again; a year has so many hours. */
const MOST_KEPT = 10_000;

/** Milliseconds that Riga is ahead of UTC, by hour: the zone changes at full hours only. */
const offsets = new Map<number, number>();
const midnights = new Map<string, number>();

function kept<K>(known: Map<K, number>, key: K, reckon: () => number): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST_KEPT) known.clear();
  const made = reckon();
  known.set(key, made);
  return made;
}

/** Date of an instant in Riga, "2026-11-21". */
export function localDate(instant: Date): string {
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  const offset = kept(offsets, hour, () => Temporal.Instant.fromEpochMilliseconds(hour * HOUR_MS).toZonedDateTimeISO(ZONE).offsetNanoseconds / 1e6);
  return new Date(instant.getTime() + offset).toISOString().slice(0, 10);
}

/** The instant of a local date and time, "08:30". A time that summer time leaps over is moved on by the hour; one that comes twice is the first. */
export const localAt = (date: string, time: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds);

export const startOf = (date: string): Date => new Date(kept(midnights, date, () => localAt(date, '00:00').getTime()));

/** Last millisecond of a local day: a procedural act may be done until 24:00 (Administrative Procedure Law, section 43). */
export const endOf = (date: string): Date => new Date(startOf(shift(date, 1)).getTime() - 1);

/** Calendar arithmetic needs no time zone. */
export const shift = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The same day of the month some months on; where the month has no such day, its last (Administrative Procedure Law, section 43). */
export const addMonths = (date: string, months: number): string => Temporal.PlainDate.from(date).add({ months }).toString();
