import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { useDatabase } from '../../../tests/support/database.ts';
import type { LikenessRule } from '../../../prisma/generated/client.ts';
import { likeOf, likeSql, ruleOf } from './likeness.ts';

const database = useDatabase();
const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-01T00:00:00Z');

type Known = {
  id: string;
  holder: string;
  serviceId: string | null;
  items: string[];
  words: string[];
  at: number;
  fate: 'free' | 'linked' | 'dismissed' | 'void';
};

/** What the statement should find, by loops alone: written from the words of M6, not from the SQL. */
function plainly(one: Known, all: Known[], rule: LikenessRule): Map<string, number> {
  const found = new Map<string, number>();
  if (one.fate !== 'free') return found;
  for (const other of all) {
    if (other.id === one.id || other.holder !== one.holder || other.fate !== 'free') continue;
    const days = Math.abs(one.at - other.at) / DAY_MS;
    if (days > rule.days) continue;
    let score = rule.timeWeight * (1 - days / rule.days);
    if (one.serviceId !== null && one.serviceId === other.serviceId) score += rule.serviceWeight;
    if (one.items.some(item => other.items.includes(item))) score += rule.itemWeight;
    const shared = one.words.filter(word => other.words.includes(word)).length;
    const both = one.words.length + other.words.length;
    if (both > 0) score += rule.wordsWeight * ((2 * shared) / both);
    if (Math.round(score * 1e6) / 1e6 >= rule.threshold) found.set(other.id, score);
  }
  return found;
}

/** Writes them as they would stand after their stories; triggers make the incident rows. */
async function keep(all: Known[]): Promise<void> {
  const { db } = database;
  for (const it of all) {
    const at = new Date(it.at);
    const row = {
      id: it.id,
      code: it.id,
      kind: 'incident',
      serviceId: it.serviceId,
      holder: it.holder,
      channel: 'inside',
      subject: it.words.join(' '),
      submittedAt: at,
    };
    await db.case.create({ data: { ...row, ...(it.fate === 'void' && { outcome: 'void' }) } });
    await db.incident.update({ where: { caseId: it.id }, data: { items: it.items, words: it.words } });
    if (it.fate === 'linked') {
      const problem = randomUUID();
      await db.case.create({ data: { ...row, id: problem, code: problem, kind: 'problem' } });
      await db.problem.create({ data: { caseId: problem, raisedAt: at } });
      await db.problemIncident.create({ data: { problemId: problem, incidentId: it.id, at } });
    }
    if (it.fate === 'dismissed')
      await db.problemProposal.create({
        data: {
          id: randomUUID(),
          holder: it.holder,
          state: 'dismissed',
          why: {},
          madeAt: at,
          changedAt: at,
          incidents: { create: { incidentId: it.id, score: 1 } },
        },
      });
  }
}

const word = fc.constantFrom('veidlap', 'neatver', 'maksaj', 'kods', 'baltu', 'lapa', 'lenam', 'pieslegt');
const incident = fc.record({
  holder: fc.constantFrom('vsaa', 'pmlp'),
  serviceId: fc.constantFrom('a', 'b', null),
  items: fc.uniqueArray(fc.constantFrom('WEB-01', 'DB-02'), { maxLength: 2 }),
  words: fc.uniqueArray(word, { maxLength: 6 }),
  at: fc.integer({ min: 0, max: 40 * 24 * 60 }).map(minutes => START + minutes * 60_000),
  fate: fc.constantFrom('free', 'free', 'free', 'free', 'linked', 'dismissed', 'void'),
});
const hundredth = (max: number) => fc.integer({ min: 0, max: max * 100 }).map(it => it / 100);
const rule = fc.record({
  serviceWeight: hundredth(1),
  itemWeight: hundredth(1),
  wordsWeight: hundredth(1),
  timeWeight: hundredth(1),
  threshold: fc.integer({ min: 1, max: 150 }).map(it => it / 100),
  days: fc.integer({ min: 1, max: 30 }),
});

