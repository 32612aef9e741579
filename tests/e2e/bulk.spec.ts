import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { makeApi } from '../../docker/demo/api.ts';
import { newId } from '../../platform/id.ts';
import { getBulk, startBulk } from '../../web/contract/bulk.ts';
import { useStack } from '../support/stack.ts';

const MANY = 500;
const STORY_MS = 240_000;

/** "Must be true": whatever dies during a bulk action of 500, it finishes, and each case has had it exactly once. */
describe('a bulk action of 500', () => {
  const stack = useStack();
  let sql: postgres.Sql;

  beforeAll(() => {
    sql = postgres(stack.environment['DATABASE_URL'] ?? '', { max: 1, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  /** Closed cases of the front office: they are in nobody's list of tasks. */
  async function closedCases(): Promise<string[]> {
    const at = stack.now();
    const rows = Array.from({ length: MANY }, (_, n) => ({
      id: newId(),
      code: `9500 ${String(Date.now()).slice(-8)}${String(n).padStart(3, '0')}`,
      kind: 'information-request',
      holder: 'kac',
      channel: 'online',
      status: 'closed',
      outcome: 'fulfilled',
      submitted_at: at,
      closed_at: at,
    }));
    await sql`INSERT INTO "case" ${sql(rows)}`;
    return rows.map(it => it.id);
  }

  const waiting = async (bulkId: string) =>
    (await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM bulk_item WHERE bulk_id = ${bulkId}::uuid AND state = 'waiting'`)[0]?.n ?? MANY;

  it.each(['api', 'postgres'] as const)(
    'survives kill -9 of %s, twice',
    async part => {
      // given
      const targets = await closedCases();
      const liga = makeApi(stack.urls.web, AbortSignal.timeout(STORY_MS)).signIn('liga');
      const { id } = await liga.call(startBulk, { body: { act: { name: 'note', body: 'Visām vienāda piezīme.' }, targets } });

      // when: it dies once some are done, and again later
      for (const left of [MANY - 50, MANY - 200]) {
        while ((await waiting(id).catch(() => MANY)) > left) await new Promise(resolve => setImmediate(resolve));
        await stack.kill(part);
        await stack.untilReady(part);
        await stack.untilReady('api');
      }

      // then
      let view = await liga.call(getBulk, { params: { bulkId: id } });
      while (view.state === 'running') view = await liga.call(getBulk, { params: { bulkId: id } });
      expect(view.counts).toEqual({ waiting: 0, done: MANY, refused: 0, failed: 0, stopped: 0 });
      const notes = await sql<
        { n: number }[]
      >`SELECT count(*)::int AS n FROM case_message WHERE case_id = ANY(${targets}::uuid[]) AND direction = 'internal' GROUP BY case_id`;
      expect(notes.map(it => it.n)).toEqual(Array.from({ length: MANY }, () => 1));
      const audits = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM audit_entry WHERE case_id = ANY(${targets}::uuid[]) AND did = 'case.message'`;
      expect(audits[0]?.n).toBe(MANY);
    },
    STORY_MS,
  );
});
