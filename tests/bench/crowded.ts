import type { Sql } from '../../platform/database.ts';
import { line, summarised } from './latencies.ts';
import { countOnTheWay, countOpen, openCases } from './open-cases.ts';
import { until } from './open-loop.ts';
import type { Bench } from './run.ts';
import { withTown, type Town } from './town.ts';

const MUST = 1.5;
const LOOK_MS = 10;
const BEGUN_WITHIN_MS = 60_000;
const WARM = 5;

/**
 * A10: applications one after the other, each until the engine has begun its case: with the cases that are open (none, on a stack of its
 * own), then with `--open` of them. Each waits until the one before has come to the desk.
 */
export const benchCrowded: Bench = (stack, { open, starts, hands }, say) =>
  withTown(stack, async ({ town, sql }) => {
    say(`crowded: ${starts} starts, then ${open} open cases, then ${starts} again`);
    const few = await startsOf(town, sql, { starts, say });
    await openCases({ town, sql, open, hands, say });
    const many = await startsOf(town, sql, { starts, say });
    const ratio = many.p95 / few.p95;
    say(`\nA10 apply → begun in the engine, ms, one after the other\n  ${few.open} open: ${line(few)}\n  ${many.open} open: ${line(many)}`);
    say(`  p95 ÷ p95 ${ratio.toFixed(2)} (must ≤ ${MUST} with 100 000, best ≤ 1.2 with 250 000; the two are not paired: a drift of the machine counts)\n`);
    return { few, many, ratio };
  });

/** Latencies of applications, one after the other, each until the engine has begun its case and our database knows. */
async function startsOf(town: Town, sql: Sql, { starts, say }: { starts: number; say(line: string): void }) {
  const open = await countOpen(sql);
  const taken: number[] = [];
  say(`  ${starts} applications one after the other, ${open} cases open`);
  for (let n = 0; n < starts + WARM; n++) {
    const { body, status, ms } = await town.send(town.next());
    if (!body?.id) throw new Error(`An application was answered ${status || 'by nobody'}`);
    const accepted = performance.now();
    const { id } = body;
    const begun = await until(BEGUN_WITHIN_MS, LOOK_MS, async () => (await sql`SELECT 1 FROM "case" WHERE id = ${id} AND started_at IS NOT NULL`).length > 0);
    if (!begun) throw new Error(`Case ${id} is not begun`);
    if (n >= WARM) taken.push(ms + performance.now() - accepted);
    await until(BEGUN_WITHIN_MS, LOOK_MS, async () => (await countOnTheWay(sql, [id])) === 0); // the next one meets a quiet engine
  }
  return { open, ...summarised(taken) };
}
