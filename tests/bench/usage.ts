import { PART_NAMES, type PartName } from '../../docker/local/layout.ts';
import { cpuOf } from './cpu.ts';
import { memoryOf } from './memory.ts';
import type { BenchStack } from './stack.ts';

export type Usage = { cpuMs: Partial<Record<PartName, number>>; memory: Partial<Record<PartName, number>>; memoryMost: number | null };

const LOOK_MS = 5000;

/** CPU time each part uses from now on, and the memory of all (PSS): the most at once, and each part then. */
export async function watchUsage(stack: BenchStack): Promise<{ end(): Usage }> {
  const parts = await Promise.all(PART_NAMES.map(async name => ({ name, pids: await stack.pids(name) })));
  const cpus = parts.map(({ name, pids }) => ({ name, cpu: cpuOf(pids) }));
  const before = cpus.map(({ cpu }) => cpu?.() ?? NaN);
  let most: Usage['memory'] = {};
  const sum = (of: Usage['memory']) => Object.values(of).reduce((all, each) => all + each, 0);

  function look(): void {
    const now = Object.fromEntries(parts.map(({ name, pids }) => [name, memoryOf(pids) ?? 0]));
    if (sum(now) > sum(most)) most = now;
  }
  look();
  const timer = setInterval(look, LOOK_MS);

  return {
    end() {
      clearInterval(timer);
      look();
      const cpuMs = Object.fromEntries(cpus.map(({ name, cpu }, n) => [name, (cpu?.() ?? NaN) - before[n]!]));
      return { cpuMs, memory: most, memoryMost: sum(most) || null };
    },
  };
}
