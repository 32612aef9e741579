import type { Cpu } from './cpu.ts';

/** What one stretch of one arm came to. */
export type Stretch = { done: number; seconds: number; cpuMs?: number };
export type Arm = { name: string; run(): Promise<Stretch> };
export type Interval = { median: number; low: number; high: number };
/** `own`: the first arm against itself; a verdict only where that stays near 1. */
export type Comparison = {
  own: Interval;
  ratio: Interval;
  verdict: boolean;
  cpu: Interval | null;
  stretches: { arm: string; perSecond: number; cpuMsEach: number | null }[];
};

/** BARS: if the arm against itself leaves this, the machine is too noisy for a verdict. */
const QUIET: readonly [number, number] = [0.95, 1.05];
const RESAMPLES = 2000;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which this share of the values lies; interpolated. NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? NaN : low + (high - low) * (at - Math.floor(at));
}

/** Median with its 95 % interval, by drawing the pairs again with replacement. */
export function bootstrap(ratios: readonly number[], random: () => number = Math.random): Interval {
  const draw = () => ratios[Math.floor(random() * ratios.length)] ?? NaN;
  const medians = Array.from({ length: RESAMPLES }, () => median(ratios.map(draw)));
  return { median: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

export const isQuiet = ({ low, high }: Interval): boolean => low >= QUIET[0] && high <= QUIET[1];

/** Runs the arm against itself, then against the other; each pair in random order, so that a drift of the machine meets both. */
export async function compare(ours: Arm, bare: Arm, pairs: number, say: (line: string) => void): Promise<Comparison> {
  const stretches: Comparison['stretches'] = [];
  const run = async (arm: Arm) => {
    const it = await arm.run();
    const told = { arm: arm.name, perSecond: it.done / it.seconds, cpuMsEach: it.cpuMs === undefined ? null : it.cpuMs / it.done };
    stretches.push(told);
    say(`  ${arm.name.padEnd(28)} ${told.perSecond.toFixed(1).padStart(8)}/s${told.cpuMsEach === null ? '' : `  ${told.cpuMsEach.toFixed(1)} CPU-ms each`}`);
    return told;
  };
  const pair = async (first: Arm, second: Arm) => {
    if (Math.random() < 0.5) return [await run(first), await run(second)] as const;
    const later = await run(second);
    return [await run(first), later] as const;
  };

  await run(ours); // both warm before anything counts
  await run(bare);
  stretches.length = 0;
  const own: number[] = [];
  for (let n = 0; n < pairs; n++) {
    const [a, b] = await pair(ours, { ...ours, name: `${ours.name} again` });
    own.push(a.perSecond / b.perSecond);
  }
  const found: (readonly [Comparison['stretches'][number], Comparison['stretches'][number]])[] = [];
  for (let n = 0; n < pairs; n++) found.push(await pair(ours, bare));

  const cpu = found.flatMap(([a, b]) => (a.cpuMsEach !== null && b.cpuMsEach ? [a.cpuMsEach / b.cpuMsEach] : []));
  const quiet = bootstrap(own);
  return {
    own: quiet,
    ratio: bootstrap(found.map(([a, b]) => a.perSecond / b.perSecond)),
    verdict: isQuiet(quiet),
    cpu: cpu.length > 0 ? bootstrap(cpu) : null,
    stretches,
  };
}

/** Works with so many hands at once until the time is over; counts what was finished within it. */
export async function forSeconds(seconds: number, hands: number, work: () => Promise<unknown>, cpu?: Cpu): Promise<Stretch> {
  const usedBefore = cpu?.();
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  const hand = async () => {
    while (performance.now() < until) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  const stretch = { done, seconds: (performance.now() - began) / 1000 };
  return usedBefore === undefined ? stretch : { ...stretch, cpuMs: cpu!() - usedBefore };
}

export const told = ({ median: mid, low, high }: Interval): string => `${mid.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
