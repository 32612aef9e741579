import { readApi } from './document.ts';
import { makeCompose } from './compose.ts';
import { makeGround } from './installation.ts';
import { makePlans } from './plan.ts';
import { play, type Found, type Played, type Sequence } from './play.ts';
import { shrink, signature } from './shrink.ts';
import { makeTally, type Tally } from './tally.ts';
import { makeWorld } from './world.ts';

export type Options = {
  databaseUrl: string;
  seed: number;
  requests: number;
  /** Requests of one sequence, after which the world is new. */
  length?: number;
  /** Distinct findings after which the run ends; nobody reads more at once. */
  most?: number;
  /** Plays that may be spent on making one finding short. */
  plays?: number;
  say(text: string): void;
  stop?: AbortSignal;
};
export type Finding = { found: Found };
export type Result = { seed: number; findings: Finding[]; tally: Tally; sequences: number; ms: number };

/**
 * Plays sequences until so many requests have been answered. The same seed makes the same sequences; each begins in a copy of the same world,
 * so that what is found is found again without the sequences before it.
 */
export async function fuzz({ databaseUrl, seed, requests, length = 120, most = 12, plays = 60, say, stop }: Options): Promise<Result> {
  const began = Date.now();
  const api = readApi();
  const ground = await makeGround(databaseUrl);
  try {
    const world = await makeWorld(ground, api, say);
    const tally = makeTally(api);
    const compose = makeCompose(api, makePlans(api), world);
    const findings: Finding[] = world.findings.map(found => ({ found }));
    const known = new Set(world.findings.map(signature));
    tally.requests += world.requests;
    let n = 0;
    for (; tally.requests < requests && findings.length < most && !stop?.aborted; n += 1) {
      const sequence = compose(seed, n, Math.min(length, requests - tally.requests));
      const played = await playOn(sequence, known, part => play(ground, world, api, part, tally.watch));
      tally.requests += played.told;
      if (played.found) {
        say(`found: ${signature(played.found)} (sequence ${n}, step ${played.found.at + 1}); making it short`);
        known.add(signature(played.found));
        findings.push(await shrink(played.sequence, played.found, part => play(ground, world, api, part), plays));
      }
      say(`${tally.requests} of ${requests} requests, ${findings.length} findings, ${Math.round((Date.now() - began) / 1_000)} s`);
    }
    await world.drop();
    return { seed, findings, tally, sequences: n, ms: Date.now() - began };
  } finally {
    await ground.close();
  }
}

/** Goes on without a step that finds what is known already, so that one finding does not hide the rest. */
async function playOn(sequence: Sequence, known: Set<string>, played: (sequence: Sequence) => Promise<Played>): Promise<Played & { sequence: Sequence }> {
  let told = 0;
  for (let rest = sequence; ;) {
    const one = await played(rest);
    told += one.told;
    if (!one.found || !known.has(signature(one.found))) return { ...one, told, sequence: rest };
    const { at } = one.found;
    if (at === rest.steps.length - 1) return { found: null, told, sequence: rest };
    rest = { ...rest, steps: rest.steps.filter((_step, index) => index !== at) };
  }
}
