import { bootstrap, isQuiet, quantile, type Interval } from './compare.ts';

/** One way to ask; told apart by name. */
export type Arm = { name: string; ask(): Promise<unknown> };
export type Latency = { p50: number; p95: number };
/** `own`: the first arm against itself, asked as often and at the same times. Ratios are of the p95 of the first arm to that of the others. */
export type Compared = { latency: Record<string, Latency>; own: Interval; ratios: Record<string, Interval>; verdict: boolean };

const P95 = 0.95;
const WARM = 10;

const shuffled = <T>(of: readonly T[]) =>
  of
    .map(it => [Math.random(), it] as const)
    .sort(([a], [b]) => a - b)
    .map(([, it]) => it);

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await ask();
  return performance.now() - began;
}

/**
 * Rounds of so many requests to each arm, one after the other in random order, so that what else the machine does meets all alike.
 * Each round gives a ratio; their median is told with its interval. The first arm goes in twice: where it does not agree with itself,
 * there is no verdict.
 */
export async function compareLatency(arms: readonly [Arm, ...Arm[]], { rounds, requests }: { rounds: number; requests: number }): Promise<Compared> {
  const again = { name: 'again', ask: arms[0].ask };
  const all = [...arms, again];
  const took = new Map(all.map(it => [it.name, [] as number[][]]));
  for (let n = 0; n < WARM; n++) for (const arm of arms) await arm.ask();
  for (let round = 0; round < rounds; round++) {
    for (const each of took.values()) each.push([]);
    for (let n = 0; n < requests; n++)
      for (const { name, ask } of shuffled(all))
        took
          .get(name)!
          .at(-1)!
          .push(await timed(ask));
  }
  const perRound = (name: string) => took.get(name)!.map(times => quantile(times, P95));
  const first = perRound(arms[0].name);
  const ratioTo = (name: string) => bootstrap(perRound(name).map((ms, at) => first[at]! / ms));
  const own = ratioTo('again');
  return {
    latency: Object.fromEntries(arms.map(({ name }) => [name, latencyOf(took.get(name)!.flat())])),
    own,
    ratios: Object.fromEntries(arms.slice(1).map(({ name }) => [name, ratioTo(name)])),
    verdict: isQuiet(own),
  };
}

const latencyOf = (times: number[]): Latency => ({ p50: quantile(times, 0.5), p95: quantile(times, P95) });
