import type { Logger } from '../../../platform/logger.ts';
import { Problem } from '../../../platform/problem.ts';
import type { BulkAction, BulkItem } from '../../../prisma/generated/client.ts';
import type { BulkAct } from '../../contract/bulk.ts';
import { json } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { doerOf, type BulkDeps, type ItemOnce, type Kept } from './acts.ts';

/** Our own trouble is tried so often, then the item is given up and said so. */
const MOST_ATTEMPTS = 5;

/** Somebody else has done this item meanwhile. */
class Handled extends Error {}

export type Work = ReturnType<typeof makeWork>;

/** Does one item. Its state changes in the transaction of its act, its row locked: whoever dies whenever, it is done once. */
export function makeWork(deps: BulkDeps & { log: Logger }) {
  const { db, log } = deps;

  function onceFor({ bulkId, position }: BulkItem): ItemOnce {
    return (before, after) => run =>
      db.$transaction(async tx => {
        const [row] = await tx.$queryRaw<
          { state: string }[]
        >`SELECT state FROM bulk_item WHERE bulk_id = ${bulkId}::uuid AND position = ${position} FOR UPDATE`;
        if (row?.state !== 'waiting') throw new Handled();
        const reply = await run(tx);
        const kept = after(reply as never);
        await tx.bulkItem.update({
          where: { bulkId_position: { bulkId, position } },
          data: { state: 'done', ...(before && { before: json(before) }), ...(kept && { after: json(kept) }) },
        });
        return reply;
      });
  }

  async function act(bulk: BulkAction, item: BulkItem): Promise<void> {
    const doer = doerOf(bulk.act as BulkAct, deps);
    const context = { user: bulk.actor as User, requestId: `bulk ${bulk.id} ${item.position}` } as Omit<Context, 'once'>;
    if (bulk.undoes === null) await doer.run(item.target, context, onceFor(item));
    else await doer.undo?.(item.target, { before: (item.before ?? {}) as Kept, after: (item.after ?? {}) as Kept }, context, onceFor(item));
  }

  const settle = (item: BulkItem, data: { state?: string; why?: string; attempts?: number }) =>
    db.bulkItem.updateMany({ where: { bulkId: item.bulkId, position: item.position, state: 'waiting' }, data });

  return async (bulk: BulkAction, item: BulkItem): Promise<void> => {
    try {
      await act(bulk, item);
      // an act that does not go through `once` would be repeated for ever
      await settle(item, { state: 'failed', why: 'unknown' });
    } catch (error) {
      if (error instanceof Handled) return;
      if (error instanceof Problem) return void (await settle(item, { state: 'refused', why: error.slug }));
      log.warn({ bulkId: bulk.id, position: item.position, cause: (error as Error).name, attempts: item.attempts + 1 }, 'an item of a bulk action failed');
      const given = item.attempts + 1 >= MOST_ATTEMPTS;
      await settle(item, { attempts: item.attempts + 1, ...(given && { state: 'failed', why: 'unknown' }) });
    }
  };
}
