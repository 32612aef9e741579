import { isAlive, type PartState, type ProcessId } from './state.ts';

const POLL_MS = 50;
export const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** Waits until the process is gone; false if it is still there. */
export async function untilGone(process: ProcessId, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (isAlive(process)) {
    if (Date.now() > until) return false;
    await pause(POLL_MS);
  }
  return true;
}

/** Ends a process in good order, and with force what is left of its group (each part leads a group of its own). */
export async function endGroup(it: ProcessId, signal: NodeJS.Signals, withinMs: number): Promise<void> {
  if (isAlive(it)) {
    send(it.pid, signal);
    if (!(await untilGone(it, withinMs))) send(it.pid, 'SIGKILL');
    await untilGone(it, 10_000);
  }
  send(-it.pid, 'SIGKILL');
}

/** Ends what a killed supervisor left running, last started first. */
export async function endLeftOver(parts: PartState[]): Promise<void> {
  for (const part of [...parts].reverse()) {
    if (part.process) await endGroup(part.process, part.name === 'postgres' ? 'SIGINT' : 'SIGTERM', 15_000);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already, or never was
  }
}
