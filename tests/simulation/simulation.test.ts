import { beforeAll, expect, it } from '@jest/globals';
import { ANSWERED_AT, play, simulate } from './simulate.ts';
import { readGround, type Ground } from './world.ts';

/** The short form of `npm run simulate`: another seed every day would be luck, the same one is a promise. */
const SCHEDULES = 600;
const SEED = 6;
/** Programs that run side by side, and more steps than any of them takes from a rating to the end of its case. */
const [PROGRAMS, STEPS] = [4, 40];

let ground: Ground;
beforeAll(async () => {
  ground = await readGround();
});

it('nothing is lost, nothing happens twice, no clock is wrong and no task is left to nobody', async () => {
  const outcome = await simulate(ground, { seed: SEED, schedules: SCHEDULES });

  expect(outcome.failed ? outcome.story : '').toBe('');
}, 300_000);

it('a case opened again before its old run has ended, and withdrawn, ends: whichever program dies on the way, at each step', async () => {
  const whole = { rush: 0 };
  for (let program = 0; program < PROGRAMS; program++)
    for (let step = 0; step < STEPS; step++)
      await play(ground, {
        begins: ANSWERED_AT,
        acts: [
          { does: 'a program dies', a: program, b: step, rush: 1 },
          { does: 'rate', a: 0, b: 1, ...whole },
          { does: 'reopen', a: 0, b: 0, ...whole },
          { does: 'withdraw', a: 0, b: 0, ...whole },
        ],
        chance: 0,
      });
}, 120_000);
