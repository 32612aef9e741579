import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import { CASE_QUEUES, TASK_QUEUES, TASK_SORTS } from '../../contract/views.ts';
import type { Role } from '../../contract/words.ts';
import { maySeeCase } from '../cases/policy.ts';
import { casesSql, readCases, SORTS_OF } from '../cases/rows.ts';
import type { User } from '../http/user.ts';
import { casesByCodeSql, casesByWords, casesByWordsSql } from '../search/find.ts';
import { maySeeTask, mayWorkOn } from '../tasks/policy.ts';
import { readTasks, tasksSql } from '../tasks/rows.ts';

const office = useOffice();
const { at } = useDesks(office);

const CASES = 20_000;
const AGENCIES = ['kac', 'vsaa', 'pmlp', 'vraa'];
const KIND = ['service-request', 'information-request', 'complaint', 'incident'];
const STATUS = ['registered', 'level1', 'handed_over', 'in_progress', 'waiting_applicant', 'done', 'closed'];
const WORDS = ['pabalsts bērnam', 'apbedīšanas pabalsta izmaksa', 'deklarētā dzīvesvieta', 'pensijas pārrēķins', 'pases nodošana', 'invaliditātes noteikšana'];
const NOW = new Date('2026-11-02T08:00:00Z');

/** Twenty thousand believable cases and as many tasks, in a second; everything follows from the number of the row. */
async function fill() {
  const { sql } = office.database as unknown as { sql: { unsafe(query: string): Promise<unknown> } };
  const pick = (list: string[], from: string) => `(ARRAY[${list.map(it => `'${it}'`).join(',')}])[1 + (${from})::int % ${list.length}]`;
  await sql.unsafe(`
    INSERT INTO client (id, personal_code, given_name, family_name, phone)
    SELECT gen_random_uuid(), lpad(n::text, 6, '0') || '-' || lpad(n::text, 5, '0'), ${pick(['Anna', 'Jānis', 'Ilze', 'Pēteris'], 'n')}, ${pick(['Bērziņa', 'Kalniņš', 'Ozola', 'Liepiņš', 'Kļaviņa'], 'n / 4')}, '+371 2' || lpad(n::text, 7, '0')
    FROM generate_series(1, ${CASES}) n;
    INSERT INTO "case" (id, code, kind, service_id, holder, owner, team, client_id, channel, subject, status, priority, due_at, overdue, escalated, waits_for, from_agency, complained_of, submitted_at, closed_at)
    SELECT gen_random_uuid(), lpad((n % 7)::text, 4, '0') || ' ' || (100000 + n), ${pick(KIND, 'n')}, CASE WHEN n % 3 = 0 THEN NULL ELSE 'service-' || n % 7 END,
      ${pick(AGENCIES, 'n / 2')}, CASE WHEN n % 50 = 0 THEN 'vsaa' ELSE 'kac' END, CASE WHEN n % 11 = 0 THEN NULL ELSE ${pick(AGENCIES, 'n / 3')} END,
      p.id, 'online', ${pick(WORDS, 'n')}, s, 1 + n % 4,
      CASE WHEN n % 5 = 0 THEN NULL ELSE timestamptz '2026-10-20T08:00:00Z' + (n % 900) * interval '1 hour' END, n % 13 = 0 AND s <> 'closed', n % 17 = 0,
      CASE WHEN s = 'waiting_applicant' THEN 'client' END, CASE WHEN n % 9 = 0 THEN ${pick(AGENCIES, 'n / 9')} END, CASE WHEN n % 31 = 0 THEN ARRAY['vita'] ELSE '{}' END, timestamptz '2026-01-01T00:00:00Z' + n * interval '10 minutes', CASE WHEN s = 'closed' THEN timestamptz '2026-10-01T00:00:00Z' + n * interval '1 minute' END
    FROM generate_series(1, ${CASES}) n JOIN client p ON p.personal_code = lpad((1 + n % 2000)::text, 6, '0') || '-' || lpad((1 + n % 2000)::text, 5, '0'), LATERAL (SELECT ${pick(STATUS, 'n / 5')} AS s) x;
    INSERT INTO task (key, case_id, run_key, process_id, version, element_id, title_lv, title_en, team, role, level, assignee_id, state, created_at)
    SELECT (1000000 + row_number() OVER (ORDER BY c.code))::text, c.id, '1', 'p', 1, 'Task_' || n, 'Uzdevums', 'Task', ${pick(AGENCIES, 'hashtext(c.code) & 1023')},
      ${pick(['specialist', 'kac-specialist', 'team-lead'], 'hashtext(c.code) & 255')}, 2, ${pick(['vita', 'liga', 'valdis'], 'hashtext(c.code) & 63')}, 'open', c.submitted_at
    FROM "case" c, generate_series(1, 1) n;
    UPDATE task SET not_for = ARRAY['vita'] WHERE key::int % 29 = 0;
    UPDATE task SET assignee_id = NULL WHERE key::int % 3 = 0;
    UPDATE task SET state = 'completed' WHERE key::int % 4 = 0;
    ANALYZE;`);
}

