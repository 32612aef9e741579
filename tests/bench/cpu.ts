import { treeOf } from './process-tree.ts';

/** CPU time (user and system, ms) used so far. */
export type Cpu = () => number;

/** CPU time of these processes and of all they have started, ended ones too (PostgreSQL's connections come and go); Linux only, undefined elsewhere. */
export function cpuOf(pids: readonly number[]): Cpu | undefined {
  return process.platform === 'linux' ? () => treeOf(pids).reduce((sum, it) => sum + it.ms, 0) : undefined;
}
