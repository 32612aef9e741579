import { describe, expect, it } from '@jest/globals';
import { Prisma } from '../prisma/generated/client.ts';
import { makeDatabase } from './database.ts';
import { useDatabase } from '../tests/support/database.ts';

describe('each way to PostgreSQL', () => {
  const database = useDatabase();

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

    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;

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

  it('reads rows past Prisma as Prisma does: dates, lists of text, numbers, nothing', async () => {
    const query = Prisma.sql`SELECT ${new Date('2026-11-22T03:00:00.123Z')}::timestamptz AS at, ARRAY['ā', 'b,c']::text[] AS words, 7::integer AS n, NULL::text AS none`;

    const [row] = await database.db.$rows(query);

    expect(row).toEqual({ at: new Date('2026-11-22T03:00:00.123Z'), words: ['ā', 'b,c'], n: 7, none: null });
    expect(await database.db.$queryRaw(query)).toEqual([row]);
  });
});
