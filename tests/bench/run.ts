import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { Failure } from '../../docker/local/failure.ts';
import { benchAccept } from './accept.ts';
import { benchCrowded } from './crowded.ts';
import { benchEndurance } from './endurance.ts';
import { benchFlow } from './flow.ts';
import { benchJobs } from './jobs.ts';
import { benchPeak } from './peak.ts';
import { benchReady } from './ready.ts';
import { benchRow } from './row.ts';
import { SIZE_OPTIONS, sizeOf, type Size } from './sizes.ts';
import { bringStack, type BenchStack } from './stack.ts';
import { benchStart } from './start.ts';
import { benchTimers } from './timers.ts';
import { benchTwins } from './twins.ts';

export type Result = Record<string, unknown>;
export type Bench = (stack: BenchStack, size: Size & { browser: boolean }, say: (line: string) => void) => Promise<Result>;

const BENCHES: Record<string, Bench> = {
  accept: benchAccept,
  start: benchStart,
  row: benchRow,
  jobs: benchJobs,
  flow: benchFlow,
  crowded: benchCrowded,
  peak: benchPeak,
  twins: benchTwins,
  ready: benchReady,
  endurance: benchEndurance,
  timers: benchTimers,
};
/** Moves the clock and leaves it moved: what came after it would meet the day of a deadline. */
const LAST = 'timers';
const LIMIT_MS = 120 * 60_000;

/**
 * `npm run bench -- <name …> [--pairs 5] [--seconds 5] [--hands 8] [--rate 5] [--browser] [--stack stack.json] …`: measures on a real
 * stack of its own (or one that runs), on this machine only. A table, and for each one JSON line on standard output. All options: sizes.ts.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ...SIZE_OPTIONS, browser: { type: 'boolean', default: false }, stack: { type: 'string' } },
});

function fail(why: string): never {
  console.error(`✘ ${why}`);
  process.exit(1);
}

/** All before anything begins: who gave a wrong size need not wait for a stack. */
function sizes(): Map<string, Size & { browser: boolean }> {
  const unknown = positionals.filter(name => !BENCHES[name]);
  if (positionals.length === 0 || unknown.length > 0)
    fail(`No such benchmark: ${unknown.join(', ') || '(none named)'}. There are ${Object.keys(BENCHES).join(', ')}`);
  if (positionals.includes(LAST) && positionals.at(-1) !== LAST) fail(`${LAST} moves the clock: name it last`);
  try {
    return new Map(positionals.map(name => [name, { ...sizeOf(name, values), browser: values.browser }]));
  } catch (error) {
    fail((error as Error).message);
  }
}

const wanted = sizes();
const say = (line: string) => void process.stderr.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const limit = setTimeout(() => process.exit(1), LIMIT_MS);

const stack = await bringStack(values.stack, stop.signal).catch((error: unknown) => {
  console.error(error instanceof Failure ? `✘ ${error.message}` : error);
  process.exit(1);
});
try {
  for (const [name, size] of wanted) {
    const loadBefore = loadavg()[0];
    const result = await BENCHES[name]?.(stack, size, say);
    console.log(
      JSON.stringify({ bench: name, at: new Date().toISOString(), zeebe: stack.config.ZEEBE_VERSION, size, load: [loadBefore, loadavg()[0]], ...result }),
    );
  }
} finally {
  await stack.close();
  clearTimeout(limit);
}
process.exit(0);
