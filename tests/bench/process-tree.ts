import { readdirSync, readFileSync } from 'node:fs';

/** `ms`: CPU time of the process and of its children that have ended and were waited for. */
export type Running = { pid: number; parent: number; ms: number };

/** Clock ticks of /proc are hundredths of a second on every Linux we run on. */
const TICK_MS = 10;

/** These processes and all they have started that still run; Linux only. */
export function treeOf(roots: readonly number[]): Running[] {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(read);
  const parents = new Map(all.map(it => [it.pid, it.parent]));
  const wanted = new Set(roots);
  const belongs = (pid: number | undefined): boolean => pid !== undefined && pid > 1 && (wanted.has(pid) || belongs(parents.get(pid)));
  return all.filter(it => belongs(it.pid));
}

function read(name: string): Running[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
    return [{ pid: Number(name), parent: Number(fields[1]), ms: ticks * TICK_MS }];
  } catch {
    return []; // it has ended meanwhile
  }
}
