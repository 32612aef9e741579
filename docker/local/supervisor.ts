import { join } from 'node:path';
import { Failure } from './failure.ts';
import { makeKeeper, type Keeper, type Part } from './keeper.ts';
import type { Layout, PartName } from './layout.ts';
import { identify, writeState } from './state.ts';

export type Supervisor = ReturnType<typeof makeSupervisor>;

/** Keeps the parts of one installation running, stops them in the reverse order of their start, and writes down who is who. */
export function makeSupervisor(layout: Layout, say: (text: string) => void) {
  const keepers = new Map<PartName, Keeper>();
  const self = identify(process.pid);
  let settled = false;
  let closing = false;

  const parts = () => [...keepers.values()].map(keeper => keeper.state());
  const changed = () => {
    if (self) writeState(layout.state, { version: 1, supervisor: self, basePort: layout.ports.api, settled, parts: parts() });
  };
  const find = (name: PartName): Keeper => {
    const keeper = keepers.get(name);
    if (!keeper) throw new Failure(`${name} is not one of the running parts`);
    return keeper;
  };

  return {
    parts,
    /** Starts a part and waits until it is ready. From then on it is kept running. */
    async start(part: Part): Promise<void> {
      if (closing) throw new Failure(`${part.name} is not started: everything is being stopped`);
      const keeper = makeKeeper(part, { logFile: join(layout.logs, `${part.name}.log`), say, changed });
      keepers.delete(part.name);
      keepers.set(part.name, keeper);
      await keeper.start();
    },
    /** Starts a part that was stopped by `stop`. */
    resume: (name: PartName) => find(name).start(),
    stop: (name: PartName) => find(name).stop(),
    kill: (name: PartName) => find(name).kill(),
    untilReady: (name: PartName, withinMs: number) => find(name).untilReady(withinMs),
    /** Says to `npm run status` that not only the parts are ready but all that is done once after them. */
    settle(): void {
      settled = true;
      changed();
    },
    /** Stops all parts, last started first. */
    async close(): Promise<void> {
      closing = true;
      for (const keeper of [...keepers.values()].reverse()) await keeper.stop();
    },
  };
}
