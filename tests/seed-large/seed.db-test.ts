import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../support/database.ts';
import { asCopy } from './copy.ts';
import { seedLarge } from './seed.ts';

const SERVICES = [{ id: 'made-up-permit', caseCode: '0099', holder: 'vsaa' }];

describe('a large country', () => {
  const database = useDatabase();
  const count = async (what: string) => Number((await database.sql.unsafe(`SELECT count(*) FROM ${what}`))[0]?.['count']);

  it('goes on where it was interrupted, and makes every case once', async () => {
    // given: stopped in the middle
    const stop = new AbortController();
    const seed = { cases: 6000, services: SERVICES };
    await seedLarge(database.sql, { ...seed, say: (_done, _of, what) => what === 'cases' && stop.abort(), stop: stop.signal });
    expect(await count('"case"')).toBe(5000);

    // when
    await seedLarge(database.sql, { ...seed, say: () => {} });

    // then
    expect(await count('"case"')).toBe(6000);
    expect(await count("user_account WHERE id LIKE 'large-%'")).toBe(5000);
    expect(await count('agency')).toBeGreaterThanOrEqual(17);
    // open work stands in exactly one queue, unless it waits for the client or is out already
    expect(
      await count(
        `"case" c WHERE status NOT IN ('closed', 'done', 'waiting_applicant') AND 1 <> (SELECT count(*) FROM task t WHERE t.case_id = c.id AND t.state = 'open')`,
      ),
    ).toBe(0);
    expect(await count(`"case" c WHERE status = 'closed' AND EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open')`)).toBe(0);
    expect(await count(`"case" WHERE owner IS DISTINCT FROM 'kac'`)).toBe(0);
    expect(await seedLarge(database.sql, { ...seed, say: () => {} })).toBe(0);
  }, 120_000);

  it('refuses to become a country of another size', async () => {
    await expect(seedLarge(database.sql, { cases: 7000, services: SERVICES, say: () => {} })).rejects.toThrow('6000 cases');
  });

  it('keeps what COPY gives a meaning to', () => {
    expect(asCopy('a\tb\\c\nd')).toBe('a\\tb\\\\c\\nd');
    expect(asCopy(null)).toBe('\\N');
    expect(asCopy(['x', 'y"z'])).toBe('{"x","y\\\\"z"}');
  });
});
