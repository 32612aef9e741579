import type { ChildProcess } from 'node:child_process';
import { Failure } from './failure.ts';
import type { PartName } from './layout.ts';
import { endGroup, pause, untilGone } from './processes.ts';
import { lastLines, launch, type Command } from './run.ts';
import { identify, type PartState, type ProcessId } from './state.ts';

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

type Deps = { logFile: string; say(text: string): void; changed(): void };
export type Keeper = ReturnType<typeof makeKeeper>;

const POLL_MS = 150;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 20_000;
/** A part that stayed up this long starts counting its failures anew. */
const STEADY_MS = 30_000;

/** How long to wait before the n-th start in a row (n from 1). */
export const backOffMs = (failures: number) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));

/** Keeps one part running: starts it, starts it again when it dies, with back-off, and says so. */
export function makeKeeper(part: Part, { logFile, say, changed }: Deps) {
  const it = { child: null as ChildProcess | null, process: null as ProcessId | null, wanted: false, ready: false, restarts: 0, failures: 0, startedMs: 0 };
  /** Whether it has been ready since it was last asked for: before that, whoever asked hears of its death. */
  let proven = false;

  async function begin(): Promise<void> {
    const command = await part.launch();
    if (!it.wanted) throw new Failure(`${part.name} was stopped while it started`);
    const child = launch(command, logFile);
    Object.assign(it, { child, startedMs: Date.now(), process: child.pid === undefined ? null : identify(child.pid) });
    child.once('error', error => died(child, error.message));
    child.once('exit', (code, signal) => died(child, signal ?? `exit ${code}`));
    changed();
    await becomesReady(child);
  }

  async function becomesReady(child: ChildProcess): Promise<void> {
    while (it.child === child && Date.now() - it.startedMs < part.startWithinMs) {
      const ready = await part.ready().catch(() => false);
      if (ready && it.child === child) {
        proven = it.ready = true;
        return changed();
      }
      await pause(POLL_MS);
    }
    if (!it.wanted) throw new Failure(`${part.name} was stopped while it started`);
    throw new Failure(`${part.name} did not become ready. Last lines of ${logFile}:\n${lastLines(logFile)}`);
  }

  function died(child: ChildProcess, why: string): void {
    if (it.child !== child) return;
    Object.assign(it, { child: null, process: null, ready: false });
    changed();
    if (!it.wanted || !proven) return;
    it.failures = Date.now() - it.startedMs > STEADY_MS ? 1 : it.failures + 1;
    const waitMs = backOffMs(it.failures);
    say(`! ${part.name} stopped (${why}): starting it again in ${waitMs / 1000} s`);
    void again(waitMs);
  }

  async function again(waitMs: number): Promise<void> {
    await pause(waitMs);
    if (!it.wanted || it.child) return;
    it.restarts += 1;
    try {
      await begin();
      if (it.ready) say(`✔ ${part.name} is ready again`);
    } catch (error) {
      // if it died, `died` has said so and tries again; if it hangs, this is all there is to hear of it
      if (it.child && it.wanted) say(`! ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return {
    state: (): PartState => ({ name: part.name, process: it.process, url: part.url, ready: it.ready, restarts: it.restarts }),
    /** Starts the part and waits until it is ready. From then on it is kept running. */
    async start(): Promise<void> {
      if (it.wanted && it.ready) return;
      Object.assign(it, { wanted: true, failures: 0 });
      proven = false;
      await begin();
    },
    /** Stops the part in good order; it stays stopped until `start`. */
    async stop(): Promise<void> {
      it.wanted = false;
      if (it.process) await endGroup(it.process, part.stopSignal, part.stopWithinMs);
      Object.assign(it, { child: null, process: null, ready: false });
      changed();
    },
    /** kill -9, as a crash would: it is started again by itself. */
    async kill(): Promise<void> {
      const victim = it.process;
      if (!victim) throw new Failure(`${part.name} does not run`);
      process.kill(victim.pid, 'SIGKILL');
      await untilGone(victim, 10_000);
      while (it.process === victim) await pause(POLL_MS);
    },
    /** Waits until the part is ready, however it came to be started. */
    async untilReady(withinMs: number): Promise<void> {
      const until = Date.now() + withinMs;
      while (!it.ready) {
        if (Date.now() > until) throw new Failure(`${part.name} is not ready after ${withinMs / 1000} s`);
        await pause(POLL_MS);
      }
    },
  };
}
