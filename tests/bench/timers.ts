import type { Sql } from '../../platform/database.ts';
import { line, summarised, verdictUpTo } from './latencies.ts';
import { openCases } from './open-cases.ts';
import { saying, until } from './open-loop.ts';
import type { Bench } from './run.ts';
import { withTown } from './town.ts';

const BARS = { must: 5000, best: 1000 };
/** The clock is moved so far before the deadline first: what warns of it rings, and is done with, before the deadline comes. */
const BEFORE_MS = 15 * 60_000;
/** And then so far: from there on time passes by itself. */
const LEAD_MS = 15_000;
const LOOK_MS = 50;
const GIVEN_UP_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/**
 * B5: escalations of cases whose deadline is the same moment. Applications of one day have one: they are made, the clock of the engine and
 * of our programs is moved to shortly before it, and from there time passes as it does. From the deadline to the escalation that our
 * database shows. Leaves the clock moved, so it comes last.
 */
export const benchTimers: Bench = (stack, { open, hands }, say) => {
  return withTown(stack, async ({ town, sql }) => {
    await openCases({ town, sql, open, hands, say });
    const { due, count } = await commonest(sql);
    say(`timers: ${count} cases are due ${due.toISOString()}; first the warnings`);
    await moveTo(due.getTime() - BEFORE_MS);
    await warned(sql, due, say);
    const before = await countEscalated(sql, due);
    const expected = count - before;
    await moveTo(due.getTime() - LEAD_MS);
    say(`  in ${LEAD_MS / 1000} s ${expected} deadlines pass`);
    const late = await latenessOf(sql, { due, before, expected, say });

    const found = summarised(late);
    say(`\nB5  deadline → escalation in the database, ms, ${expected} at the same moment\n  ${line(found)}`);
    say(`  ${late.length < expected ? `${expected - late.length} DID NOT COME: must not reached` : `p99 ${verdictUpTo(found.p99, BARS)}, with 10 000`}\n`);
    return { expected, late: found };
  });

  async function moveTo(at: number): Promise<void> {
    const ms = at - stack.now();
    if (ms > 0) await stack.moveClock(ms);
  }

  /** How late each was seen, in the time of the stack. */
  async function latenessOf(of: Sql, { due, before, expected, say }: { due: Date; before: number; expected: number; say(line: string): void }) {
    const late: number[] = [];
    const progress = saying(say, () => `${late.length} of ${expected} escalated`);
    await until(GIVEN_UP_MS, LOOK_MS, async () => {
      const fresh = (await countEscalated(of, due)) - before - late.length;
      const ms = stack.now() - due.getTime();
      for (let n = 0; n < fresh; n++) late.push(ms);
      return late.length >= expected;
    });
    progress.stop();
    return late;
  }
};

/** The moment at which most open cases are due. */
async function commonest(sql: Sql): Promise<{ due: Date; count: number }> {
  const [row] = await sql<{ due: Date; count: number }[]>`
    SELECT due_at AS due, count(*)::int AS count FROM "case" WHERE status NOT IN ('done', 'closed') AND due_at IS NOT NULL AND NOT overdue
    GROUP BY due_at ORDER BY count DESC LIMIT 1`;
  if (!row) throw new Error('No open case has a deadline ahead');
  return row;
}

async function countEscalated(sql: Sql, due: Date): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    SELECT count(DISTINCT e.case_id)::int AS n FROM escalation e JOIN "case" c ON c.id = e.case_id WHERE e.kind = 'deadline' AND c.due_at = ${due}`;
  return row!.n;
}

/** Each case that is due then has its warning, and nothing that looks at deadlines is under way. */
async function warned(sql: Sql, due: Date, say: (line: string) => void): Promise<void> {
  let left = 0;
  const progress = saying(say, () => `${left} warnings to come`);
  const all = await until(GIVEN_UP_MS, 500, async () => {
    const [row] = await sql<{ n: number }[]>`
      SELECT count(*)::int AS n FROM "case" c WHERE c.due_at = ${due} AND c.status NOT IN ('done', 'closed') AND (
        NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.name = 'deadline-warning')
        OR EXISTS (SELECT 1 FROM element_timing t WHERE t.case_id = c.id AND t.element_id = 'Task_CheckDeadline' AND t.left_at IS NULL))`;
    left = row!.n;
    return left === 0;
  });
  progress.stop();
  if (!all) throw new Error(`${left} warnings did not come within ${GIVEN_UP_MS / MINUTE_MS} minutes`);
}
