import type { Sql } from './database.ts';
import type { Command } from './outbox.ts';

/** A command as it waits. `attempts`: how many have failed. */
export type WaitingRow = Command & { id: string; caseId: string | null; attempts: number };

/** What becomes of a row that was tried: it has left, is tried again in so many milliseconds, or waits for somebody to look at it. */
export type Fate = { id: string } & ({ is: 'left' } | { is: 'again'; error: string; inMs: number } | { is: 'parked'; error: string });

/** Where commands wait. What is tried when, and for how long one waits after a failure, the outbox says; the table keeps it. */
export interface OutboxTable {
  /**
   * One round in one transaction: of each case the oldest row that is not parked, if it is due and nobody else has it in hand, at most
   * `most`; what `deliver` says becomes of them is committed with the round. Answers how many have left.
   */
  round(most: number, deliver: (rows: WaitingRow[]) => Promise<Fate[]>): Promise<number>;
}

/** A command that the engine refuses for good is due then. */
export const PARKED = '2999-01-01T00:00:00Z';
const LONGEST_ERROR = 500;

/** The table `outbox` in PostgreSQL. */
export function makeOutboxTable(sql: Sql): OutboxTable {
  return {
    round: (most, deliver) =>
      sql.begin(async tx => {
        const rows = await tx<WaitingRow[]>`
          SELECT id, case_id AS "caseId", command, payload, attempts FROM outbox o
          WHERE next_at <= now() AND NOT EXISTS (
            SELECT 1 FROM outbox earlier WHERE earlier.case_id = o.case_id AND earlier.id < o.id AND earlier.next_at < ${PARKED})
          ORDER BY id LIMIT ${most} FOR UPDATE OF o SKIP LOCKED`;
        if (rows.length === 0) return 0;

        const fates = await deliver([...rows]);
        const left = fates.filter(it => it.is === 'left').map(it => it.id);
        // a message is kept for some days: nobody can ask an engine that has lost its data what it had been told (decision record 0034)
        if (left.length > 0)
          await tx`
            WITH gone AS (DELETE FROM outbox WHERE id = ANY(${left}::bigint[]) RETURNING id, case_id, command, payload)
            INSERT INTO message_sent (id, case_id, payload, sent_at)
            SELECT id, case_id, payload, now() FROM gone WHERE command = 'publish-message' AND case_id IS NOT NULL
            ON CONFLICT (id) DO UPDATE SET sent_at = excluded.sent_at`;
        for (const fate of fates) {
          if (fate.is === 'left') continue;
          await tx`
            UPDATE outbox SET attempts = attempts + 1, last_error = ${fate.error.slice(0, LONGEST_ERROR)},
              next_at = ${fate.is === 'parked' ? tx`${PARKED}::timestamptz` : tx`now() + ${fate.inMs} * interval '1 millisecond'`}
            WHERE id = ${fate.id}`;
        }
        return left.length;
      }),
  };
}
