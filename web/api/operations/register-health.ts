import type { Sql } from '../../../platform/database.ts';
import { remembered } from '../../../platform/remembered.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { getRegisterHealth } from '../../contract/operations.ts';
import type { UseCase } from '../http/bind.ts';

export type RegisterHealth = { ownerless: number; withoutTask: number; at: string };

/** Counted at most so often (ms): numbers that must be 0 need not be fresher, and a million cases are behind them. */
const FRESH_MS = 30_000;
/** An application the engine has not begun within this time (ms) is stuck; before, it is merely young. */
const YOUNG_MS = 10 * 60_000;

/**
 * Whether the register keeps its promise (G2): `ownerless` = open cases whose owner is no agency of ours; `withoutTask` = open cases
 * with which nothing would ever happen, because no run of the engine stands anywhere for them.
 */
export function makeRegisterHealth({ sql, now }: Pick<CaseDeps, 'sql' | 'now'>) {
  const read = remembered(FRESH_MS, async (): Promise<RegisterHealth> => {
    const at = now();
    const [ownerless, withoutTask] = await Promise.all([countOwnerless(sql), countWithoutTask(sql, new Date(at.getTime() - YOUNG_MS))]);
    return { ownerless, withoutTask, at: at.toISOString() };
  });

  const get: UseCase<typeof getRegisterHealth> = () => read();
  return { read, get };
}

async function countOwnerless(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "case" c WHERE c.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM agency a WHERE a.id = c.owner)`;
  return row?.count ?? 0;
}

/** A running instance always stands somewhere: at a task, a timer, a message or a job. So a case is stuck when none runs. */
async function countWithoutTask(sql: Sql, before: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "case" c
    WHERE c.closed_at IS NULL AND c.submitted_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM process_run r WHERE r.case_id = c.id AND r.ended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id)`;
  return row?.count ?? 0;
}
