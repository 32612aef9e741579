import type { PartName } from '../../docker/local/layout.ts';
import { makeChance } from '../seed-large/random.ts';
import { LINK_FAULTS, type LinkFault } from './proxy.ts';

/** Parts as the command line names them. */
export const PARTS: Record<string, PartName> = { api: 'api', worker: 'workers', zeebe: 'zeebe', postgres: 'postgres', keycloak: 'keycloak' };

/** `kill`: SIGKILL; its keeper starts it again. `freeze`: SIGSTOP, and SIGCONT after `forMs`: there, but answering nobody. */
export type Fault = { atMs: number; part: PartName } & ({ act: 'kill' } | { act: 'freeze'; forMs: number });

/** A part that is frozen longer than this is taken for dead by whoever asks it. */
const FROZEN_MS = { least: 500, most: 8_000 };
/** Of the moments, how many follow another so soon that a part is still coming back. */
const HARD_UPON = 0.25;
const SOON_MS = 3_000;

/**
 * What happens to which part when, within `withinMs` of the first application; the same for the same seed. Each part has its turn before
 * one has a second. Every third fault freezes instead of killing.
 */
export function planFaults({ seed, faults, withinMs, parts }: { seed: number; faults: number; withinMs: number; parts: PartName[] }): Fault[] {
  const chance = makeChance(seed);
  const planned: Fault[] = [];
  let turn: PartName[] = [];
  let last = 0;
  for (let n = 0; n < faults; n++) {
    if (turn.length === 0) turn = [...parts];
    const [part] = turn.splice(chance.whole(turn.length), 1);
    const atMs = n > 0 && chance.share() < HARD_UPON ? last + chance.whole(SOON_MS) : chance.whole(withinMs);
    const frozen = { act: 'freeze', forMs: FROZEN_MS.least + chance.whole(FROZEN_MS.most - FROZEN_MS.least) } as const;
    planned.push({ atMs, part: part!, ...(n % 3 === 2 ? frozen : { act: 'kill' as const }) });
    last = atMs;
  }
  return planned.sort((a, b) => a.atMs - b.atMs);
}

/** Links by name: from whom to whom. `people` → API, API and workers → PostgreSQL, engine, agencies and mail server, engine → our `journal`. */
export const LINKS = ['people', 'postgres', 'zeebe', 'agencies', 'smtp', 'journal'] as const;
export type LinkName = (typeof LINKS)[number];
export type BrokenLink = { atMs: number; link: LinkName; act: LinkFault; forMs: number };

/** Longer than this nobody waits; shorter than that nobody notices. */
const BROKEN_MS = { least: 1_000, most: 15_000 };
const ANOTHER_CHANCE = 0x5eed;

/** Which link breaks when, how and for how long; the same for the same seed. Each link meets each way to break before one comes again. */
export function planLinks({ seed, faults, withinMs, links }: { seed: number; faults: number; withinMs: number; links: readonly LinkName[] }): BrokenLink[] {
  const chance = makeChance(seed ^ ANOTHER_CHANCE);
  let left: { link: LinkName; act: LinkFault }[] = [];
  const planned = Array.from({ length: faults }, () => {
    if (left.length === 0) left = links.flatMap(link => LINK_FAULTS.map(act => ({ link, act })));
    const [it] = left.splice(chance.whole(left.length), 1);
    return { ...it!, atMs: chance.whole(withinMs), forMs: BROKEN_MS.least + chance.whole(BROKEN_MS.most - BROKEN_MS.least) };
  });
  return planned.sort((a, b) => a.atMs - b.atMs);
}
