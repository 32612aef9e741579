import type { Sql } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Metrics } from '../../../platform/metrics.ts';

export type StallWatch = ReturnType<typeof watchForStall>;

const LOOK_EVERY_MS = 5000;
/** The engine has a command, and its journal says nothing of it for so long: noticed well within 30 s (BARS F5). */
const PATIENCE_MS = 15_000;

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
    const stalled = await isWaiting(sql, new Date(now().getTime() - PATIENCE_MS));
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

/** Is there a case whose start was sent before this instant, and not confirmed? Cases older than a day are another trouble. */
async function isWaiting(sql: Sql, before: Date): Promise<boolean> {
  const [row] = await sql<{ waiting: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "case" c
      WHERE c.started_at IS NULL AND c.submitted_at < ${before} AND c.submitted_at > ${before}::timestamptz - interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id)
    ) OR EXISTS (
      SELECT 1 FROM task t
      WHERE t.state = 'completing' AND t.completed_at < ${before} AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = t.case_id)
    ) AS waiting`;
  return row?.waiting ?? false;
}
