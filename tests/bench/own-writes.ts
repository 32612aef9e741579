import { NotInTime, Refused } from '../../docker/demo/api.ts';

export type OwnWrites = ReturnType<typeof makeOwnWrites>;

/** B4: counts acts whose own next read did not show them, by what was done. */
export function makeOwnWrites() {
  const found = { acts: 0, unseen: {} as Record<string, number> };
  return {
    found,
    /** The reads that come first after an act; each says whether it shows the act. A refused read shows nothing. */
    async look(what: string, ...reads: (() => Promise<boolean>)[]): Promise<void> {
      found.acts += 1;
      const shown = await Promise.all(
        reads.map(read =>
          read().catch((fault: unknown) => {
            if (fault instanceof NotInTime) return true; // the bench was ended: nothing was shown, nothing was hidden
            if (fault instanceof Refused) return false;
            throw fault;
          }),
        ),
      );
      if (shown.includes(false)) found.unseen[what] = (found.unseen[what] ?? 0) + 1;
    },
  };
}
