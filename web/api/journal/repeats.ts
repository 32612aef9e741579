import type { Metrics } from '../../../platform/metrics.ts';
import { ENGINE_IS_NEW_MS, NO_TIME } from './project.ts';
import type { JournalRecord, Passed } from './record.ts';

/** What becomes of records that have come; thrown: the engine sends them again. */
export type Take = (records: (JournalRecord | Passed)[]) => Promise<void>;

/**
 * Answers what has been taken already without asking the database: an engine that was killed tells everything again since its last snapshot, and
 * people wait behind it. The database's own position is never behind what is remembered here; the first of an engine that has begun anew
 * is for `take` to judge, and so is everything once something went wrong.
 */
export function skipRepeats({ metrics }: { metrics?: Metrics }, take: Take): Take {
  const taken = new Map<number, { position: bigint; at: number }>();
  const last = ({ partitionId }: { partitionId: number }) => taken.get(partitionId) ?? { position: -1n, at: 0 };
  const timeOf = (it: JournalRecord | Passed) => (it.value && it.timestamp < NO_TIME ? it.timestamp : 0);

  return async records => {
    if (records.every(it => it.position <= last(it).position && timeOf(it) <= last(it).at + ENGINE_IS_NEW_MS)) {
      metrics?.journalRepeats.inc(records.length);
      return;
    }
    try {
      await take(records);
    } catch (error) {
      taken.clear();
      throw error;
    }
    for (const it of records) {
      const { position, at } = last(it);
      taken.set(it.partitionId, { position: it.position > position ? it.position : position, at: Math.max(at, timeOf(it)) });
    }
  };
}
