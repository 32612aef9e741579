import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Failure } from '../../docker/local/failure.ts';
import { bringOwnStack } from '../support/own-stack.ts';
import type { StackFile } from '../support/stack-file.ts';
import { DISASTERS, prove } from './proof.ts';

/**
 * `npm run recovery [-- --disasters engine,engine-old,machine,log-too --crowd N --stack stack.json]`: F8 of BARS.md on a stack of its own (or one
 * that runs). Each disaster after the other, on what the one before left. A line each, JSON at the end, exit 0 only if every case came back and ended right.
 */
const { values } = parseArgs({
  options: { disasters: { type: 'string', default: DISASTERS.join(',') }, crowd: { type: 'string', default: '0' }, stack: { type: 'string' } },
});
/** Ports of this stack lie so far from those of `npm start`. */
const PORTS_AWAY = 320;
/** Of the numbers of the sandbox's made-up dead, those that others leave alone; each disaster has its own. */
const [FIRST_DECEASED, APART] = [950_000, 5000];

function fail(why: string): never {
  console.error(`✘ ${why}`);
  process.exit(1);
}
const disasters = values.disasters
  .split(',')
  .map(name => DISASTERS.find(it => it === name) ?? fail(`No such disaster: ${name}. There are ${DISASTERS.join(', ')}`));
const crowd = Number(values.crowd);
if (!Number.isInteger(crowd) || crowd < 0 || crowd > 3000) fail(`--crowd must be a whole number up to 3000, not ${values.crowd}`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const own = values.stack
  ? { file: values.stack, close: async () => {} }
  : await bringOwnStack('recovery', PORTS_AWAY, stop.signal).catch((error: unknown) => fail(error instanceof Failure ? error.message : String(error)));
const say = (line: string) => void process.stderr.write(`${line}\n`);
try {
  const stack = JSON.parse(readFileSync(own.file, 'utf8')) as StackFile;
  for (const [n, disaster] of disasters.entries()) {
    const proof = await prove({ stack, disaster, crowd, firstDeceased: FIRST_DECEASED + n * APART + (Date.now() % 1000), say });
    for (const line of proof.wrong) say(`  ✘ ${line}`);
    console.log(JSON.stringify({ proof: 'recovery', at: new Date().toISOString(), load: loadavg()[0], ...proof }));
    if (proof.wrong.length > 0) process.exitCode = 1;
  }
} finally {
  await own.close();
}
process.exit();