beforeAll(fill, 120_000);

const user = (roles: Role[], agencyId: string | null, clientId: string | null = null): User => ({ id: 'vita', name: '', roles, agencyId, clientId });
const everyone = async (): Promise<User[]> => {
  const { id } = await office.db.client.findFirstOrThrow({ where: { personalCode: '000004-00004' } });
  return [
    user(['kac-specialist'], 'kac'),
    user(['kac-specialist', 'team-lead'], 'kac'),
    user(['specialist'], 'vsaa'),
    user(['specialist', 'team-lead'], 'vsaa'),
    user(['specialist'], 'pmlp', id),
    user(['team-lead'], 'vraa', id),
    user(['auditor'], 'vraa'),
    user(['auditor'], null),
    user(['specialist'], 'nowhere'),
    user(['resident'], null, id),
    user(['platform-admin'], 'vraa'),
    user(['partner-worker'], 'pmlp'),
    user(['auditor'], null, id),
  ];
};

describe('rights in the lists', () => {
  it('lets through all cases a person may see and no others, each once', async () => {
    const all = await office.db.case.findMany({ where: { submittedAt: { gte: new Date('2026-04-19T21:00:00Z') } } });
    let seen = 0;
    for (const someone of await everyone()) {
      const rows = await readCases(office.db, {
        state: 'all',
        sort: 'newest',
        filter: { submittedFrom: '2026-04-20' },
        user: someone,
        now: NOW,
        key: undefined,
        limit: CASES + 1,
      });
      const may = all.filter(it => maySeeCase(someone, it)).map(it => it.id);
      expect(rows.map(it => it.id).sort()).toEqual(may.sort());
      seen += may.length;
    }
    expect(seen).toBeGreaterThan(10_000);
  });

  it('lets through all tasks a person may see or work on and no others, each once', async () => {
    const all = await office.db.task.findMany({
      where: { state: 'open', case: { submittedAt: { gte: new Date('2026-04-19T21:00:00Z') } } },
      include: { case: { select: { owner: true, complainedOf: true } }, handOvers: true },
    });
    const staff = (it: User) => it.roles.some(role => ['kac-specialist', 'specialist', 'partner-worker', 'team-lead'].includes(role));
    for (const someone of (await everyone()).filter(staff)) {
      const read = async (queue: 'all' | 'team' | 'mine' | 'unassigned') =>
        (await readTasks(office.db, { queue, sort: 'due', filter: { submittedFrom: '2026-04-20' }, user: someone, now: NOW, key: undefined, limit: CASES + 1 }))
          .map(it => it.key)
          .sort();
      const seen = all.filter(it => maySeeTask(someone, { ...it, ...it.case }));
      const workable = all.filter(it => mayWorkOn(someone, { ...it, ...it.case }));
      const keys = (rows: typeof all) => rows.map(it => it.key).sort();
      expect(await read('all')).toEqual(keys(seen));
      expect(await read('team')).toEqual(keys(workable));
      expect(await read('mine')).toEqual(keys(workable.filter(it => it.assigneeId === someone.id)));
      expect(await read('unassigned')).toEqual(keys(workable.filter(it => it.assigneeId === null)));
    }
  });
});

