import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import type { Layout, PartName } from './layout.ts';
import { endGroup, untilGone } from './processes.ts';
import { lastLines, launch, type Command } from './run.ts';
import { forgetState, identify, writeState, type PartState, type ProcessId } from './state.ts';

/** One long-running part. `launch` is asked again for each start; `ready` must be quick and say no rather than wait. */
export type Part = {
  name: PartName;
  url: string;
  launch(): Command | Promise<Command>;
  ready(): Promise<boolean>;
  stopSignal: NodeJS.Signals;
  stopWithinMs: number;
  startWithinMs: number;
};

type Watched = { part: Part; child: ChildProcess | null; process: ProcessId | null; wanted: boolean; ready: boolean; restarts: number; failures: number; startedMs: number };
export type Supervisor = ReturnType<typeof makeSupervisor>;

const POLL_MS = 100;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 20_000;
/** A part that stayed up this long starts counting its failures anew. */
const STEADY_MS = 30_000;

/** How long to wait before the n-th start in a row (n from 1). */
export const backOffMs = (failures: number) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** Keeps parts running: starts them, starts them again when they die, stops them in the reverse order of their start, and writes down who is who. */
export function makeSupervisor(layout: Layout, say: (text: string) => void) {
  const watched = new Map<PartName, Watched>();
  const supervisor = identify(process.pid);
  let closing = false;

  const state = (): PartState[] =>
    [...watched.values()].map(it => ({ name: it.part.name, process: it.process, url: it.part.url, ready: it.ready, restarts: it.restarts }));
  const record = () => {
    if (supervisor) writeState(layout.state, { version: 1, supervisor, basePort: layout.ports.api, parts: state() });
  };
  const logOf = (name: PartName) => join(layout.logs, `${name}.log`);

  async function begin(it: Watched): Promise<void> {
    const command = await it.part.launch();
    if (!it.wanted || closing) return;
    const child = launch(command, logOf(it.part.name));
    it.child = child;
    it.startedMs = Date.now();
    it.process = child.pid === undefined ? null : identify(child.pid);
    child.once('error', error => died(it, child, error.message));
    child.once('exit', (code, signal) => died(it, child, signal ?? `exit ${code}`));
    record();
    await becomesReady(it, child);
  }

  async function becomesReady(it: Watched, child: ChildProcess): Promise<void> {
    const { name, startWithinMs } = it.part;
    while (it.child === child && Date.now() - it.startedMs < startWithinMs) {
      if (await it.part.ready().catch(() => false)) {
        it.ready = true;
        record();
        return;
      }
      await pause(POLL_MS);
    }
    if (!it.wanted || closing) return;
    throw new Failure(`${name} did not become ready. Last lines of ${logOf(name)}:\n${lastLines(logOf(name))}`);
  }

  function died(it: Watched, child: ChildProcess, why: string): void {
    if (it.child !== child) return;
    const { name } = it.part;
    const wasReady = it.ready;
    Object.assign(it, { child: null, process: null, ready: false });
    record();
    if (!it.wanted || closing) return;
    if (!wasReady && it.restarts === 0 && it.failures === 0) return; // the first start: whoever asked for it hears of it
    it.failures = Date.now() - it.startedMs > STEADY_MS ? 1 : it.failures + 1;
    const waitMs = backOffMs(it.failures);
    say(`! ${name} stopped (${why}): starting it again in ${waitMs / 1000} s`);
    void again(it, waitMs);
  }

  async function again(it: Watched, waitMs: number): Promise<void> {
    await pause(waitMs);
    if (!it.wanted || closing || it.child) return;
    it.restarts += 1;
    try {
      await begin(it);
      if (it.ready) say(`✔ ${it.part.name} is ready again`);
    } catch (error) {
      if (it.child) say(`! ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function end(it: Watched, signal: NodeJS.Signals): Promise<void> {
    it.wanted = false;
    const { process: gone } = it;
    if (gone) await endGroup(gone, signal, it.part.stopWithinMs);
    Object.assign(it, { child: null, process: null, ready: false });
    record();
  }

  const find = (name: PartName): Watched => {
    const it = watched.get(name);
    if (!it) throw new Failure(`${name} is not one of the running parts`);
    return it;
  };

  return {
    parts: state,
    /** Starts a part and waits until it is ready. From then on it is kept running. */
    async start(part: Part): Promise<void> {
      const it: Watched = { part, child: null, process: null, wanted: true, ready: false, restarts: 0, failures: 0, startedMs: 0 };
      watched.set(part.name, it);
      await begin(it);
    },
    /** Starts a part that was stopped by `stop`. */
    async resume(name: PartName): Promise<void> {
      const it = find(name);
      if (it.wanted && it.ready) return;
      Object.assign(it, { wanted: true, failures: 0 });
      await begin(it);
    },
    /** Stops a part in good order; it stays stopped until `resume`. */
    stop: (name: PartName) => end(find(name), find(name).part.stopSignal),
    /** kill -9 of a part, as a crash would: it is started again by itself. */
    async kill(name: PartName): Promise<void> {
      const it = find(name);
      const victim = it.process;
      if (!victim) throw new Failure(`${name} does not run`);
      process.kill(victim.pid, 'SIGKILL');
      await untilGone(victim, 10_000);
      while (it.process === victim) await pause(POLL_MS);
    },
    /** Waits until a part is ready, however it came to be started. */
    async untilReady(name: PartName, withinMs: number): Promise<void> {
      const until = Date.now() + withinMs;
      while (!find(name).ready) {
        if (Date.now() > until) throw new Failure(`${name} is not ready after ${withinMs / 1000} s`);
        await pause(POLL_MS);
      }
    },
    /** Stops all parts in the reverse order of their start. */
    async close(): Promise<void> {
      closing = true;
      for (const it of [...watched.values()].reverse()) await end(it, it.part.stopSignal);
      forgetState(layout.state);
    },
  };
}
