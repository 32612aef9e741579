import { PrismaPg } from '@prisma/adapter-pg';
import type { Socket } from 'node:net';
import pg from 'pg';
import postgres from 'postgres';
import { PrismaClient } from '../prisma/generated/client.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Config } from './config.ts';
import { watchQueue } from './connection-queue.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { makePatientSocket } from './patient-socket.ts';
import { makeStatementNames } from './statement-names.ts';

export type Db = PrismaClient & {
  /**
   * Rows of one statement, asked of PostgreSQL itself: what people look at all day is read so. Prisma's own way (`$queryRaw`) costs
   * another statement's worth of CPU each time. Values come as `pg` reads them: bigint and numeric as text. Not inside a transaction.
   */
  $rows<T>(query: Prisma.Sql): Promise<T[]>;
};
/** A Prisma transaction. Use cases take it, so that act, audit and outbox are one commit. */
export type Tx = Prisma.TransactionClient;
export type Sql = postgres.Sql;
export type Database = {
  db: Db;
  sql: Sql;
  /** Whoever wants one of the connections of `db` now would wait too long for it. */
  isCrowded(): boolean;
  close(): Promise<void>;
};

/** Waiting longer than this for a connection or a transaction to begin means overload: better refuse than pile up. */
const WAIT_MS = 10_000;
/** A program that stands still in a transaction (stopped, swapped out) holds its locks: PostgreSQL ends it after so long. */
const STANDSTILL_MS = 30_000;
/** Of the time a connection may be silent, how much of it unused: then it is ended by us before it counts as lost. */
const UNUSED = 0.75;
const LONGEST_UNUSED_MS = 60_000;
/** And how often something is said on the connection that listens. */
const PULSE = 0.25;
/** Disks without a moving arm: with PostgreSQL's own 4 a list is rather read whole and sorted than by its index. */
const RANDOM_PAGE_COST = 1.1;

/**
 * The two ways to PostgreSQL: Prisma for domain data, with lists read past it on the same connections; `postgres` for the plumbing that wants many rows a statement, row
 * locks or LISTEN (journal, outbox, notify). Both reconnect by themselves when the server comes back, and when
 * nothing has been said on a connection for DATABASE_SILENCE_MS (decision record 0035).
 */
export function makeDatabase(
  { DATABASE_URL, DATABASE_POOL, DATABASE_SILENCE_MS = 20_000 }: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'> & Partial<Pick<Config, 'DATABASE_SILENCE_MS'>>,
  onError: (error: Error) => void = () => {},
): Database {
  const nameOf = makeStatementNames();
  const socket = () => makePatientSocket(DATABASE_SILENCE_MS, onError);
  const unusedMs = Math.min(LONGEST_UNUSED_MS, DATABASE_SILENCE_MS * UNUSED);
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    connectionTimeoutMillis: WAIT_MS,
    idleTimeoutMillis: unusedMs,
    stream: socket,
    idle_in_transaction_session_timeout: STANDSTILL_MS,
    options: `-c random_page_cost=${RANDOM_PAGE_COST}`,
  });
  // a connection that dies while nobody uses it; without a listener it would end the program
  pool.on('error', onError);
  const queue = watchQueue(pool);
  // '' is how the protocol says: no name
  const adapter = new PrismaPg(pool, { onConnectionError: onError, statementNameGenerator: ({ sql }) => nameOf(sql) ?? '' });
  const prisma = new PrismaClient({ adapter: oneAtATime(adapter), transactionOptions: { maxWait: WAIT_MS, timeout: 20_000 } });
  const db: Db = Object.assign(prisma, {
    async $rows<T>({ text, values }: Prisma.Sql): Promise<T[]> {
      const { rows } = await pool.query({ text, values, name: nameOf(text) ?? '' });
      return rows as T[];
    },
  });
  const sql = postgres(DATABASE_URL, {
    max: Math.max(3, Math.ceil(DATABASE_POOL / 2)),
    idle_timeout: unusedMs / 1000,
    ...connecting(socket),
    connect_timeout: WAIT_MS / 1000,
    // 0.1 s, 0.2 s … 2 s: PostgreSQL is usually back within seconds
    backoff: attempts => Math.min(2, 0.1 * 2 ** attempts),
    onnotice: () => {},
    connection: { idle_in_transaction_session_timeout: STANDSTILL_MS, random_page_cost: RANDOM_PAGE_COST },
  });

  const pulse = keepHeard(sql, DATABASE_SILENCE_MS * PULSE);

  return {
    db,
    sql,
    isCrowded: queue.isTooLong,
    async close() {
      pulse.stop();
      await Promise.allSettled([db.$disconnect(), sql.end({ timeout: 5 })]);
      await pool.end();
    },
  };
}

/** `postgres` takes a socket that is on its way; its types do not say so. It speaks TLS over it itself. */
function connecting(socket: () => Socket): object {
  return {
    socket({ host: [host], port: [port], path }: { host: string[]; port: number[]; path?: string }) {
      const opened = Object.assign(socket(), { host, port });
      return path ? opened.connect(path) : opened.connect(port!, host!);
    },
  };
}

/** The connection that listens is silent by nature: from the first listener on, a word to ourselves now and then tells whether it is lost. */
function keepHeard(sql: Sql, everyMs: number): { stop(): void } {
  const { listen } = sql;
  let timer: NodeJS.Timeout | undefined;
  sql.listen = (...args) => {
    if (timer) return listen(...args);
    timer = setInterval(() => void sql.notify('pietura_pulse', '').catch(() => {}), everyMs).unref();
    void listen('pietura_pulse', () => {}).catch(() => {}); // tried again by itself, like every other channel
    return listen(...args);
  };
  return { stop: () => clearInterval(timer) };
}
