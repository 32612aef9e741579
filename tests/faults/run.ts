import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Failure } from '../../docker/local/failure.ts';
import { bringOwnStack } from '../support/own-stack.ts';
import type { StackFile } from '../support/stack-file.ts';
import { PARTS } from './plan.ts';
import { isClean, prove } from './proof.ts';

/**
 * `npm run faults [-- --seed N --cases N --faults N --rate N --kills api,worker,zeebe,postgres,keycloak --stack stack.json]`: applications at
 * a steady rate (a second) on a real stack of its own (or one that runs), while parts are killed and frozen at moments that the seed says;
 * then the invariant of BARS.md F1 from outside. A table, one JSON line, exit 0 only if nothing is lost, twice, stuck or wrong.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    cases: { type: 'string', default: '300' },
    faults: { type: 'string', default: '15' },
    rate: { type: 'string', default: '2' },
    kills: { type: 'string', default: Object.keys(PARTS).join(',') },
    stack: { type: 'string' },
  },
});
/** Ports of this stack lie so far from those of `npm start`. */
const PORTS_AWAY = 300;

function whole(name: 'seed' | 'cases' | 'faults', most: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0 || value > most) fail(`--${name} must be a whole number up to ${most}, not ${values[name]}`);
  return value;
}
function fail(why: string): never {
  console.error(`✘ ${why}`);
  process.exit(1);
}

const parts = values.kills.split(',').map(name => PARTS[name] ?? fail(`No such part: ${name}. There are ${Object.keys(PARTS).join(', ')}`));
const rate = Number(values.rate);
if (!(rate > 0 && rate <= 50)) fail(`--rate must lie between 0 and 50, not ${values.rate}`);
const size = { seed: whole('seed', 100_000), cases: whole('cases', 50_000), faults: whole('faults', 1_000), ratePerSecond: rate, parts };
const say = (line: string) => void process.stderr.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const own = values.stack
  ? { file: values.stack, close: async () => {} }
  : await bringOwnStack('faults', PORTS_AWAY, stop.signal).catch((error: unknown) => fail(error instanceof Failure ? error.message : String(error)));
try {
  say(`seed ${size.seed}: ${size.cases} applications, ${rate} a second, ${size.faults} faults`);
  const loadBefore = loadavg()[0];
  const { verdict, ...proof } = await prove(JSON.parse(readFileSync(own.file, 'utf8')) as StackFile, size, say);
  say(`\n${proof.acknowledged} acknowledged, ${proof.closed} closed in ${Math.round(proof.tookMs / 1000)} s`);
  for (const [what, found] of Object.entries({ ...verdict, 'gave up': proof.gaveUp }))
    say(
      `${what.padEnd(7)} ${String(found.length).padStart(4)}${found
        .slice(0, 10)
        .map(it => `\n         ${it}`)
        .join('')}`,
    );
  console.log(JSON.stringify({ proof: 'faults', at: new Date().toISOString(), ...size, load: [loadBefore, loadavg()[0]], ...proof, verdict }));
  process.exitCode = proof.acknowledged === size.cases && isClean(verdict) ? 0 : 1;
} finally {
  await own.close();
}
process.exit();
