const DAY_MS = 86_400_000;
const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Riga', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Riga of an instant, "2026-11-10". */
export const dayOf = (instant: string | Date): string => local.format(new Date(instant));
/** Today in Riga. */
export const today = (): string => dayOf(new Date());
/** So many days after a day, or before it. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
/** The same day so many months on, or back; where that month has no such day, its last. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, at = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(at, last))).toISOString().slice(0, 10);
}
/** The month in Riga of an instant, "2026-11". */
export const monthOf = (instant: Date): string => dayOf(instant).slice(0, 7);
/** So many months on, or back. */
export const monthAfter = (month: string, months: number): string => addMonths(`${month}-01`, months).slice(0, 7);
