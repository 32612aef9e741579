import { describe, expect, it } from '@jest/globals';
import { Prisma } from '../prisma/generated/client.ts';
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

  it('reads rows past Prisma as Prisma does: dates, lists of text, numbers, nothing', async () => {
    const query = Prisma.sql`SELECT ${new Date('2026-11-22T03:00:00.123Z')}::timestamptz AS at, ARRAY['ā', 'b,c']::text[] AS words, 7::integer AS n, NULL::text AS none`;

    const [row] = await database.db.$rows(query);

    expect(row).toEqual({ at: new Date('2026-11-22T03:00:00.123Z'), words: ['ā', 'b,c'], n: 7, none: null });
    expect(await database.db.$queryRaw(query)).toEqual([row]);
  });
});