describe('rights in the search', () => {
  it('finds all that is asked for and may be seen, and nothing else', async () => {
    const all = await office.db.case.findMany({ include: { client: true } });
    for (const someone of await everyone()) {
      for (const [words, is] of [
        ['pensiju pārrēķinu', (it: (typeof all)[number]) => it.subject === 'pensijas pārrēķins'],
        ['kļaviņas', (it: (typeof all)[number]) => it.client?.familyName === 'Kļaviņa'],
      ] as const) {
        const found = await casesByWords(office.db, { words }, { user: someone, now: NOW, limit: CASES });
        expect(found.map(it => it.id).sort()).toEqual(
          all
            .filter(it => is(it) && maySeeCase(someone, it))
            .map(it => it.id)
            .sort(),
        );
      }
    }
  });
});

describe('pages', () => {
  it('follow each other without a gap or a repeat, in every order', async () => {
    for (const sort of TASK_SORTS) {
      const rows: { key: string; sortKey: string[] }[] = [];
      for (let key: string[] | undefined; ; key = rows.at(-1)!.sortKey) {
        const page = await readTasks(office.db, {
          queue: 'all',
          sort,
          filter: { priority: '1,3', kind: 'complaint' },
          user: user(['team-lead'], 'kac'),
          now: NOW,
          key,
          limit: 97,
        });
        rows.push(...page);
        if (page.length < 97) break;
      }
      const whole = await readTasks(office.db, {
        queue: 'all',
        sort,
        filter: { priority: '1,3', kind: 'complaint' },
        user: user(['team-lead'], 'kac'),
        now: NOW,
        key: undefined,
        limit: CASES,
      });
      expect(whole.length).toBeGreaterThan(200);
      expect(rows.map(it => it.key)).toEqual(whole.map(it => it.key));
    }
  });

  it('keep what is due first on top, as the case changes', async () => {
    const page = { queue: 'team', sort: 'due', filter: {}, user: user(['team-lead'], 'vsaa'), now: NOW, key: undefined } as const;
    const tasks = await readTasks(office.db, { ...page, limit: CASES });
    // one of those they may see
    const other = tasks.findLast(it => it.case.dueAt === null)!;
    expect(other.key).not.toBe(tasks[0]!.key);
    await office.db.case.update({ where: { id: other.caseId }, data: { dueAt: new Date('2026-01-01T00:00:00Z') } });
    const [now] = await readTasks(office.db, { ...page, limit: 1 });
    await office.db.case.update({ where: { id: other.caseId }, data: { dueAt: null } });

    expect(now!.key).toBe(other.key);
  });

  it('refuses a cursor of another order', async () => {
    const { body } = await at('vita').get('/api/tasks?queue=team&sort=due&limit=5').expect(200);
    await at('vita').get(`/api/tasks?queue=team&sort=priority&cursor=${body.next}`).expect(400);
    await at('vita').get('/api/cases?state=closed&sort=due').expect(400);
  });
});