describe('what is alike (M6)', () => {
  it('is what loops alone find, whatever the incidents and the rule', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(incident, { minLength: 2, maxLength: 12 }), rule, async (incidents, drawn) => {
        await database.db.$executeRaw`TRUNCATE "case", problem_proposal CASCADE`;
        const all = incidents.map(it => ({ ...it, id: randomUUID() })) as Known[];
        await keep(all);
        const held = { ...drawn, agency: '*', smallest: 3 };
        const rows = await likeOf(database.db, all.map(it => it.id), held); // prettier-ignore

        for (const one of all) {
          const expected = plainly(one, all, held);
          const found = new Map(rows.filter(it => it.id === one.id).map(it => [it.likeId, it.score]));
          expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [id, score] of found) expect(score).toBeCloseTo(expected.get(id)!, 5);
        }
        // it is mutual, and asked twice it is the same
        for (const { id, likeId, score } of rows) expect(rows).toContainEqual(expect.objectContaining({ id: likeId, likeId: id, score }));
        expect(await likeOf(database.db, all.map(it => it.id), held)).toEqual(rows); // prettier-ignore
      }),
      { numRuns: 40 },
    );
  }, 240_000);

  it('is reckoned by the agency’s own rule where it has one', async () => {
    const star = await ruleOf(database.db, 'vsaa');
    await database.db.likenessRule.create({ data: { ...star, agency: 'vsaa', threshold: 0.9 } });

    expect(await ruleOf(database.db, 'vsaa')).toMatchObject({ agency: 'vsaa', threshold: 0.9 });
    expect(await ruleOf(database.db, 'pmlp')).toMatchObject({ agency: '*' });
  });
});

/** Tables that a plan reads from end to end. */
const readWhole = (plan: unknown): string[] => {
  if (typeof plan !== 'object' || plan === null) return [];
  const node = plan as Record<string, unknown>;
  return [...(node['Node Type'] === 'Seq Scan' ? [String(node['Relation Name'])] : []), ...Object.values(node).flatMap(readWhole)];
};

describe('among many', () => {
  beforeAll(async () => {
    // 60 000 incidents of two years, as many as an agency may have; triggers would index each, which this does not ask about
    await database.sql.unsafe(`
      TRUNCATE "case", problem_proposal CASCADE;
      ALTER TABLE "case" DISABLE TRIGGER USER;
      INSERT INTO "case" (id, code, kind, holder, channel, subject, submitted_at)
        SELECT gen_random_uuid(), 'x' || n, 'incident', CASE WHEN n % 2 = 0 THEN 'vsaa' ELSE 'pmlp' END, 'inside', 'Veidlapa neatveras', timestamptz '2024-11-01' + n * interval '17 minutes'
        FROM generate_series(1, 60000) n;
      INSERT INTO incident (case_id, service_id, holder, registered_at, words)
        SELECT id, 's' || right(code, 2), holder, submitted_at, ARRAY['veidlap', 'neatver', right(code, 1)] FROM "case";
      ALTER TABLE "case" ENABLE TRIGGER USER;
      ANALYZE "case"; ANALYZE incident;
    `);
  }, 120_000);

  it('one incident is compared through the index of agency and time only (C7)', async () => {
    const { db } = database;
    const one = await db.incident.findFirstOrThrow({ where: { holder: 'vsaa' }, orderBy: { registeredAt: 'desc' }, skip: 500 });
    const held = await ruleOf(db, 'pmlp');
    const plan = await db.$transaction(async tx => {
      const sql = likeSql([one.caseId], held);
      return tx.$queryRawUnsafe<Record<string, unknown>[]>(`EXPLAIN (FORMAT JSON) ${sql.text}`, ...sql.values);
    });
    expect(readWhole(plan[0]!['QUERY PLAN']).filter(it => it === 'incident' || it === 'case')).toEqual([]);
    const began = performance.now();
    await likeOf(db, [one.caseId], held);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
