import type { z } from 'zod';
import type { BulkAction } from '../../../prisma/generated/client.ts';
import { BULK_FOR_GOOD, type BulkAct, type bulkView } from '../../contract/bulk.ts';
import type { User } from '../http/user.ts';
import { mayStop, mayUndo } from './policy.ts';

export type BulkRow = BulkAction & { undoneBy: { id: string } | null };
type View = z.output<typeof bulkView>;
export type Counts = View['counts'];
export const NONE: Counts = { waiting: 0, done: 0, refused: 0, failed: 0, stopped: 0 };
/** What is read with a bulk action. */
export const UNDONE = { undoneBy: { select: { id: true } } } as const;

export const factsOf = (row: BulkRow) => ({ ...row, isUndone: row.undoneBy !== null, isForGood: BULK_FOR_GOOD.includes((row.act as BulkAct).name) });

export function presentBulk(row: BulkRow, counts: Counts, user: User): View {
  const facts = factsOf(row);
  return {
    id: row.id,
    act: row.act as BulkAct,
    state: row.state as View['state'],
    total: row.total,
    counts,
    undoes: row.undoes,
    undoneBy: row.undoneBy?.id ?? null,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    may: [...(mayStop(user, facts) ? (['stop'] as const) : []), ...(mayUndo(user, facts) && counts.done > 0 ? (['undo'] as const) : [])],
  };
}
