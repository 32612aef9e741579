/** A month as its days, "2026-11" to "2026-11-01" … "2026-11-30". */
export function daysOf(month: string): string[] {
  const [year = 0, at = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, at, 0)).getUTCDate();
  return Array.from({ length: count }, (_, n) => `${month}-${String(n + 1).padStart(2, '0')}`);
}

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
