import { afterAll, describe, expect, it } from '@jest/globals';
import { Prisma } from '../prisma/generated/client.ts';
import { type Database, makeDatabase } from './database.ts';
import { openProxy } from '../tests/faults/proxy.ts';
import { listenCases } from './notify.ts';
import { cutConnections } from '../tests/support/clone.ts';
import { useDatabase } from '../tests/support/database.ts';

/** So little patience that a test takes no time. */
const SILENCE_MS = 700;

describe('each way to PostgreSQL', () => {
  const database = useDatabase();

  const opened: (() => Promise<void>)[] = [];
  /** Both ways over a link of their own, with less patience than a second. */
  async function openBreakable() {
    const url = new URL(database.url);
    const link = await openProxy({ to: Number(url.port) });
    Object.assign(url, { hostname: '127.0.0.1', port: String(link.port) });
    const lost: string[] = [];
    const ways = makeDatabase({ DATABASE_URL: url.href, DATABASE_POOL: 2, DATABASE_SILENCE_MS: SILENCE_MS }, error => lost.push(error.message));
    opened.push(async () => void (await Promise.all([ways.close(), link.close()])));
    return { link, ways, lost };
  }
  afterAll(() => Promise.all(opened.map(close => close())));

  it.each<[string, () => Promise<{ held: string }[]>]>([
    ['Prisma', () => database.db.$queryRaw`SELECT current_setting('idle_in_transaction_session_timeout') AS held`],
    ['rows past Prisma', () => database.db.$rows(Prisma.sql`SELECT current_setting('idle_in_transaction_session_timeout') AS held`)],
    ['the plumbing', () => database.sql<{ held: string }[]>`SELECT current_setting('idle_in_transaction_session_timeout') AS held`],
  ])('%s: who stands still in a transaction does not hold its locks for ever', async (_way, ask) => {
    expect((await ask())[0]?.held).toBe('30s');
  });

  it('outlives its connections, also where Prisma has never used one', async () => {
    const died = Promise.withResolvers<Error>();
    const { db, sql, close } = makeDatabase({ DATABASE_URL: database.url, DATABASE_POOL: 2 }, died.resolve);
    await db.$rows(Prisma.sql`SELECT 1`);

    await cutConnections(sql);

    expect((await died.promise).message).toContain('terminating connection');
    expect(await db.$rows(Prisma.sql`SELECT 1 AS n`)).toEqual([{ n: 1 }]);
    await close();
  });

  it('a transaction of the plumbing whose connection dies is refused, and the next one goes on', async () => {
    const { sql, close } = makeDatabase({ DATABASE_URL: database.url, DATABASE_POOL: 2 });
    for (let n = 0; n < 4; n++) {
      const dying = sql.begin(async tx => {
        const [own] = await tx<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await database.sql`SELECT pg_terminate_backend(${own!.pid})`;
        await tx`SELECT 1`;
      });
      await expect(dying).rejects.toThrow();
    }

    // who asks before the end of the last connection has been heard is refused too
    for (let tries = 1; ; tries++) {
      const next = await sql.begin(tx => tx`SELECT 1 AS n`).catch((error: unknown) => error);
      if (next instanceof Error && tries < 5) continue;
      expect(next).toEqual([{ n: 1 }]);
      break;
    }
    await close();
  });

  it.each<[string, (ways: Database) => Promise<{ n: number }[]>]>([
    ['Prisma', ({ db }) => db.$queryRaw`SELECT 1 AS n`],
    ['a transaction of Prisma', ({ db }) => db.$transaction(tx => tx.$queryRaw`SELECT 1 AS n`)],
    ['rows past Prisma', ({ db }) => db.$rows(Prisma.sql`SELECT 1 AS n`)],
    ['the plumbing', ({ sql }) => sql<{ n: number }[]>`SELECT 1 AS n`],
    ['a transaction of the plumbing', ({ sql }) => sql.begin(tx => tx<{ n: number }[]>`SELECT 1 AS n`)],
  ])('%s: connections that vanished without a word are given up', async (_way, ask) => {
    // given: connections in use
    const { link, ways } = await openBreakable();
    await ask(ways);

    // when: they pass nothing any more, and nobody is told
    link.breaks('vanish');
    const lost = ask(ways).then(
      () => 'answered',
      () => 'refused',
    );
    link.mend();

    // then
    expect(await lost).toBe('refused');
    expect(await ask(ways)).toEqual([{ n: 1 }]);
  });

  it('who listens hears again after the connection has vanished, and that there was a gap', async () => {
    const { link, ways } = await openBreakable();
    const gap = Promise.withResolvers<void>();
    const heard = Promise.withResolvers<string>();
    await listenCases(ways.sql, ({ caseId }) => heard.resolve(caseId), gap.resolve);

    link.breaks('vanish');
    link.mend();
    await gap.promise;
    await database.sql`SELECT pg_notify('pietura_case', '{"caseId":"after"}')`;

    expect(await heard.promise).toBe('after');
  });

  it('who listens keeps a connection on which it is quiet', async () => {
    const { ways, lost } = await openBreakable();
    await listenCases(ways.sql, () => {});

    const pids = () => database.sql`SELECT pid FROM pg_stat_activity WHERE query ILIKE 'listen%' AND datname = current_database()`;
    const before = await pids();
    const late = Promise.withResolvers<void>();
    const began = performance.now();
    await ways.sql.listen('pietura_pulse', () => performance.now() - began > 2 * SILENCE_MS && late.resolve());
    await late.promise;

    expect(await pids()).toEqual(before);
    expect(lost).toEqual([]);
  });

  it('a transaction whose connection vanishes in the middle is refused, and its locks are let go', async () => {
    const { link, ways } = await openBreakable();
    await database.sql`CREATE TABLE IF NOT EXISTS held AS SELECT 1 AS n`;
    const dying = ways.sql.begin(async tx => {
      await tx`SELECT n FROM held FOR UPDATE`;
      link.breaks('vanish');
      await tx`SELECT 1`;
    });

    await expect(dying).rejects.toThrow();
    link.mend();

    expect(await database.sql`SELECT n FROM held FOR UPDATE`).toEqual([{ n: 1 }]);
  });

  it('reads rows past Prisma as Prisma does: dates, lists of text, numbers, nothing', async () => {
    const query = Prisma.sql`SELECT ${new Date('2026-11-22T03:00:00.123Z')}::timestamptz AS at, ARRAY['ā', 'b,c']::text[] AS words, 7::integer AS n, NULL::text AS none`;

    const [row] = await database.db.$rows(query);

    expect(row).toEqual({ at: new Date('2026-11-22T03:00:00.123Z'), words: ['ā', 'b,c'], n: 7, none: null });
    expect(await database.db.$queryRaw(query)).toEqual([row]);
  });
});
