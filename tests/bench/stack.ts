import { readFileSync } from 'node:fs';
import type { PartName } from '../../docker/local/layout.ts';
import { loadConfig, type Config } from '../../platform/config.ts';
import { bringOwnStack } from '../support/own-stack.ts';
import { leverOf, type StackFile } from '../support/stack-file.ts';

/** The installation that is measured: its configuration, and the levers on its parts. */
export interface BenchStack {
  config: Config;
  web: string;
  act(what: 'stop' | 'start', part: PartName): Promise<void>;
  /** Process numbers of these parts. */
  pids(...parts: PartName[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Ports of the benchmarks lie this far from those of `npm start`. */
const PORTS_AWAY = 200;

/** A stack that runs already (`npm test -- stack` tells its folder), or one of our own, which begins empty and ends with us. */
export async function bringStack(file: string | undefined, signal: AbortSignal): Promise<BenchStack> {
  if (file) return describe(file, async () => {});
  const own = await bringOwnStack('bench', PORTS_AWAY, signal);
  return describe(own.file, own.close);
}

function describe(file: string, close: () => Promise<void>): BenchStack {
  const stack = JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  const ask = leverOf(stack);
  return {
    config: loadConfig(stack.environment),
    web: stack.urls.web,
    act: async (what, part) => void (await ask(`${what}/${part}`)),
    pids: async (...names) => (await ask('parts')).flatMap(it => (names.includes(it.name) && it.process ? [it.process.pid] : [])),
    close,
  };
}
