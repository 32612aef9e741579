const DAY_MS = 86_400_000;
const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Riga', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Riga of an instant, "2026-11-10". */
export const dayOf = (instant: string | Date): string => local.format(new Date(instant));
/** Today in Riga. */
export const today = (): string => dayOf(new Date());
/** So many days after a day, or before it. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
