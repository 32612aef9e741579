import { readdirSync, readFileSync } from 'node:fs';

/** CPU time (user and system, ms) used so far. */
export type Cpu = () => number;

/** Clock ticks of /proc are hundredths of a second on every Linux we run on. */
const TICK_MS = 10;

/** CPU time of these processes and of all they have started and that still run; Linux only, undefined elsewhere. */
export function cpuOf(pids: readonly number[]): Cpu | undefined {
  return process.platform === 'linux' ? () => sumOf(new Set(pids)) : undefined;
}

function sumOf(roots: Set<number>): number {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(read);
  const parents = new Map(all.map(it => [it.pid, it.parent]));
  const belongs = (pid: number | undefined): boolean => pid !== undefined && pid > 1 && (roots.has(pid) || belongs(parents.get(pid)));
  return all.filter(it => belongs(it.pid)).reduce((sum, it) => sum + it.ms, 0);
}

function read(name: string): { pid: number; parent: number; ms: number }[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid: Number(name), parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS }];
  } catch {
    return []; // it has ended meanwhile
  }
}
