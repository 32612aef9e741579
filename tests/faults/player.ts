import { setTimeout as wait } from 'node:timers/promises';
import type { PartName } from '../../docker/local/layout.ts';
import type { PartState } from '../../docker/local/state.ts';
import type { Fault } from './plan.ts';

export type Control = (act: string) => Promise<PartState[]>;
/** A fault that has happened; `backMs`: until the part was ready again. */
export type Happened = Fault & { backMs: number };

/** Does what was planned, each at its time, until `over`; the next does not wait until the part of the one before is back. */
export async function playFaults(planned: Fault[], control: Control, say: (line: string) => void, over: AbortSignal): Promise<Happened[]> {
  const began = Date.now();
  const happened = await Promise.all(
    planned.map(async fault => {
      await wait(Math.max(0, fault.atMs - (Date.now() - began)), undefined, { signal: over }).catch(() => {});
      if (over.aborted) return [];
      const at = Date.now();
      if (fault.act === 'kill') await control(`kill/${fault.part}`);
      else await freeze(fault.part, fault.forMs, control);
      await control(`until-ready/${fault.part}`);
      const it = { ...fault, backMs: Date.now() - at };
      say(
        `${String(Math.round(fault.atMs / 1000)).padStart(5)} s  ${fault.act.padEnd(6)} ${fault.part.padEnd(9)} ready again after ${(it.backMs / 1000).toFixed(1)} s`,
      );
      return [it];
    }),
  );
  return happened.flat();
}

/** There, but answering nobody. A part that is just being started has no process to stop: then it is only late. */
async function freeze(part: PartName, forMs: number, control: Control): Promise<void> {
  const pid = (await control('parts')).find(it => it.name === part)?.process?.pid;
  if (pid === undefined || !signal(pid, 'SIGSTOP')) return;
  await wait(forMs);
  signal(pid, 'SIGCONT');
}

/** False when there is no such process any more. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
