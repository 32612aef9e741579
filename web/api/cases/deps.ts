import type { Clock } from '../../../platform/clock.ts';
import type { Db, Sql, Tx } from '../../../platform/database.ts';
import type { Config } from '../../../platform/config.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Process } from '../../../processes/load.ts';
import type { Blobs } from '../documents/blobs.ts';
import type { LimitSettings } from '../documents/limits.ts';

/** What the slices cases, tasks and documents stand on; composed in web/api/deps.ts. */
export interface CaseDeps {
  db: Db;
  sql: Sql;
  /** Sends what has been written to the outbox, now; called after the commit. */
  outbox: { kick(): void };
  now: Clock;
  /** UUID v7. */
  newId(): string;
  processes: Process[];
  log: Logger;
  config: Pick<Config, 'PUBLIC_URL' | 'VIRUS_CHECK'> & LimitSettings;
  blobs: Blobs;
  /** Checks files for viruses, behind the acts of people. */
  checker: { hasEngine: boolean; kick(): void };
}

/** What the steps of a case need, whether the API or a worker takes them. They run in the caller's transaction. */
export type StepDeps = Pick<CaseDeps, 'now' | 'newId' | 'processes' | 'blobs'> & { tx: Tx };
