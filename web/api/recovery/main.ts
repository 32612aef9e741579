import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { makeClock } from '../../../platform/clock.ts';
import { loadConfig } from '../../../platform/config.ts';
import { makeDatabase } from '../../../platform/database.ts';
import { makeEngineKeys, readEngineKeys } from '../../../platform/engine-keys.ts';
import { makeEngine } from '../../../platform/engine.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { loadProcesses } from '../../../processes/load.ts';
import { makeModels } from '../cases/models.ts';
import { deployProcesses } from '../deployments/deploy.ts';
import { journalApp } from '../journal/receiver.ts';
import { readFlow, type Flow } from './flow.ts';
import { rebuild } from './rebuild.ts';
import { deployOldVersions } from './versions.ts';
import { makeWatch } from './watch.ts';

/** All open cases of a country change their keys in one statement. */
const LONGEST_STATEMENT_MS = 600_000;

/**
 * Puts every open case into an engine whose data folder is empty (`npm run restore` does it all; docs/operations.md). API and workers must
 * be stopped: this program listens where the API takes the journal. Says what it has done as JSON, on its output or in the file it is given; exit 1
 * when a case stands aside.
 */
async function main(file: string | undefined): Promise<void> {
  const config = loadConfig(process.env);
  const log = makeLogger(config.LOG_LEVEL, 'rebuild');
  const { db, sql, close } = makeDatabase({ ...config, DATABASE_SILENCE_MS: LONGEST_STATEMENT_MS });
  const keys = makeEngineKeys((await readEngineKeys(sql)).life + 1);
  const engine = makeEngine(config, log, keys);
  const watch = makeWatch();
  const now = makeClock(config);
  const processes = await loadProcesses();
  const models = makeModels(db, processes);
  const journal = createServer(journalApp({ config, log, keys, sql, now, models }, { heard: () => {} }, async records => watch.take(records)));
  await new Promise<void>((resolve, reject) => journal.once('error', reject).listen(config.JOURNAL_PORT, config.JOURNAL_HOST, resolve));
  const stopListening = () =>
    new Promise<void>(resolve => {
      journal.close(() => resolve());
      journal.closeAllConnections();
    });
  try {
    await deployOldVersions(sql, engine);
    await deployProcesses({ db, engine, now, log, changes: config.PUBLISH_CHANGES }, processes);
    const done = await rebuild({ sql, engine, watch, flows: makeFlows(sql), models, log, now, life: keys.life, stopListening });
    if (file) writeFileSync(file, JSON.stringify(done));
    else console.log(JSON.stringify(done));
    process.exitCode = done.faults.length === 0 ? 0 : 1;
  } finally {
    await stopListening();
    await Promise.allSettled([engine.close(), close()]);
  }
}

/** Diagrams by process and version, each read once. */
function makeFlows(sql: ReturnType<typeof makeDatabase>['sql']) {
  const read = new Map<string, Promise<Flow>>();
  async function load(processId: string, version: number): Promise<Flow> {
    const [row] = await sql<{ bpmn: string }[]>`
      SELECT bpmn FROM process_version WHERE process_id = ${processId} ORDER BY version = ${version} DESC, version DESC LIMIT 1`;
    if (!row) throw new Error(`no diagram of ${processId} is kept`);
    return readFlow(row.bpmn);
  }
  return {
    of(processId: string, version: number): Promise<Flow> {
      const key = `${processId}@${version}`;
      const known = read.get(key) ?? load(processId, version);
      read.set(key, known);
      return known;
    },
  };
}

await main(process.argv[2]);
