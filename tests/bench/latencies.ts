import { quantile } from './compare.ts';

/** What took how long, in ms. */
export type Latencies = { count: number; p50: number; p95: number; p99: number; max: number };

export const summarised = (ms: readonly number[]): Latencies => ({
  count: ms.length,
  p50: Math.round(quantile(ms, 0.5)),
  p95: Math.round(quantile(ms, 0.95)),
  p99: Math.round(quantile(ms, 0.99)),
  max: Math.round(quantile(ms, 1)),
});

export const line = ({ count, p50, p95, p99, max }: Latencies): string => `n ${count}  p50 ${p50}  p95 ${p95}  p99 ${p99}  max ${max}`;

export const verdict = (isBest: boolean, isMust: boolean): string => (isBest ? 'best reached' : isMust ? 'must reached' : 'must not reached');

/** What is found against what must and what could be, both of which it should not exceed. */
export const verdictUpTo = (found: number, { must, best }: { must: number; best: number }): string =>
  `${verdict(found <= best, found <= must)} (must ≤ ${must}, best ≤ ${best})`;
