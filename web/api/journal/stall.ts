import type { Sql } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Metrics } from '../../../platform/metrics.ts';

export type StallWatch = ReturnType<typeof watchForStall>;

const LOOK_EVERY_MS = 5000;
/** The engine has a command, and its journal says nothing of it for so long: noticed well within 30 s (BARS F5). */
const PATIENCE_MS = 15_000;
/** A case that waits for longer is another trouble. */
export const WAITS_AT_MOST_MS = 86_400_000;

/**
 * An idle engine is silent too, so silence is no sign. The sign is a case whose start has left the outbox, or a task whose
 * completion has, that the journal does not confirm. It heals by itself: the engine repeats a batch until it is taken.
 */
export function watchForStall({ sql, log, now, metrics }: { sql: Sql; log: Logger; now(): Date; metrics?: Metrics }) {
  let timer: NodeJS.Timeout | undefined;
  let flowing = true;
  let heardAt = Date.now();

  async function look(): Promise<void> {
    metrics?.journalAge.set((Date.now() - heardAt) / 1000);
    const before = now().getTime() - PATIENCE_MS;
    const oldest = await oldestUnconfirmed(sql, new Date(before - WAITS_AT_MOST_MS));
    const stalled = oldest !== null && oldest.getTime() < before;
    if (stalled && flowing) log.error({ silentForMs: Date.now() - heardAt }, 'the journal is stalled: the engine has commands that it does not confirm');
    if (!stalled && !flowing) log.info('the journal flows again');
    flowing = !stalled;
  }

  return {
    heard: () => void (heardAt = Date.now()),
    isFlowing: () => flowing,
    start: () => void (timer ??= setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS)),
    stop: () => clearInterval(timer),
    look,
  };
}

/**
 * The oldest thing the engine has been told and its journal has not confirmed: when a case was submitted whose start has left the outbox,
 * or a task completed whose completion has. Cases submitted before `since` are left out.
 */
export async function oldestUnconfirmed(sql: Sql, since: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    SELECT least(
      (SELECT min(c.submitted_at) FROM "case" c WHERE c.started_at IS NULL AND c.submitted_at > ${since}
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id)),
      (SELECT min(t.completed_at) FROM task t WHERE t.state = 'completing' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = t.case_id))) AS at`;
  return row?.at ?? null;
}
