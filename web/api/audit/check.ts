import { GENESIS, hashOf, type ChainedEntry } from './audit.ts';

export type StoredEntry = ChainedEntry & { hash: string };
/** A place in the chain noted outside the database: it finds a rewritten or cut-off tail, which the chain alone cannot. */
export type Checkpoint = { seq: bigint; hash: string };

/**
 * Walks a chain entry by entry. `take` returns what is wrong at the entry, `end` what is wrong when there are no more. Every checkpoint
 * counts, whoever noted it when: of a tail that was rewritten and noted again, the earlier ones still tell.
 */
export function makeChainCheck(checkpoints: readonly Checkpoint[] = []) {
  let expected = { seq: 1n, prevHash: GENESIS };
  const noted = new Map<bigint, string>();
  let wrongNote: string | undefined;
  let furthest = 0n;
  for (const { seq, hash } of checkpoints) {
    if (noted.has(seq) && noted.get(seq) !== hash) wrongNote ??= `two checkpoints of entry ${seq} differ: the chain was rewritten between them`;
    noted.set(seq, noted.get(seq) ?? hash);
    if (seq > furthest) furthest = seq;
  }

  return {
    take(entry: StoredEntry): string | undefined {
      const { seq, hash } = entry;
      if (seq !== expected.seq) return `entry ${expected.seq} is missing (the next one there is ${seq})`;
      if (entry.prevHash !== expected.prevHash) return `entry ${seq} does not follow the one before it`;
      if (hashOf(entry) !== hash) return `entry ${seq} has been changed`;
      if ((noted.get(seq) ?? hash) !== hash) return `entry ${seq} is not the one of the checkpoint: the chain has been rewritten`;
      expected = { seq: seq + 1n, prevHash: hash };
      return undefined;
    },
    end: (): string | undefined =>
      expected.seq > furthest ? wrongNote : `the chain ends at ${expected.seq - 1n}, before the checkpoint at ${furthest}: its tail has been cut off`,
    /** The last entry seen: note it outside, as the next checkpoint. */
    last: (): Checkpoint => ({ seq: expected.seq - 1n, hash: expected.prevHash }),
  };
}
