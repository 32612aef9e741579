import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../../platform/config.ts';
import { makeDatabase, type Db } from '../../../platform/database.ts';
import { patiently } from '../../../platform/engine-error.ts';
import { readEngineKeys } from '../../../platform/engine-keys.ts';
import { makeEngine, type Engine } from '../../../platform/engine.ts';
import { makeLogger, type Logger } from '../../../platform/logger.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { loadProcesses, PROCESSES_ROOT, resourcesOf, type Process } from '../../../processes/load.ts';
import { faultsOf } from '../../../processes/rules.ts';
import { publishedBy } from './published-by.ts';

/** `changes`: codes of the changes that publish new versions. */
type DeployDeps = { db: Db; engine: Pick<Engine, 'deploy'>; now(): Date; log: Logger; changes?: readonly string[] };
export type Deployed = { id: string; version: number; definitionKey: string };

/** A process that lacks what the rules ask for. The message is for its owner: which process, and sentence by sentence what to mend. */
export class ProcessRefused extends Error {
  constructor(processId: string, faults: string[]) {
    super(`The process "${processId}" is not deployed: ${faults.join(' · ')}`);
    this.name = 'ProcessRefused';
  }
}

/**
 * Deploys each folder in one call and keeps every version of diagrams and forms (F7). What has not changed keeps its version,
 * so this may run at every start. A retired service is deployed like any other: its running cases need it. All are looked at before
 * the first is deployed: they call each other, so either all of a release goes or none.
 * @throws ProcessRefused when one breaks the rules of processes/rules.ts, or its agency publishes by an approved change and none is named
 */
export async function deployProcesses({ db, engine, now, log, changes = [] }: DeployDeps, processes: Process[]): Promise<Deployed[]> {
  for (const process of processes) {
    const faults = await faultsOf(process, processes);
    if (faults.length > 0) throw new ProcessRefused(process.id, faults);
  }
  const { changeOf, faults } = await publishedBy(db, processes, changes);
  for (const { processId, sentence } of faults) throw new ProcessRefused(processId, [sentence]);
  const all: Deployed[] = [];
  for (const process of processes) {
    const deployed = await patiently(() => engine.deploy(resourcesOf(process)));
    const deployedAt = now();
    await db.$transaction([
      db.processVersion.createMany({
        data: deployed.processes.map(it => ({
          processId: it.id,
          version: it.version,
          definitionKey: it.definitionKey,
          bpmn: process.bpmn,
          deployedAt,
          changeCode: changeOf.get(process.id) ?? null,
        })),
        skipDuplicates: true,
      }),
      db.formVersion.createMany({
        data: deployed.forms.map(it => ({
          formKey: it.formKey,
          formId: it.id,
          version: it.version,
          schema: process.forms.get(it.id) as Prisma.InputJsonObject,
          deployedAt,
        })),
        skipDuplicates: true,
      }),
    ]);
    for (const { id, version, definitionKey } of deployed.processes) {
      log.info({ processId: id, version }, 'process deployed');
      all.push({ id, version, definitionKey });
    }
  }
  return all;
}

async function main() {
  const config = loadConfig(process.env);
  const log = makeLogger(config.LOG_LEVEL, 'deploy');
  const { db, sql, close } = makeDatabase(config);
  const engine = makeEngine(config, log, await readEngineKeys(sql));
  try {
    await deployProcesses(
      { db, engine, now: () => new Date(), log, changes: config.PUBLISH_CHANGES },
      await loadProcesses(PROCESSES_ROOT, ...config.PROCESS_ROOTS),
    );
  } catch (error) {
    if (!(error instanceof ProcessRefused)) throw error;
    log.error(error.message);
    process.exitCode = 1;
  } finally {
    await Promise.all([engine.close(), close()]);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
