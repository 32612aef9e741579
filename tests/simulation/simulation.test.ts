import { beforeAll, expect, it } from '@jest/globals';
import { simulate } from './simulate.ts';
import { readGround, type Ground } from './world.ts';

/** The short form of `npm run simulate`: another seed every day would be luck, the same one is a promise. */
const SCHEDULES = 600;
const SEED = 6;

let ground: Ground;
beforeAll(async () => {
  ground = await readGround();
});

it('nothing is lost, nothing happens twice, no clock is wrong and no task is left to nobody', async () => {
  const outcome = await simulate(ground, { seed: SEED, schedules: SCHEDULES });

  expect(outcome.failed ? outcome.story : '').toBe('');
}, 300_000);
