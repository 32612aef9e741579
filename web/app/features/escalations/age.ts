const HOUR_MS = 3_600_000;

/** How long something has waited, in the largest unit that says it: whole days, whole hours, or less. */
export function ageOf(since: string, now: Date): { unit: 'days' | 'hours' | 'now'; count: number } {
  const hours = Math.floor((now.getTime() - Date.parse(since)) / HOUR_MS);
  if (hours >= 24) return { unit: 'days', count: Math.floor(hours / 24) };
  return hours >= 1 ? { unit: 'hours', count: hours } : { unit: 'now', count: 0 };
}
