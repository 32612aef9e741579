import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Failure } from '../../docker/local/failure.ts';
import { bringOwnStack } from '../support/own-stack.ts';
import type { StackFile } from '../support/stack-file.ts';
import { stallJournal } from './stall.ts';
import { openLinks, type Links } from './links.ts';
import { LINKS, PARTS } from './plan.ts';
import { isClean, prove } from './proof.ts';

/**
 * `npm run faults [-- --seed N --cases N --faults N --rate N --kills api,worker,zeebe,postgres,keycloak --links people,postgres,zeebe,agencies,smtp,journal
 * --breaks N --stack stack.json]`: applications at
 * a steady rate (a second) on a real stack of its own (or one that runs), while parts are killed and frozen, and with --links links broken
 * `--breaks` times, at moments that the seed says; then the invariant of BARS.md F1 from outside. A table, one JSON line, exit 0 only if nothing is lost, twice, stuck or wrong.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    cases: { type: 'string', default: '300' },
    faults: { type: 'string', default: '15' },
    rate: { type: 'string', default: '2' },
    kills: { type: 'string', default: Object.keys(PARTS).join(',') },
    links: { type: 'string', default: '' },
    breaks: { type: 'string', default: '30' },
    stack: { type: 'string' },
  },
});
/** Ports of this stack lie so far from those of `npm start`. */
const PORTS_AWAY = 300;
/** Of the sandbox's made-up dead, those nobody of the crowd applies for. */
const STALLED_DECEASED = 150_000;

function whole(name: 'seed' | 'cases' | 'faults' | 'breaks', most: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0 || value > most) fail(`--${name} must be a whole number up to ${most}, not ${values[name]}`);
  return value;
}
function fail(why: string): never {
  console.error(`✘ ${why}`);
  process.exit(1);
}

const names = (given: string) => given.split(',').filter(Boolean);
const parts = names(values.kills).map(name => PARTS[name] ?? fail(`No such part: ${name}. There are ${Object.keys(PARTS).join(', ')}`));
const rate = Number(values.rate);
if (!(rate > 0 && rate <= 50)) fail(`--rate must lie between 0 and 50, not ${values.rate}`);
const size = { seed: whole('seed', 100_000), cases: whole('cases', 50_000), faults: whole('faults', 1_000), ratePerSecond: rate, parts };
const links = names(values.links).map(name => LINKS.find(it => it === name) ?? fail(`No such link: ${name}. There are ${LINKS.join(', ')}`));
if (links.length > 0 && values.stack) fail('Links are broken in a stack of its own only');
let opened: Links | undefined;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const own = values.stack
  ? { file: values.stack, close: async () => {} }
  : await bringOwnStack('faults', PORTS_AWAY, stop.signal, async ports => {
      if (links.length > 0) opened = await openLinks(ports);
      return opened?.via ?? {};
    }).catch((error: unknown) => fail(error instanceof Failure ? error.message : String(error)));
try {
  say(`seed ${size.seed}: ${size.cases} applications, ${rate} a second, ${size.faults} faults${links.length > 0 ? `, ${values.breaks} broken links` : ''}`);
  const loadBefore = loadavg()[0];
  const stack = JSON.parse(readFileSync(own.file, 'utf8')) as StackFile;
  const web = opened ? `http://127.0.0.1:${opened.via.api}` : stack.urls.web;
  const broken = opened && { links, faults: whole('breaks', 1_000), by: opened };
  const { verdict, ...proof } = await prove({ ...stack, urls: { ...stack.urls, web } }, size, say, broken);
  const stall = opened && links.includes('journal') ? await stallJournal(web, STALLED_DECEASED + size.seed, opened) : null;
  if (stall)
    say(`\njournal stalled: noticed after ${(stall.noticedMs / 1000).toFixed(1)} s, healed ${(stall.healedMs / 1000).toFixed(1)} s after its link was whole`);
  say(`\n${proof.acknowledged} acknowledged, ${proof.closed} closed in ${Math.round(proof.tookMs / 1000)} s`);
  for (const [what, found] of Object.entries({ ...verdict, 'gave up': proof.gaveUp }))
    say(
      `${what.padEnd(7)} ${String(found.length).padStart(4)}${found
        .slice(0, 10)
        .map(it => `\n         ${it}`)
        .join('')}`,
    );
  console.log(JSON.stringify({ proof: 'faults', at: new Date().toISOString(), ...size, load: [loadBefore, loadavg()[0]], ...proof, stall, verdict }));
  process.exitCode = proof.acknowledged === size.cases && isClean(verdict) ? 0 : 1;
} finally {
  await own.close();
  await opened?.close();
}
process.exit();
