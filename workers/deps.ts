import { makeClock } from '../platform/clock.ts';
import type { AgencyConfig } from '../platform/agency.ts';
import type { Config } from '../platform/config.ts';
import { makeDatabase, type Db, type Sql } from '../platform/database.ts';
import { readEngineKeys, type EngineKeys } from '../platform/engine-keys.ts';
import { makeEngine, type Engine } from '../platform/engine.ts';
import { newId } from '../platform/id.ts';
import { makeLogger, type Logger } from '../platform/logger.ts';
import { makeSmtp } from '../platform/mail/smtp.ts';
import { makeSms } from '../platform/mail/sms.ts';
import { makeMetrics, type Metrics } from '../platform/metrics.ts';
import { makeOutbox } from '../platform/outbox.ts';
import { makeOutboxTable } from '../platform/outbox-table.ts';
import type { Process } from '../processes/load.ts';
import { makeSender } from '../web/api/notices/sender.ts';
import { makeBlobs, type Blobs } from '../web/api/documents/blobs.ts';

/** What running a job needs. */
export interface WorkerDeps {
  db: Db;
  outbox: { kick(): void };
  now(): Date;
  newId(): string;
  processes: Process[];
  blobs: Blobs;
  config: AgencyConfig;
  log: Logger;
  metrics?: Metrics;
  /** Absent: the engine has never begun anew. */
  keys?: EngineKeys;
}

/** Composition of the worker program. It sends the outbox too: what a job enqueues leaves without a detour by the API. And what people are told by e-mail and SMS. */
export async function makeWorkerDeps(config: Config, processes: Process[]) {
  const log = makeLogger(config.LOG_LEVEL, 'pietura-workers');
  const metrics = makeMetrics();
  const { db, sql, close } = makeDatabase(config, error => log.warn({ cause: error.message }, 'database connection lost'));
  const keys = await readEngineKeys(sql);
  const engine: Engine = makeEngine(config, log, keys);
  const outbox = makeOutbox({ table: makeOutboxTable(sql), engine, log, metrics });
  const deps: WorkerDeps & { metrics: Metrics; sql: Sql; engine: Engine } = {
    db,
    sql,
    engine,
    outbox,
    now: makeClock(config),
    newId,
    processes,
    blobs: makeBlobs(config.BLOB_DIR),
    config,
    log,
    metrics,
    keys,
  };
  const channels = { email: makeSmtp(config), sms: makeSms(config, log) };
  const sender = makeSender({ db, now: deps.now, log, channels, config });
  return { deps, outbox, sender, close };
}
