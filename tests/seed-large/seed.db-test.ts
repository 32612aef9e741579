import { beforeAll, describe, expect, it } from '@jest/globals';
import { toClockEvents } from '../../web/api/clock/clock.ts';
import { reckonDeadline } from '../../platform/deadline.ts';
import { makeCalendar } from '../../platform/working-days.ts';
import { KINDS, STATUSES } from '../../web/contract/words.ts';
import { useDatabase } from '../support/database.ts';
import { asCopy } from './copy.ts';
import { seedLarge } from './seed.ts';

const SERVICES = [{ id: 'made-up-permit', caseCode: '0099', holder: 'vsaa' }];
const CASES = 12_000;

describe('a large country', () => {
  const database = useDatabase();
  const seed = { cases: CASES, services: SERVICES };
  const count = async (what: string) => Number((await database.sql.unsafe(`SELECT count(*) FROM ${what}`))[0]?.['count']);
  /** Indexes, constraints and triggers, as the database describes them. */
  const shape = () =>
    database.sql`
      SELECT pg_get_indexdef(indexrelid) AS is FROM pg_index WHERE indrelid::regclass::text NOT LIKE ALL (ARRAY['pg_%', 'seed_large%', '%.%'])
      UNION ALL SELECT conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text NOT LIKE 'seed_large%'
      UNION ALL SELECT tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`.then(rows => rows.map(row => row['is']));
  let shapeBefore: unknown[];

  beforeAll(async () => {
    shapeBefore = await shape();
    // given: stopped in the middle
    const stop = new AbortController();
    await seedLarge(database.sql, { ...seed, say: (_done, _of, what) => what === 'cases' && stop.abort(), stop: stop.signal });
    expect(await count('"case"')).toBe(5000);
    // and once more while the indexes are put back
    const again = new AbortController();
    await seedLarge(database.sql, { ...seed, say: (done, _of, what) => what.startsWith('indexes') && done === 3 && again.abort(), stop: again.signal });
    // when
    await seedLarge(database.sql, { ...seed, say: () => {} });
  }, 240_000);

  it('goes on where it was interrupted, and makes every case once', async () => {
    expect(await count('"case"')).toBe(CASES);
    expect(await count("user_account WHERE id LIKE 'large-%'")).toBe(5000);
    expect(await count('agency')).toBeGreaterThanOrEqual(17);
    expect(await seedLarge(database.sql, { ...seed, say: () => {} })).toBe(0);
  });

  it('leaves every index, reference and trigger as it was', async () => {
    expect(await shape()).toEqual(shapeBefore);
  });

  it('has cases of all kinds in all states', async () => {
    expect(await database.sql`SELECT DISTINCT kind FROM "case"`.then(rows => rows.map(row => row['kind']).sort())).toEqual([...KINDS].sort());
    expect(await database.sql`SELECT DISTINCT status FROM "case"`.then(rows => rows.map(row => row['status']).sort())).toEqual([...STATUSES].sort());
  });

  it('keeps what holds of every case', async () => {
    // open work stands in exactly one queue, unless it waits for the client or the engine or is out already
    const idle = `('closed', 'done', 'waiting_applicant', 'submitted', 'registered')`;
    const open = `(SELECT count(*) FROM task t WHERE t.case_id = c.id AND t.state = 'open')`;
    for (const wrong of [
      `"case" c WHERE status NOT IN ${idle} AND 1 <> ${open}`,
      `"case" c WHERE status IN ${idle} AND 0 <> ${open}`,
      `"case" WHERE owner IS DISTINCT FROM 'kac'`,
      `"case" WHERE (status = 'closed') <> (closed_at IS NOT NULL)`,
      `"case" WHERE (status = 'waiting_applicant') <> (due_at IS NULL)`,
      `"case" c JOIN task t ON t.case_id = c.id WHERE t.state = 'open' AND t.team <> c.team`,
      `task t JOIN user_account u ON u.id = t.assignee_id WHERE u.agency_id <> t.team`,
      `case_event e WHERE e.at > now()`,
    ])
      expect([wrong, await count(wrong)]).toEqual([wrong, 0]);
  });

  it('says of a task what its trigger would have said, and of a case its last news', async () => {
    expect(
      await count(`task t JOIN "case" c ON c.id = t.case_id WHERE t.state = 'open' AND (t.due_order, t.priority, t.case_code, t.service_order, t.owner)
        IS DISTINCT FROM (coalesce(c.due_at, '9999-12-31T00:00:00Z'), c.priority, c.code, coalesce(c.service_id, ''), c.owner)`),
    ).toBe(0);
    const names = (await database.sql`SELECT pg_get_triggerdef(oid) AS is FROM pg_trigger WHERE tgname = 'case_event_news'`)[0]!['is'] as string;
    const telling = [...names.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name!);
    expect(telling).toContain('handed-over');
    expect(
      await count(
        `"case" c WHERE c.news IS DISTINCT FROM (SELECT e.name FROM case_event e WHERE e.case_id = c.id AND e.name = ANY('{${telling.join(',')}}') ORDER BY e.id DESC LIMIT 1)`,
      ),
    ).toBe(0);
  });

  it('is found by the words search would have written', async () => {
    const words = () =>
      database.sql`SELECT md5(string_agg(case_id || words::text, ' ' ORDER BY case_id)) AS is FROM case_words UNION ALL SELECT md5(string_agg(client_id || words::text || coalesce(phone, '') || coalesce(email, ''), ' ' ORDER BY client_id)) FROM client_words UNION ALL SELECT md5(string_agg(term, ' ' ORDER BY term)) FROM search_term`;
    const before = await words();
    await database.sql`SELECT search_case(id) FROM "case" WHERE substr(id::text, 12, 2) < '40'`;
    await database.sql`SELECT search_client(id) FROM client`;
    expect(await words()).toEqual(before);
    expect(await count('case_words')).toBe(CASES);
  });

  it('has clocks that say what the case says', async () => {
    const cases = await database.db.case.findMany({ where: { code: { endsWith: '7' } }, include: { clockEvents: { orderBy: { id: 'asc' } } } });
    const usual = makeCalendar();
    for (const it of cases.filter(each => each.clockEvents.every(event => event.name !== 'stopped')))
      expect([it.code, reckonDeadline(toClockEvents(it.clockEvents), usual, new Date()).dueAt]).toEqual([it.code, it.dueAt]);
    expect(cases.length).toBeGreaterThan(1000);
  });

  it('refuses to become a country of another size', async () => {
    await expect(seedLarge(database.sql, { cases: 7000, services: SERVICES, say: () => {} })).rejects.toThrow(`${CASES} cases`);
  });

  it('keeps what COPY gives a meaning to', () => {
    expect(asCopy('a\tb\\c\nd')).toBe('a\\tb\\\\c\\nd');
    expect(asCopy(null)).toBe('\\N');
    expect(asCopy(['x', 'y"z'])).toBe('{"x","y\\\\"z"}');
  });
});
