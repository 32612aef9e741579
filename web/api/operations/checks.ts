import { statfs } from 'node:fs/promises';
import type { z } from 'zod';
import type { Sql } from '../../../platform/database.ts';
import type { Config } from '../../../platform/config.ts';
import type { Metrics } from '../../../platform/metrics.ts';
import { PARKED } from '../../../platform/outbox-table.ts';
import { remembered } from '../../../platform/remembered.ts';
import type { check, CHECK_STATES, CHECKS, listChecks } from '../../contract/operations.ts';
import type { UseCase } from '../http/bind.ts';
import { oldestUnconfirmed, WAITS_AT_MOST_MS } from '../journal/stall.ts';
import { secondsLeftOn } from './certificates.ts';
import { LIMITS } from './limits.ts';
import type { makeRegisterHealth } from './register-health.ts';
import { makeTokenWatch, type TokenWatch } from './token-watch.ts';

type CheckId = (typeof CHECKS)[number];
export type State = (typeof CHECK_STATES)[number];
/** `since`: when it began, where rows tell; else we remember when we first saw it. */
export type Reading = { value: number; since?: Date | null };
/** Null: there is nothing of the kind here. */
type Readers = Record<CheckId, () => Promise<Reading | null>>;

export type ChecksDeps = {
  sql: Sql;
  now(): Date;
  config: Pick<Config, 'BLOB_DIR' | 'PUBLIC_URL' | 'KEYCLOAK_URL' | 'AGENCY_URLS'>;
  registerHealth: Pick<ReturnType<typeof makeRegisterHealth>, 'read'>;
  isEngineThere(): Promise<boolean>;
  tokens?: TokenWatch;
};

/** Read at most so often (ms), whoever asks: the page of several operators, Prometheus. */
const FRESH_MS = 4000;

export type OperationChecks = ReturnType<typeof makeChecks>;

/** What an operator watches, read when asked for. Numbers that cannot be read are unknown, and others are shown all the same. */
export function makeChecks(deps: ChecksDeps) {
  const readers = makeReaders({ tokens: makeTokenWatch(), ...deps });
  const ids = Object.keys(readers) as CheckId[];
  const badSince = new Map<CheckId, Date>();
  const readings = remembered(FRESH_MS, async () => {
    const read = ids.map(async id => [id, await readers[id]().catch(() => 'unknown' as const)] as const);
    return new Map(await Promise.all(read));
  });

  function present(id: CheckId, reading: Reading | 'unknown'): z.input<typeof check> {
    const { unit, worse, warning, critical } = LIMITS[id];
    const state = reading === 'unknown' ? 'unknown' : stateOf(id, reading.value);
    if (state === 'ok') badSince.delete(id);
    else if (!badSince.has(id)) badSince.set(id, deps.now());
    const told = reading === 'unknown' ? null : reading.since;
    const since = state === 'ok' ? null : (told ?? badSince.get(id) ?? null);
    return { id, state, value: reading === 'unknown' ? null : reading.value, unit, worse, warning, critical, since: since?.toISOString() ?? null };
  }

  const list: UseCase<typeof listChecks> = async () => {
    const all = await readings();
    const checks = ids.flatMap(id => {
      const reading = all.get(id);
      return reading ? [present(id, reading)] : [];
    });
    return { at: deps.now().toISOString(), checks };
  };

  return {
    list,
    /** The same numbers for Prometheus, under the names alerts go by. */
    show(metrics: Pick<Metrics, 'asked'>): void {
      for (const id of ids) {
        metrics.asked(LIMITS[id].metric, LIMITS[id].help, async () => {
          const reading = (await readings()).get(id);
          if (!reading || reading === 'unknown') throw new Error('not known');
          return reading.value;
        });
      }
    },
  };
}

/** Whether a number is trouble. */
export function stateOf(id: CheckId, value: number): State {
  const { worse, warning, critical } = LIMITS[id];
  const beyond = (limit: number) => (worse === 'above' ? value > limit : value < limit);
  return beyond(critical) ? 'critical' : beyond(warning) ? 'warning' : 'ok';
}

function makeReaders({ sql, now, config, registerHealth, isEngineThere, tokens }: Required<ChecksDeps>): Readers {
  const one = async (query: Promise<{ value: number | null; since?: Date | null }[]>): Promise<Reading> => {
    const [row] = await query;
    return { value: Number(row?.value ?? 0), since: row?.since ?? null };
  };
  const age = (since: Date | null | undefined): Reading => ({
    value: since ? Math.max(0, (now().getTime() - since.getTime()) / 1000) : 0,
    since: since ?? null,
  });
  const incidents = (which = sql``) =>
    one(sql`SELECT count(*)::int AS value, min(created_at) AS since FROM engine_incident WHERE resolved_at IS NULL ${which}`);

  return {
    engine: async () => ({ value: (await isEngineThere()) ? 0 : 1 }),
    // the table's own clock
    'outbox-age': () =>
      one(sql`SELECT extract(epoch FROM now() - min(created_at))::float8 AS value, min(created_at) AS since FROM outbox WHERE next_at < ${PARKED}`),
    'outbox-parked': () => one(sql`SELECT count(*)::int AS value, min(created_at) AS since FROM outbox WHERE next_at >= ${PARKED}`),
    journal: async () => age(await oldestUnconfirmed(sql, new Date(now().getTime() - WAITS_AT_MOST_MS))),
    incidents: () => incidents(),
    'dead-jobs': () => incidents(sql`AND error_type = 'JOB_NO_RETRIES'`),
    'agency-tokens': () => incidents(sql`AND message ~ 'answered 40[13]'`),
    'sign-in': async () => ({ value: tokens.inLastQuarter() }),
    deliveries: () =>
      one(
        sql`SELECT count(*)::int AS value, min(ended_at) AS since FROM delivery WHERE state = 'failed' AND ended_at > ${new Date(now().getTime() - 86_400_000)}`,
      ),
    register: async () => {
      const { ownerless, withoutTask } = await registerHealth.read();
      return { value: ownerless + withoutTask };
    },
    async disk() {
      const { bavail, blocks } = await statfs(config.BLOB_DIR);
      return { value: bavail / blocks };
    },
    certificates: async () => {
      const left = await secondsLeftOn([config.PUBLIC_URL, config.KEYCLOAK_URL, ...Object.values(config.AGENCY_URLS)], now());
      return left === null ? null : { value: left };
    },
    async 'backup-age'() {
      const [row] = await sql<
        { at: Date | null; first: Date }[]
      >`SELECT max(at) AS at, (SELECT min(finished_at) FROM _prisma_migrations) AS first FROM backup_taken`;
      // the table's rows are of the machine's clock, as backups are
      const since = row?.at ?? row?.first ?? new Date();
      return { value: (Date.now() - since.getTime()) / 1000, since };
    },
    async 'log-archive'() {
      const [row] = await sql<{ mode: string; failing: boolean; since: Date | null }[]>`
        SELECT current_setting('archive_mode') AS mode, coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS failing, last_failed_time AS since FROM pg_stat_archiver`;
      return row?.mode === 'off' ? null : { value: row?.failing ? 1 : 0, since: row?.since ?? null };
    },
  };
}
