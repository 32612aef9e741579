import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { listen } from '../../../../docker/demo/changes.ts';
import { playMainJob, type Story } from '../../../../docker/demo/main-job.ts';
import { withdrawCase } from '../../../../web/contract/cases.ts';
import { useStack } from '../../../../tests/support/stack.ts';
import { freshDeceased } from '../../../../tests/e2e/steps.ts';
import { PARTS } from '../../../../tests/faults/plan.ts';
import { prove } from '../../../../tests/faults/proof.ts';
import { readStackFile } from '../../../../tests/support/stack-file.ts';

const STORY_MS = 300_000;

/** "Must be true at the end" 3–5, from outside: every acknowledged application is one case, runs once, and ends right. */
describe('when a part dies', () => {
  const stack = useStack();
  let sql: postgres.Sql;
  let finished = new AbortController();
  const inTime = () => {
    finished = new AbortController();
    return AbortSignal.any([finished.signal, AbortSignal.timeout(STORY_MS)]);
  };

  beforeAll(() => {
    sql = postgres(stack.environment.DATABASE_URL ?? '', { max: 2, onnotice: () => {} });
  });
  afterEach(() => finished.abort()); // nobody listens for changes any more
  afterAll(() => sql.end());

  /** Process instances of P1 for these cases: one each, however often the start message was sent. */
  const runsOf = (caseIds: string[]) => sql<{ caseId: string; runs: number }[]>`
    select case_id as "caseId", count(*)::int as runs from process_run where parent_key is null and case_id = any(${caseIds}::uuid[]) group by case_id`;

  it.each(['zeebe', 'api', 'workers', 'postgres'] as const)(
    'kill -9 of %s in the middle: the case still ends right, once',
    async part => {
      // given: the main job over the public API, by patient people
      const over = inTime();
      const killed: Promise<unknown>[] = [];
      let caseId = '';
      const story: Story = {
        api: makeApi(stack.urls.web, over),
        over,
        began: it => (caseId = it.caseId),
        step: async (what, act) => {
          // when: the part dies as Vita is about to ask, and again as she decides
          if (/asks Anna|decides/.test(what)) killed.push(stack.kill(part));
          return act(() => {});
        },
      };
      const { missing } = await playMainJob(story);
      await Promise.all(killed);
      await stack.untilReady(part);

      // then
      expect(killed).toHaveLength(2);
      expect(missing).toEqual([]);
      expect(await runsOf([caseId])).toEqual([{ caseId, runs: 1 }]);
      const [paid] = await sql<{ n: number }[]>`select count(*)::int as n from case_event where case_id = ${caseId}::uuid and name = 'payment-ordered'`;
      expect(paid?.n).toBe(1);
    },
    STORY_MS + 60_000,
  );

  it(
    'engine stopped: 50 applications are accepted; engine started: 50 cases run, none twice',
    async () => {
      // given
      const over = inTime();
      const anna = makeApi(stack.urls.web, over).signIn('anna');
      const service = await findService(anna, 'bēres', FUNERAL_BENEFIT);
      const { data } = await fillIn(anna, service.id, freshDeceased());
      await stack.stop('zeebe');

      // when
      const accepted = await Promise.all(Array.from({ length: 50 }, () => submit(anna, service.id, { ...data, deceasedCode: freshDeceased() })));
      await stack.start('zeebe');

      // then: each reaches the agency's task list, by one process instance
      const ids = accepted.map(it => it.id);
      expect(new Set(ids).size).toBe(50);
      await listen(anna, over).until('50 cases handed over', async () => {
        const [row] = await sql<
          { n: number }[]
        >`select count(*)::int as n from task where element_id = 'Task_TakeOver' and state = 'open' and case_id = any(${ids}::uuid[])`;
        return row?.n === 50 || undefined;
      });
      const runs = await runsOf(ids);
      expect(runs).toHaveLength(50);
      expect(runs.every(it => it.runs === 1)).toBe(true);

      // and withdrawn, all 50 are closed and nobody is left with a task
      await Promise.all(ids.map(caseId => anna.call(withdrawCase, { params: { caseId }, body: {} })));
      await listen(anna, over).until('50 cases closed', async () => {
        const [row] = await sql<
          { n: number }[]
        >`select count(*)::int as n from "case" where status = 'closed' and outcome = 'withdrawn' and id = any(${ids}::uuid[]) and not exists (select from task where case_id = "case".id and state = 'open')`;
        return row?.n === 50 || undefined;
      });
    },
    STORY_MS + 60_000,
  );

  it(
    '200 parallel submits with one key: one case',
    async () => {
      // given
      const over = inTime();
      const anna = makeApi(stack.urls.web, over).signIn('anna');
      const service = await findService(anna, 'bēres', FUNERAL_BENEFIT);
      const deceasedCode = freshDeceased();
      const { data } = await fillIn(anna, service.id, deceasedCode);
      const key = randomUUID();

      // when
      const answers = await Promise.all(Array.from({ length: 200 }, () => submit(anna, service.id, data, key)));

      // then
      expect(new Set(answers.map(it => it.id)).size).toBe(1);
      const [made] = await sql<{ n: number }[]>`select count(distinct case_id)::int as n from case_form where data->>'deceasedCode' = ${deceasedCode}`;
      expect(made?.n).toBe(1);
    },
    STORY_MS,
  );

  it('each part dies or freezes once while people apply: nothing is lost, twice or stuck', async () => {
    // the short form of `npm run faults` (BARS.md F1)
    const size = { seed: 11, cases: 24, faults: 5, ratePerSecond: 2, parts: Object.values(PARTS) };

    const { acknowledged, closed, gaveUp, verdict } = await prove(readStackFile(), size, () => {});

    expect(verdict).toEqual({ lost: [], twice: [], stuck: [], wrong: [] });
    expect({ acknowledged, closed, gaveUp }).toEqual({ acknowledged: 24, closed: 24, gaveUp: [] });
  }, 900_000);
});