describe('filters', () => {
  it('say of a row what the same words say of its case', async () => {
    const someone = user(['auditor'], null);
    const rows = (await office.db.case.findMany()).filter(it => maySeeCase(someone, it));
    const filters = fc.record(
      {
        kind: fc.constantFrom('complaint', 'incident,complaint'),
        service: fc.constantFrom('service-1', 'service-2,service-4'),
        status: fc.constantFrom('done', 'level1,in_progress'),
        priority: fc.constantFrom('1', '2,3'),
        team: fc.constantFrom('vsaa', 'kac,pmlp'),
        waits: fc.constant('client'),
        escalated: fc.constantFrom('yes' as const, 'no' as const),
        submittedFrom: fc.constantFrom('2026-02-01', '2026-04-10'),
        submittedTo: fc.constantFrom('2026-03-01', '2026-04-20'),
      },
      { requiredKeys: [] },
    );
    const has = (list: string | undefined, value: string | null) => list === undefined || (value !== null && list.split(',').includes(value));
    const riga = (instant: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Riga' }).format(instant);
    await fc.assert(
      fc.asyncProperty(filters, async filter => {
        const found = await readCases(office.db, { state: 'all', sort: 'newest', filter, user: someone, now: NOW, key: undefined, limit: CASES });
        const expected = rows.filter(
          it =>
            has(filter.kind, it.kind) &&
            has(filter.service, it.serviceId) &&
            has(filter.status, it.status) &&
            has(filter.priority, String(it.priority)) &&
            has(filter.team, it.team) &&
            has(filter.waits, it.waitsFor) &&
            (filter.escalated === undefined || it.escalated === (filter.escalated === 'yes')) &&
            (filter.submittedFrom === undefined || riga(it.submittedAt) >= filter.submittedFrom) &&
            (filter.submittedTo === undefined || riga(it.submittedAt) <= filter.submittedTo),
        );
        expect(found.map(it => it.id).sort()).toEqual(expected.map(it => it.id).sort());
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows'?: number; 'Rows Removed by Filter'?: number; Plans?: Plan[] };

/** Everything the plan reads row by row without an index, of the tables that grow. */
async function scansOf(query: Prisma.Sql): Promise<string[]> {
  const [row] = await office.db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(Prisma.sql`EXPLAIN (FORMAT JSON) ${query}`);
  const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
  return flat(row!['QUERY PLAN'][0].Plan)
    .filter(it => it['Node Type'] === 'Seq Scan' && ['case', 'task', 'client', 'case_words', 'client_words', 'case_event'].includes(it['Relation Name'] ?? ''))
    .map(it => it['Relation Name']!);
}

describe('plans', () => {
  const people: [string, User][] = [
    ['front office', user(['kac-specialist'], 'kac')],
    ['lead of KAC', user(['team-lead'], 'kac')],
    ['specialist', user(['specialist'], 'vsaa')],
    ['lead of an agency', user(['specialist', 'team-lead'], 'vsaa')],
  ];

  it.each(people)('of task lists read no big table row by row (%s)', async (_who, someone) => {
    for (const queue of TASK_QUEUES)
      for (const sort of TASK_SORTS)
        expect([queue, sort, await scansOf(tasksSql({ queue, sort, filter: {}, user: someone, now: NOW, key: undefined, limit: 51 }))]).toEqual([
          queue,
          sort,
          [],
        ]);
  });

  it.each([...people, ['auditor', user(['auditor'], null)] as [string, User]])('of case lists read no big table row by row (%s)', async (_who, someone) => {
    for (const state of CASE_QUEUES)
      for (const sort of SORTS_OF[state])
        expect([state, sort, await scansOf(casesSql({ state, sort, filter: {}, user: someone, now: NOW, key: undefined, limit: 51 }))]).toEqual([
          state,
          sort,
          [],
        ]);
  });

  it.each(people)('of searches read no big table row by row (%s)', async (_who, someone) => {
    const asked = { user: someone, now: NOW, limit: 9 };
    for (const words of ['pabalsts', 'bērziņa pensija', 'invaliditāt']) expect([words, await scansOf(casesByWordsSql({ words }, asked))]).toEqual([words, []]);
    expect(await scansOf(casesByCodeSql('0003 1', asked))).toEqual([]);
  });
});
