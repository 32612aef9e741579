import { GENESIS, hashOf, type ChainedEntry } from './audit.ts';

export type StoredEntry = ChainedEntry & { hash: string };
/** A place in the chain noted outside the database: it finds a rewritten or cut-off tail, which the chain alone cannot. */
export type Checkpoint = { seq: bigint; hash: string };

/** Walks a chain entry by entry. `take` returns what is wrong at the entry, `end` what is wrong when there are no more. */
export function makeChainCheck(checkpoint?: Checkpoint) {
  let expected = { seq: 1n, prevHash: GENESIS };
  let checkpointSeen = !checkpoint;

  return {
    take(entry: StoredEntry): string | undefined {
      const { seq, hash } = entry;
      if (seq !== expected.seq) return `entry ${expected.seq} is missing (the next one there is ${seq})`;
      if (entry.prevHash !== expected.prevHash) return `entry ${seq} does not follow the one before it`;
      if (hashOf(entry) !== hash) return `entry ${seq} has been changed`;
      if (checkpoint?.seq === seq) {
        if (checkpoint.hash !== hash) return `entry ${seq} is not the one of the checkpoint: the chain has been rewritten`;
        checkpointSeen = true;
      }
      expected = { seq: seq + 1n, prevHash: hash };
      return undefined;
    },
    end: (): string | undefined =>
      checkpointSeen ? undefined : `the chain ends at ${expected.seq - 1n}, before the checkpoint at ${checkpoint?.seq}: its tail has been cut off`,
    /** The last entry seen: note it outside, as the next checkpoint. */
    last: (): Checkpoint => ({ seq: expected.seq - 1n, hash: expected.prevHash }),
  };
}
