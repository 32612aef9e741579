import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { readGround } from './world.ts';

/**
 * `npm run simulate [-- --seed N --schedules N --path p]`: plays schedules and ends with 0 when nothing was found, else with 1 and the
 * shortest story that shows it.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, schedules: { type: 'string', default: '100000' }, path: { type: 'string' }, 'no-shrink': { type: 'boolean' } },
});
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
const schedules = Number(values.schedules);
const began = performance.now();
let shown = began;

console.log(`${schedules} schedules from seed ${seed}`);
const outcome = await simulate(await readGround(), {
  seed,
  schedules,
  ...(values.path && { path: values.path }),
  shrinks: !values['no-shrink'],
  progress(played) {
    if (performance.now() - shown < 5000) return;
    shown = performance.now();
    process.stderr.write(`${played} of ${schedules}, ${Math.round(played / ((shown - began) / 1000))} a second\n`);
  },
});
const took = ((performance.now() - began) / 1000).toFixed(1);
if (outcome.failed)
  console.log(
    `✘ found after ${outcome.schedules} schedules, ${took} s. Again: npm run simulate -- --seed ${outcome.seed} --path ${outcome.path} --schedules ${schedules}\n\n${outcome.story}`,
  );
else console.log(`✔ ${outcome.schedules} schedules in ${took} s: nothing found`);
process.exit(outcome.failed ? 1 : 0);
