import type { Sql } from '../../../platform/database.ts';
import { patiently } from '../../../platform/engine-error.ts';
import type { Engine } from '../../../platform/engine.ts';

type Stored = { processId: string; version: number; bpmn: string };

/**
 * Gives a new engine every version of every diagram it ever had, in order, so that each has its number again: a case stays on its
 * version. A number nobody kept is filled with a copy of the next, which nothing runs on.
 * @throws Error when the engine numbers them otherwise: then it is not new
 */
export async function deployOldVersions(sql: Sql, engine: Pick<Engine, 'deploy'>): Promise<number> {
  const stored = await sql<Stored[]>`SELECT process_id AS "processId", version, bpmn FROM process_version ORDER BY process_id, version`;
  let deployed = 0;
  for (const [processId, versions] of Map.groupBy(stored, it => it.processId)) {
    let next = 1;
    for (const { version, bpmn } of versions) {
      for (; next <= version; next += 1) {
        const content = next === version ? bpmn : `${bpmn}\n<!-- in place of version ${next} -->\n`;
        const [made] = (await patiently(() => engine.deploy([{ name: `${processId}.bpmn`, content }]))).processes;
        if (made?.version !== next) throw new Error(`${processId}: the engine calls version ${next} ${made?.version}; its data folder was not empty`);
        deployed += 1;
      }
    }
  }
  return deployed;
}
