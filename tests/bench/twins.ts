import type { Sql } from '../../platform/database.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';
import { forgetOldKeys } from '../../web/api/http/once.ts';
import { atOnce } from '../support/at-once.ts';
import { saying } from './open-loop.ts';
import type { Bench } from './run.ts';
import { withTown, type Answer, type Application, type Town } from './town.ts';

/** Of each key: so many at the same moment, one after them, one with another body, and one a day later. */
const TOGETHER = 7;
const POSTS_OF_A_KEY = TOGETHER + 3;
const CROWD = 200;

type Kept = Application & { first: Answer };

/**
 * F4: the same POST with the same key again and again: the same answer, one case; with another body 422. A day later: the kept answers are
 * made a day old in the database, what is too old is thrown away as the API does it, and each is asked once more. And 200 twins at once.
 */
export const benchTwins: Bench = (stack, { posts, hands }, say) =>
  withTown(stack, async ({ town, db, sql }) => {
    const keys = Math.max(1, Math.round(posts / POSTS_OF_A_KEY));
    const wrong: Record<string, number> = {};
    const blame = (what: string) => void (wrong[what] = (wrong[what] ?? 0) + 1);
    let sent = 0;
    const progress = saying(say, () => `${sent} sent, wrong ${JSON.stringify(wrong)}`);
    try {
      const post = (it: Application) => (sent++, town.send(it));
      say(`twins: ${keys} keys, ${POSTS_OF_A_KEY} posts each, and ${CROWD} at once`);
      const before = await countCases(sql);
      const crowd = await together(CROWD, { town, post, blame });
      const kept: Kept[] = [crowd];
      await atOnce(hands, Array(keys).keys(), async () => {
        const one = await together(TOGETHER, { town, post, blame });
        if (!isSame(await post(one), one.first)) blame('another answer later');
        const other = await post({ ...one, data: { ...one.data, deceasedCode: syntheticCode(0) } });
        if (other.status !== 422) blame(`another body: ${other.status}`);
        kept.push(one);
      });
      await makeADayOlder(sql);
      await forgetOldKeys(db);
      await atOnce(hands, kept, async one => {
        if (!isSame(await post(one), one.first)) blame('another answer after a day');
      });
      const made = (await countCases(sql)) - before;
      if (made !== kept.length) blame(`cases: ${made} of ${kept.length} keys`);
      const all = Object.values(wrong).reduce((sum, each) => sum + each, 0);
      say(`\nF4  ${sent} posts under ${kept.length} keys, ${made} cases: ${all} wrong ${all > 0 ? JSON.stringify(wrong) : ''}`);
      say(
        `  ${all > 0 ? 'must not reached' : sent >= 10_000 ? 'must reached' : 'none wrong in fewer than the bar asks for'} (must: 10 000, 0 wrong; best 1 000 000)\n`,
      );
      return { sent, keys: kept.length, made, wrong };
    } finally {
      progress.stop();
    }
  });

type With = { town: Town; post(it: Application): Promise<Answer>; blame(what: string): void };

/** One application, so many times at the same moment: all are given one answer. */
async function together(times: number, { town, post, blame }: With): Promise<Kept> {
  const one = town.next();
  const answers = await Promise.all(Array.from({ length: times }, () => post(one)));
  const first = answers.find(it => it.status === 201);
  if (!first) throw new Error(`None of ${times} twins was accepted: ${answers[0]?.status}`);
  for (const it of answers) if (!isSame(it, first)) blame(it.status === 201 ? 'another answer at once' : `at once: ${it.status || 'no answer'}`);
  return { ...one, first };
}

const isSame = (a: Answer, b: Answer) => a.status === b.status && JSON.stringify(a.body) === JSON.stringify(b.body);

async function countCases(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM "case"`;
  return row!.n;
}

const makeADayOlder = (sql: Sql) => sql`UPDATE idempotency_key SET created_at = created_at - interval '24 hours'`;
