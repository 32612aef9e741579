import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PartName } from './layout.ts';

/** A process that cannot be mistaken for another that later got the same number. */
export type ProcessId = { pid: number; startedAt: string };
export type PartState = { name: PartName; process: ProcessId | null; url: string; ready: boolean; restarts: number };
export type State = { supervisor: ProcessId; version: 1; basePort: number; settled: boolean; parts: PartState[] };

/** When the process began, as the system tells it: together with the pid it is unique. Null if there is none (a zombie counts as none). */
export function startedAt(pid: number): string | null {
  try {
    if (process.platform === 'linux') return startedAtFromStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Field 22 of /proc/<pid>/stat; the name in field 2 may itself hold spaces and brackets. */
export function startedAtFromStat(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}

export function identify(pid: number): ProcessId | null {
  const began = startedAt(pid);
  return began === null ? null : { pid, startedAt: began };
}

export const isAlive = (process: ProcessId | null): process is ProcessId => process !== null && startedAt(process.pid) === process.startedAt;

/** The state a supervisor left in its folder, or null. A file that cannot be read counts as none. */
export function readState(file: string): State | null {
  if (!existsSync(file)) return null;
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as State;
    return state.version === 1 ? state : null;
  } catch {
    return null;
  }
}

/** Whole or not at all: readers never see half a file. */
export function writeState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2));
  renameSync(`${file}.new`, file);
}

export const forgetState = (file: string): void => rmSync(file, { force: true });

/** The parts a killed supervisor has left running: what a new one must end before it starts its own. */
export function leftOver(state: State | null, alive: (process: ProcessId | null) => boolean = isAlive): PartState[] {
  if (!state || alive(state.supervisor)) return [];
  return state.parts.filter(part => alive(part.process));
}
