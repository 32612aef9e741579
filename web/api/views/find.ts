import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { SavedView } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';
import { maySeeView, mayUseViews } from './policy.ts';

/** More views than a person can tell apart in a side list. */
export const MOST_VIEWS = 30;

/** My views, then my team's, each in its order. */
export const viewsOf = (db: Db, user: User): Promise<SavedView[]> =>
  db.savedView.findMany({
    where: { OR: [{ ownerKind: 'user', ownerId: user.id }, ...(user.agencyId ? [{ ownerKind: 'team', ownerId: user.agencyId }] : [])] },
    orderBy: [{ ownerKind: 'desc' }, { position: 'asc' }, { createdAt: 'asc' }],
    take: 2 * MOST_VIEWS,
  });

/** Of a view one may not see one learns nothing, and leaves no mark on it. @throws Problem not-found */
export async function refuseUnlessSeen(db: Db, viewId: string, user: User): Promise<SavedView> {
  const row = await db.savedView.findUnique({ where: { id: viewId } });
  if (!row || !maySeeView(user, row)) throw new Problem('not-found', `No view ${viewId}`);
  return row;
}

export function refuseOthers(user: User): void {
  if (!mayUseViews(user)) throw new Problem('not-permitted', 'Lists are for staff');
}
