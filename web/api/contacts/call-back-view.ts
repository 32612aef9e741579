import type { Db, Tx } from '../../../platform/database.ts';
import type { User } from '../http/user.ts';
import { namesOf } from './deps.ts';
import { presentCallBack, type WholeCallBack } from './present.ts';

export const CALL_BACK_INCLUDE = { attempts: { orderBy: { id: 'asc' } } } as const;

/** As the one who asks may see them. */
export async function presentAll(at: Db | Tx, rows: WholeCallBack[], { user, now }: { user: User; now: Date }) {
  const names = await namesOf(
    at,
    rows.flatMap(row => [row.createdBy, row.assigneeId, ...row.attempts.map(it => it.by)]),
  );
  return rows.map(row => presentCallBack(row, { names, now, user }));
}
