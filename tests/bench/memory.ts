import { readFileSync } from 'node:fs';
import { treeOf } from './process-tree.ts';

const KB = 1024;

/** Memory of these processes and of all they have started, in bytes: what they share is counted once (PSS). Linux only, null elsewhere. */
export function memoryOf(pids: readonly number[]): number | null {
  if (process.platform !== 'linux') return null;
  return treeOf(pids).reduce((sum, { pid }) => sum + pssOf(pid), 0);
}

function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * KB;
  } catch {
    return 0; // it has ended meanwhile
  }
}
