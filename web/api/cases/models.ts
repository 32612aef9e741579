import type { Db } from '../../../platform/database.ts';
import type { Process } from '../../../processes/load.ts';
import { readModel, type ProcessModel } from '../../../processes/model.ts';

export type Models = ReturnType<typeof makeModels>;

/**
 * Diagrams as read by us, by process and version: a case is shown on the version it runs on (F7). Versions never change, so each is
 * read once. A version the database does not know (not deployed by us) is shown as this release has it.
 */
export function makeModels(db: Db, processes: Process[]) {
  const read = new Map<string, Promise<ProcessModel | undefined>>();

  const own = (processId: string) => {
    const process = processes.find(it => it.id === processId);
    return process ? readModel(process.bpmn) : Promise.resolve(undefined);
  };

  async function load(processId: string, version: number): Promise<ProcessModel | undefined> {
    const row = await db.processVersion.findUnique({ where: { processId_version: { processId, version } }, select: { bpmn: true } });
    return row ? readModel(row.bpmn) : own(processId);
  }

  function cached(key: string, make: () => Promise<ProcessModel | undefined>) {
    const known = read.get(key);
    if (known) return known;
    const made = make();
    read.set(key, made);
    // a failed or empty read is tried again next time
    void made.then(model => model ?? read.delete(key)).catch(() => read.delete(key));
    return made;
  }

  return {
    of: (processId: string, version: number) => cached(`${processId}@${version}`, () => load(processId, version)),
    /** The diagram of this release: for what a case has not reached yet. */
    latest: (processId: string) => cached(`${processId}@release`, () => own(processId)),
  };
}
