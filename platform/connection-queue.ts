import type pg from 'pg';

/** Who would have to wait longer for a connection is better told so at once (BARS A7: refused within a second). */
const LONGEST_WAIT_MS = 1000;

export type ConnectionQueue = { isTooLong(): boolean };

/**
 * Whether those who want a connection of this pool wait too long for it. One wait is measured at a time: whoever is last in the queue has his
 * turn when as many have had theirs as stood in it then. A queue that is long but moves quickly is not too long.
 */
export function watchQueue(pool: Pick<pg.Pool, 'waitingCount' | 'on'>, now: () => number = () => performance.now()): ConnectionQueue {
  let turns = 0;
  let waitedMs = 0;
  let last: { since: number; turn: number } | undefined;

  pool.on('acquire', () => {
    turns++;
    if (last && turns >= last.turn) {
      waitedMs = now() - last.since;
      last = undefined;
    }
    if (pool.waitingCount === 0) forget();
  });

  function forget(): void {
    waitedMs = 0;
    last = undefined;
  }

  return {
    isTooLong() {
      if (pool.waitingCount === 0) forget();
      else last ??= { since: now(), turn: turns + pool.waitingCount };
      return Math.max(waitedMs, last ? now() - last.since : 0) > LONGEST_WAIT_MS;
    },
  };
}
