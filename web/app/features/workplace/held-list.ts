/** Rows a person sees, and how many newer ones wait behind the quiet line ("3 jauni"). */
export type HeldList<Row> = { rows: Row[]; held: number };

/**
 * Keeps the place of a list that somebody is reading while live changes come (SCREENS, F11). Known rows are renewed where they
 * stand, rows that are gone disappear, new rows wait until `release` – unless nobody has begun to read (`reading` false).
 */
export function holdRows<Row extends { key: string }>(shown: readonly string[], fresh: readonly Row[], reading: boolean): HeldList<Row> {
  if (!reading || shown.length === 0) return { rows: [...fresh], held: 0 };
  const byKey = new Map(fresh.map(row => [row.key, row]));
  const rows = shown.flatMap(key => byKey.get(key) ?? []);
  return { rows, held: fresh.length - rows.length };
}

/** How many of those that came since one last looked lie past the pages that are loaded. */
export function beyond(arrived: number, fresh: readonly { createdAt: string }[], since: string | null): number {
  if (since === null) return 0;
  return Math.max(0, arrived - fresh.filter(row => row.createdAt > since).length);
}

/** Row to move to by `j` or `k`; from nowhere to the first, at an end it stays. */
export function neighbour(keys: readonly string[], current: string | null, step: 1 | -1): string | null {
  const at = current === null ? -1 : keys.indexOf(current);
  if (at === -1) return keys[0] ?? null;
  return keys[Math.min(Math.max(at + step, 0), keys.length - 1)] ?? null;
}
