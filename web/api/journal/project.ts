import type { Sql } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Metrics } from '../../../platform/metrics.ts';
import { fold } from './fold.ts';
import type { JournalRecord, Passed } from './record.ts';
import { write, type Models } from './write.ts';

type Tx = Parameters<Parameters<Sql['begin']>[1]>[0];
export type ProjectDeps = { sql: Sql; models: Models; log: Logger; now(): Date; metrics?: Metrics };

/**
 * Projects a batch in one transaction: records that have been projected are skipped by partition and position, so a batch
 * may come any number of times. Several receivers wait for each other at the position row.
 * @throws when the database is away: the engine then sends the batch again.
 */
export async function project(deps: ProjectDeps, records: (JournalRecord | Passed)[]): Promise<void> {
  try {
    await projectAll(deps, records, (tx, fresh) => write(tx, fold(fresh), deps));
  } catch (error) {
    if (!isDataFault(error)) throw error;
    deps.log.error({ err: error, records: records.length }, 'a batch of the journal cannot be written; record by record now');
    await projectAll(deps, records, (tx, fresh) => writeOneByOne(tx, fresh, deps));
  }
}

type Write = (tx: Tx, fresh: JournalRecord[]) => Promise<void>;

async function projectAll({ sql, metrics, now, log }: ProjectDeps, records: (JournalRecord | Passed)[], writeFresh: Write): Promise<void> {
  const partitions = [...new Set(records.map(it => it.partitionId))].sort((a, b) => a - b);
  await sql.begin(async tx => {
    const unseen: (JournalRecord | Passed)[] = [];
    for (const partition of partitions) {
      const own = records.filter(it => it.partitionId === partition);
      unseen.push(...(await advance(tx, { partition, own, log })));
    }
    metrics?.journalRepeats.inc(records.length - unseen.length);
    const fresh = unseen.filter(it => it.value !== null);
    if (fresh.length > 0) await writeFresh(tx, fresh);
    for (const { valueType } of fresh) metrics?.journalRecords.inc({ valueType });
    const first = fresh[0];
    if (first) metrics?.journalLag.observe(Math.max(0, now().getTime() - first.timestamp) / 1000);
  });
}

/** Moves the position of a partition on and answers the records beyond the old one. Whoever else comes waits until this transaction is over. */
async function advance(
  tx: Tx,
  { partition, own, log }: { partition: number; own: (JournalRecord | Passed)[]; log: Logger },
): Promise<(JournalRecord | Passed)[]> {
  const last = own.reduce((max, it) => (it.position > max ? it.position : max), -1n);
  const latest = own.reduce((max, it) => (it.value && it.timestamp < NO_TIME ? Math.max(max, it.timestamp) : max), 0);
  const move = () => tx<{ position: string; at: Date }[]>`
    UPDATE journal_position p
    SET position = greatest(p.position, ${String(last)}), at = CASE WHEN p.position < ${String(last)} THEN greatest(p.at, to_timestamp(${latest / 1000})) ELSE p.at END
    FROM (SELECT position, at FROM journal_position WHERE partition = ${partition} FOR UPDATE) AS before
    WHERE p.partition = ${partition} RETURNING before.position, before.at`;
  let [before] = await move();
  if (!before) {
    await tx`INSERT INTO journal_position (partition, position, at) VALUES (${partition}, -1, to_timestamp(0)) ON CONFLICT DO NOTHING`;
    [before] = await move();
  }
  const seen = BigInt(before?.position ?? -1);
  const unseen = own.filter(it => it.position > seen);
  if (latest > (before?.at.getTime() ?? 0) + ENGINE_IS_NEW_MS && unseen.length === 0 && latest > 0)
    log.error({ partition, position: String(seen) }, 'the engine has begun anew: its records are younger than ours but stand before them');
  return unseen;
}

/** Year 2200: no time of a record (a bad one must not stop the position). */
export const NO_TIME = 7_258_118_400_000;
/** Repeats are never younger than what we have; so much younger means an engine whose data were thrown away. */
export const ENGINE_IS_NEW_MS = 60_000;

/** One bad record must not stall the journal: it is logged and left out. */
async function writeOneByOne(tx: Tx, fresh: JournalRecord[], deps: ProjectDeps): Promise<void> {
  for (const record of fresh) {
    try {
      await tx.savepoint(inner => write(inner, fold([record]), deps));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      deps.metrics?.journalFaults.inc();
      const { partitionId, valueType, intent, key } = record;
      deps.log.error({ err: error, partitionId, position: String(record.position), valueType, intent, key }, 'a record of the journal was left out');
    }
  }
}

/** What lies in the record (class 22 data, 23 constraint; our own code), not in the database being away or busy. */
function isDataFault(error: unknown): boolean {
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return true;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23)/.test(code);
}
