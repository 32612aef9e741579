import type { Sql } from '../../platform/database.ts';
import { saying, until } from './open-loop.ts';
import type { Town } from './town.ts';

type Of = { town: Town; sql: Sql; open: number; hands: number; say(line: string): void };

const AT_DESK_WITHIN_MS = 10 * 60_000;

export async function countOpen(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM "case" WHERE status NOT IN ('done', 'closed')`;
  return row!.n;
}

/** Of these cases, those that do not yet lie on somebody's desk, with all that comes before it done. */
export async function countOnTheWay(sql: Sql, ids: readonly string[]): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM unnest(${ids as string[]}::uuid[]) AS it(id) WHERE NOT EXISTS (SELECT 1 FROM task WHERE case_id = it.id)`;
  return row!.n;
}

/** Applies until so many cases are open, each with a task at the desk and its clock running. Answers how many there are, and which are new. */
export async function openCases({ town, sql, open, hands, say }: Of): Promise<{ open: number; made: string[] }> {
  const before = await countOpen(sql);
  const made: string[] = [];
  let left = Math.max(0, open - before);
  say(`  ${before} cases are open; ${left} more`);
  const progress = saying(say, () => `${before + made.length} of ${open} cases open`);
  const hand = async () => {
    while (left-- > 0) {
      const { status, body } = await town.send(town.next());
      if (status === 201 && body?.id) made.push(body.id);
      else throw new Error(`An application was answered ${status || 'by nobody'}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: hands }, hand));
    if (!(await until(AT_DESK_WITHIN_MS, 500, async () => (await countOnTheWay(sql, made)) === 0)))
      throw new Error(`${await countOnTheWay(sql, made)} of ${made.length} cases did not come to the desk`);
  } finally {
    progress.stop();
  }
  return { open: await countOpen(sql), made };
}
