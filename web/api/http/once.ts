import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';

/** Runs a creating use case in one transaction, once per Idempotency-Key: a repeat gets the first answer again. */
export type Once = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;

type Request = { key: string; userId: string; route: string; input: unknown; status: number };

/**
 * The answer is kept under (user, key) in the transaction of the act itself, so that there is either both or neither.
 * Twins queue on an advisory lock: one acts, the others read its answer (BARS F4).
 * @throws Problem key-reused when the key was used for another route or another body
 */
export function makeOnce(db: Db, { key, userId, route, input, status }: Request): Once {
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  return async run => {
    const kept = await find(db);
    if (kept) return replay(kept);
    return db.$transaction(async tx => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 0))`;
      const winner = await find(tx);
      if (winner) return replay(winner);
      const reply = await run(tx);
      await tx.idempotencyKey.create({ data: { key, userId, route, requestHash, status, body: JSON.parse(JSON.stringify(reply ?? null)) } });
      return reply;
    });
  };

  function find(at: Db | Tx) {
    return at.idempotencyKey.findUnique({ where: { userId_key: { userId, key } } });
  }

  function replay<T>(kept: { route: string; requestHash: string; body: unknown }): T {
    if (kept.route !== route || kept.requestHash !== requestHash) throw new Problem('key-reused', 'This Idempotency-Key has been used for another request');
    return kept.body as T;
  }
}

/** Keys are kept for a day at least (BARS F4); older ones are thrown away by whoever calls this now and then. */
export async function forgetOldKeys(db: Db, now: Date): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  return count;
}

const KEPT_MS = 48 * 3_600_000;
