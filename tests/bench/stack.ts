import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readOffsetMs } from '../../docker/local/clock-file.ts';
import type { PartName } from '../../docker/local/layout.ts';
import { loadConfig, type Config } from '../../platform/config.ts';
import { bringOwnStack } from '../support/own-stack.ts';
import { leverOf, moveClock, type StackFile } from '../support/stack-file.ts';

/** The installation that is measured: its configuration, and the levers on its parts. */
export interface BenchStack {
  config: Config;
  web: string;
  /** The engine's own page of what it is doing, and its folder. */
  monitoring: string;
  engineData: string;
  /** `kill`: as a crash would; it is started again by itself. `until-ready`: however it came to be started. */
  act(what: 'stop' | 'start' | 'kill' | 'until-ready', part: PartName): Promise<void>;
  /** Process numbers of these parts. */
  pids(...parts: PartName[]): Promise<number[]>;
  /** Moves the time of the engine and of our programs forward; it stays so. */
  moveClock(ms: number): Promise<void>;
  /** The time of the engine and of our programs. */
  now(): number;
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
  const config = loadConfig(stack.environment);
  return {
    config,
    web: stack.urls.web,
    monitoring: stack.urls.zeebeMonitoring,
    engineData: join(dirname(stack.clockFile), `zeebe-${config.ZEEBE_VERSION}`),
    act: async (what, part) => void (await ask(`${what}/${part}`)),
    pids: async (...names) => (await ask('parts')).flatMap(it => (names.includes(it.name) && it.process ? [it.process.pid] : [])),
    moveClock: ms => moveClock(stack, ms),
    now: () => Date.now() + readOffsetMs(stack.clockFile),
    close,
  };
}
