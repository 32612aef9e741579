export type WorkRow = {
  userId: string;
  on: Date;
  seconds: number;
  source: string;
  correctedFrom: number | null;
  reason: string | null;
  correctedBy: string | null;
  at: Date;
};
export type Correction = { seconds: number; from: number; reason: string; by: string; at: Date };
export type Day = { userId: string; on: string; seconds: number; measuredSeconds: number; correction: Correction | null };

/**
 * Day by day and person by person: what was measured, and what counts. The last correction says what a day was until then; what has
 * been measured since is added. A correction never touches the measured value.
 */
export function daysOf(rows: readonly WorkRow[]): Day[] {
  const days = new Map<string, WorkRow[]>();
  for (const row of rows) {
    const key = `${row.on.toISOString().slice(0, 10)} ${row.userId}`;
    days.set(key, [...(days.get(key) ?? []), row]);
  }
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([key, of]) => dayOf(key, of));
}

function dayOf(key: string, rows: WorkRow[]): Day {
  const [on = '', userId = ''] = [key.slice(0, 10), key.slice(11)];
  const measuredSeconds = rows.filter(it => it.source === 'measured').reduce((sum, it) => sum + it.seconds, 0);
  const last = rows
    .filter(it => it.source === 'corrected')
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .at(-1);
  if (!last) return { userId, on, seconds: measuredSeconds, measuredSeconds, correction: null };
  const from = last.correctedFrom ?? 0;
  const correction = { seconds: last.seconds, from, reason: last.reason ?? '', by: last.correctedBy ?? '', at: last.at };
  return { userId, on, seconds: last.seconds + Math.max(0, measuredSeconds - from), measuredSeconds, correction };
}
