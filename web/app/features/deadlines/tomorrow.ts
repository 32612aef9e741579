import { addDays, dayOf } from '../../i18n/days.ts';

/** The day after today in Riga, "2026-11-22": what has begun is never changed, so dated settings begin with it at the earliest. */
export function tomorrow(now = new Date()): string {
  return addDays(dayOf(now), 1);
}
