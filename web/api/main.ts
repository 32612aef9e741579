import { createServer, type Server } from 'node:http';
import { flushCompileCache } from 'node:module';
import { makeClock } from '../../platform/clock.ts';
import { loadConfig, type Config } from '../../platform/config.ts';
import { makeDatabase } from '../../platform/database.ts';
import { makeEngine } from '../../platform/engine.ts';
import { readEngineKeys } from '../../platform/engine-keys.ts';
import { newId } from '../../platform/id.ts';
import { makeLogger } from '../../platform/logger.ts';
import { makeScanner } from '../../platform/make-scanner.ts';
import { makeMetrics } from '../../platform/metrics.ts';
import { makeOutbox } from '../../platform/outbox.ts';
import { makeOutboxTable } from '../../platform/outbox-table.ts';
import { loadProcesses, PROCESSES_ROOT } from '../../processes/load.ts';
import { startCheckpoints } from './audit/checkpoints.ts';
import { startAttendance } from './absences/attendance.ts';
import { createApp } from './app.ts';
import { makeModels } from './cases/models.ts';
import { startChores } from './chores.ts';
import { startCallBackKeeper } from './contacts/keeper.ts';
import { makeDeps } from './deps.ts';
import { makeBlobs } from './documents/blobs.ts';
import { makeChecker } from './documents/checker.ts';
import { databaseAnswers, migrated } from './http/health.ts';
import { makeJournal } from './journal/receiver.ts';

/** Proxies keep connections for a minute: ours stay open a little longer, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000;
/** Who stops us waits some 15 s before it kills. */
const STOP_WITHIN_MS = 12_000;

/** The API program: API and web application, the journal's receiver, the sender of the outbox. Any number may run side by side. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = makeLogger(config.LOG_LEVEL, 'pietura-api');
  const metrics = makeMetrics();
  const now = makeClock(config);
  const processes = await loadProcesses(PROCESSES_ROOT, ...config.PROCESS_ROOTS);
  const { db, sql, isCrowded, close } = makeDatabase(config, error => log.warn({ cause: error.message }, 'database connection lost'));
  const keys = await readEngineKeys(sql);
  const engine = makeEngine(config, log, keys);
  const outbox = makeOutbox({ table: makeOutboxTable(sql), engine, log, metrics });
  const journal = makeJournal({ config, sql, models: makeModels(db, processes), log, now, metrics, keys });

  const blobs = makeBlobs(config.BLOB_DIR);
  const scanner = makeScanner(config);
  const checker = makeChecker({ db, sql, blobs, scanner, required: config.VIRUS_CHECK === 'required', now, log });

  let stopping = false;
  const checks = {
    required: { database: databaseAnswers(sql), migrations: migrated(sql) },
    shown: { engine: () => engine.ready(), journal: async () => journal.isFlowing(), ...(scanner && { virusScanner: () => scanner.ready() }) },
    isStopping: () => stopping,
  };
  const deps = await makeDeps({ config, db, sql, outbox, now, newId, processes, log, blobs, checker, metrics, checks, isCrowded });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, createApp(deps));
  const { events, bulk, sessions } = deps.useCases;

  await Promise.all([journal.start(), events.start(), sessions.start()]);
  await listen(server, config);
  outbox.start();
  checker.start();
  bulk.runner.start();
  const checkpoints = startCheckpoints({ db, now, log, folder: config.AUDIT_CHECKPOINTS });
  const chores = startChores(deps);
  const callBacks = startCallBackKeeper(deps);
  const sweeping = deps.useCases.presence.start();
  const attendance = await startAttendance(deps);
  log.info({ port: config.API_PORT, release: config.PIETURA_RELEASE, processes: processes.length }, 'api ready');
  flushCompileCache(); // a program that is killed would not leave it for the next

  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'api stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    chores.stop();
    callBacks.stop();
    sweeping.stop();
    await attendance.stop();
    // streams first: they never end by themselves, and the server waits for them
    await Promise.all([events.stop(), sessions.stop()]);
    await Promise.all([closed(server), outbox.stop(), checker.stop(), bulk.runner.stop(), journal.close(), checkpoints.stop()]);
    await Promise.allSettled([engine.close(), close()]);
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

const listen = (server: Server, { API_HOST, API_PORT }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(API_PORT, API_HOST, resolve);
  });

/** Takes no more connections and waits for the requests under way. */
const closed = (server: Server) =>
  new Promise<void>(resolve => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

await main();
