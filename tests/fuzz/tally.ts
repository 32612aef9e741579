import type { Api } from './document.ts';

/** What has been answered, by operation and status; how long it took. */
export function makeTally(api: Api) {
  const counts = new Map<string, Map<number, number>>(api.operations.map(it => [it.name, new Map()]));
  const times: number[] = [];
  let slowest = { ms: 0, operation: '' };
  return {
    requests: 0,
    counts,
    watch(operation: string, status: number, ms: number) {
      const of = counts.get(operation)!;
      of.set(status, (of.get(status) ?? 0) + 1);
      times.push(ms);
      if (ms > slowest.ms) slowest = { ms, operation };
    },
    slowest: () => slowest,
    /** Operations that were asked and never said yes: fuzzing sees no further than their refusals. */
    neverDone: () => [...counts].filter(([, of]) => ![...of.keys()].some(status => status < 300)).map(([name]) => name),
    byStatus() {
      const all = new Map<number, number>();
      for (const of of counts.values()) for (const [status, count] of of) all.set(status, (all.get(status) ?? 0) + count);
      return [...all].sort(([a], [b]) => a - b);
    },
    percentile(share: number) {
      const sorted = times.toSorted((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    },
  };
}
export type Tally = ReturnType<typeof makeTally>;
