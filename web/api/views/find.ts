import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { SavedView } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';
import { mayUseViews } from './policy.ts';

/** More views than a person can tell apart in a side list. */
export const MOST_VIEWS = 30;

/** My views, then my team's, each in its order. */
export const viewsOf = (db: Db, user: User): Promise<SavedView[]> =>
  db.savedView.findMany({
    where: { OR: [{ ownerKind: 'user', ownerId: user.id }, ...(user.agencyId ? [{ ownerKind: 'team', ownerId: user.agencyId }] : [])] },
    orderBy: [{ ownerKind: 'desc' }, { position: 'asc' }, { createdAt: 'asc' }],
    take: 2 * MOST_VIEWS,
  });

export function refuseOthers(user: User): void {
  if (!mayUseViews(user)) throw new Problem('not-permitted', 'Lists are for staff');
}
