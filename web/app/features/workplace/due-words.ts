const DAY_MS = 86_400_000;
const ZONE = 'Europe/Riga';

/** When something is due, in the words of a list row; `key` is below `due.` in the texts. */
export type DueWords = { key: 'none' | 'today' | 'tomorrow' } | { key: 'by'; date: string } | { key: 'late'; count: number };

const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
/** Number of the calendar day in Latvia. */
const dayOf = (at: Date) => Date.parse(dayFormat.format(at)) / DAY_MS;

/** Words for a due date as seen from `now`. Overdue by the minute is said by the tag; days late by calendar days in Latvia. */
export function dueWords(dueAt: string | null, now: Date): DueWords {
  if (dueAt === null) return { key: 'none' };
  const days = dayOf(new Date(dueAt)) - dayOf(now);
  if (days < 0) return { key: 'late', count: -days };
  if (days === 0) return { key: 'today' };
  if (days === 1) return { key: 'tomorrow' };
  return { key: 'by', date: dueAt };
}
