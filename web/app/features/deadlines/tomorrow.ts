/** The day after today in Riga, "2026-11-22": what has begun is never changed, so dated settings begin with it at the earliest. */
export function tomorrow(now = new Date()): string {
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Riga' }).format(now);
  return new Date(Date.parse(today) + 24 * 3_600_000).toISOString().slice(0, 10);
}
