import { describe, expect, it } from '@jest/globals';
import { cloneDatabase, useDatabase } from './database.ts';

describe('useDatabase', () => {
  const database = useDatabase();

  it('gives a migrated, empty database to both clients', async () => {
    const [row] = await database.sql`select count(*)::int as n from _prisma_migrations`;

    expect(row?.n).toBeGreaterThan(0);
    expect(await database.db.case.count()).toBe(0);
  });

  it('sorts as Latvian does', async () => {
    const rows = await database.sql<{ word: string }[]>`select word from unnest(array['zivs', 'čaks', 'žagars', 'cits', 'āb']) word order by word`;

    expect(rows.map(row => row.word)).toEqual(['āb', 'cits', 'čaks', 'zivs', 'žagars']);
  });

  it('is not shared with another', async () => {
    // given
    const other = await cloneDatabase();
    await other.sql`create table only_here (id int)`;

    // when
    const [found] = await database.sql`select to_regclass('only_here') as name`;
    await other.drop();

    // then
    expect(found?.name).toBeNull();
  });
});
