import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { canonical } from './canonical.ts';

/**
 * Runs the transaction of a use case. Where the endpoint creates (`idempotent`), it runs once per Idempotency-Key: a repeat gets the
 * first answer again. All a use case does is to make its changes with `tx` and to return its reply:
 *
 *     return once(async tx => {
 *       const made = await tx.case.create({ … });
 *       await audit(tx, { … });
 *       return { id: made.id };
 *     });
 *
 * Nothing inside may use another connection than `tx`. It may run twice when PostgreSQL breaks a deadlock; the first run has left nothing.
 */
export type Once = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;

export type Keyed = { key: string; userId: string; route: string; input: unknown; status: number };

/** A transaction without a key. */
export const plainly =
  (db: Db): Once =>
  run =>
    db.$transaction(tx => run(tx));

/**
 * The answer is kept under (user, key) in the transaction of the act itself, so that there is either both or neither.
 * Twins queue: one acts, the others read its answer (BARS F4). `turns`: the queues of this process; the simulation has several.
 * @throws Problem key-reused when the key was used for another route or another body
 */
export function makeOnce(db: Db, { key, userId, route, input, status }: Keyed, turns: Turns = OF_THIS_PROCESS): Once {
  const requestHash = createHash('sha256').update(canonical(input)).digest('hex');
  const name = `${userId} ${key}`;

  const find = (at: Db | Tx) => at.idempotencyKey.findUnique({ where: { userId_key: { userId, key } } });

  function replay<T>(kept: { route: string; requestHash: string; body: unknown }): T {
    if (kept.route !== route || kept.requestHash !== requestHash) throw new Problem('key-reused', 'This Idempotency-Key has been used for another request');
    return kept.body as T;
  }

  return async run => {
    const kept = await find(db);
    if (kept) return replay(kept);
    return inTurn(turns, name, () =>
      db.$transaction(async tx => {
        // twins that reached another API process wait here
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
        const winner = await find(tx);
        if (winner) return replay(winner);
        const reply = await run(tx);
        await tx.idempotencyKey.create({ data: { key, userId, route, requestHash, status, body: JSON.parse(JSON.stringify(reply ?? null)) } });
        return reply;
      }),
    );
  };
}

/** Who is acting under each key, in one process. */
export type Turns = Map<string, Promise<unknown>>;
const OF_THIS_PROCESS: Turns = new Map();

/** Twins in this process wait for each other here, without holding a connection each: 200 of them would take the whole pool. */
async function inTurn<T>(turns: Turns, name: string, run: () => Promise<T>): Promise<T> {
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.then(run, run);
  const settled = mine.catch(() => {});
  turns.set(name, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(name) === settled) turns.delete(name);
  }
}

/** A day is promised (BARS F4); one more covers clocks and weekends' retries. */
const KEPT_HOURS = 48;

/** Throws away the keys nobody repeats any more, by PostgreSQL's clock, which has dated them. Returns how many. */
export const forgetOldKeys = (db: Db): Promise<number> =>
  db.$executeRaw`DELETE FROM idempotency_key WHERE created_at < now() - make_interval(hours => ${KEPT_HOURS}::integer)`;
