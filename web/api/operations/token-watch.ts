export type TokenWatch = ReturnType<typeof makeTokenWatch>;

const MINUTE_MS = 60_000;
const QUARTER = 15;

/** Counts tokens that were refused, or could not be checked, by the minute: one is an old browser tab, many are a wrong clock or a changed key. */
export function makeTokenWatch(nowMs: () => number = Date.now) {
  const minutes = new Map<number, number>();
  return {
    refused(): void {
      const minute = Math.floor(nowMs() / MINUTE_MS);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
      for (const old of minutes.keys()) if (old <= minute - QUARTER) minutes.delete(old);
    },
    inLastQuarter(): number {
      const minute = Math.floor(nowMs() / MINUTE_MS);
      return [...minutes].reduce((sum, [at, count]) => (at > minute - QUARTER ? sum + count : sum), 0);
    },
  };
}
