import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { Failure } from '../../docker/local/failure.ts';
import { benchAccept } from './accept.ts';
import { benchJobs } from './jobs.ts';
import { benchRow } from './row.ts';
import { bringStack, type BenchStack } from './stack.ts';
import { benchStart } from './start.ts';

/** How long and how much; short unless said otherwise, and never without end. */
export type Size = { pairs: number; seconds: number; hands: number; rate: number; browser: boolean };
export type Result = Record<string, unknown>;
export type Bench = (stack: BenchStack, size: Size, say: (line: string) => void) => Promise<Result>;

const BENCHES: Record<string, Bench> = { accept: benchAccept, start: benchStart, row: benchRow, jobs: benchJobs };
const MOST = { pairs: 30, seconds: 120, hands: 64, rate: 50 };
const LIMIT_MS = 60 * 60_000;

/**
 * `npm run bench -- <accept|start|row|jobs …> [--pairs 5] [--seconds 5] [--hands 8] [--rate 5] [--browser] [--stack stack.json]`: measures on
 * a real stack of its own (or one that runs), on this machine only. A table, and for each one JSON line on standard output.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    hands: { type: 'string', default: '8' },
    rate: { type: 'string', default: '5' },
    browser: { type: 'boolean', default: false },
    stack: { type: 'string' },
  },
});

function within(name: keyof typeof MOST): number {
  const value = Number(values[name]);
  if (!(value > 0 && value <= MOST[name])) throw new Error(`--${name} must lie between 0 and ${MOST[name]}, not ${values[name]}`);
  return value;
}

const unknown = positionals.filter(name => !BENCHES[name]);
if (positionals.length === 0 || unknown.length > 0) {
  console.error(`✘ No such benchmark: ${unknown.join(', ') || '(none named)'}. There are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(1);
}
const size: Size = { pairs: within('pairs'), seconds: within('seconds'), hands: within('hands'), rate: within('rate'), browser: values.browser };
const say = (line: string) => void process.stderr.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const limit = setTimeout(() => process.exit(1), LIMIT_MS);

const stack = await bringStack(values.stack, stop.signal).catch((error: unknown) => {
  console.error(error instanceof Failure ? `✘ ${error.message}` : error);
  process.exit(1);
});
try {
  for (const name of positionals) {
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
