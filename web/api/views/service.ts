import type { z } from 'zod';
import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Prisma, SavedView } from '../../../prisma/generated/client.ts';
import type { viewDefinition, changeView, listViews, removeView, savedView, saveView } from '../../contract/views.ts';
import { audit } from '../audit/audit.ts';
import { sortOf } from '../cases/rows.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { makeCounters } from './counters.ts';
import { MOST_VIEWS, refuseOthers, refuseUnlessSeen, viewsOf } from './find.ts';
import { mayChangeView, mayKeepForTeam } from './policy.ts';

export type Views = ReturnType<typeof makeViews>;

/** Lists as people want to see them, kept for themselves or their team (F11). */
export function makeViews(deps: Pick<CaseDeps, 'db' | 'now' | 'newId'>) {
  const { db, now, newId } = deps;

  const list: UseCase<typeof listViews> = async (_input, { user }) => {
    refuseOthers(user);
    const rows = await viewsOf(db, user);
    return { views: rows.map(row => present(row, user)), mayForTeam: mayKeepForTeam(user) };
  };

  const save: UseCase<typeof saveView> = async ({ owner, name, definition, isDefault }, { user, once }) => {
    refuseOthers(user);
    if (owner === 'team' && !mayKeepForTeam(user)) throw new Problem('not-permitted', 'Views of a team are its lead’s');
    check(definition);
    return once(async tx => {
      const whose = { ownerKind: owner, ownerId: owner === 'team' ? user.agencyId! : user.id };
      const { _count, _max } = await tx.savedView.aggregate({ where: whose, _count: true, _max: { position: true } });
      if (_count >= MOST_VIEWS) throw new Problem('invalid-request', `At most ${MOST_VIEWS} views`, [{ path: 'name', code: 'too-many' }]);
      if (isDefault) await tx.savedView.updateMany({ where: { ...whose, isDefault: true }, data: { isDefault: false } });
      const at = now();
      const row = await tx.savedView.create({
        data: {
          id: newId(),
          ...whose,
          name,
          definition: definition as Prisma.InputJsonObject,
          position: (_max.position ?? -1) + 1,
          isDefault,
          createdBy: user.id,
          createdAt: at,
          updatedAt: at,
        },
      });
      await audit(tx, { who: user.id, did: 'view.save', at, data: { viewId: row.id, owner } });
      return present(row, user);
    });
  };

  const change: UseCase<typeof changeView> = async ({ viewId, version, definition, ...changes }, { user }) => {
    await find(viewId, user);
    check(definition);
    return db.$transaction(async tx => {
      const before = await tx.savedView.findUniqueOrThrow({ where: { id: viewId } });
      if (changes.isDefault) await dropDefault(tx, before);
      const data = { ...changes, definition: definition as Prisma.InputJsonObject, updatedAt: now(), version: { increment: 1 } };
      const { count } = await tx.savedView.updateMany({ where: { id: viewId, version }, data });
      if (count === 0) throw new Problem('state-conflict', `View ${viewId} has changed meanwhile`);
      const row = await tx.savedView.findUniqueOrThrow({ where: { id: viewId } });
      await audit(tx, { who: user.id, did: 'view.change', at: now(), data: { viewId } });
      return present(row, user);
    });
  };

  const remove: UseCase<typeof removeView> = async ({ viewId }, { user }) => {
    await find(viewId, user);
    await db.$transaction(async tx => {
      await tx.savedView.deleteMany({ where: { id: viewId } });
      await tx.viewLook.deleteMany({ where: { view: viewId } });
      await audit(tx, { who: user.id, did: 'view.remove', at: now(), data: { viewId } });
    });
  };

  /** The view, if the person may change it. What they may not even see does not exist for them. */
  async function find(viewId: string, user: User): Promise<SavedView> {
    const row = await refuseUnlessSeen(db, viewId, user);
    if (!mayChangeView(user, row)) throw new Problem('not-permitted', 'This view is the team lead’s');
    return row;
  }

  return { list, save, change, remove, ...makeCounters(deps) };
}

const dropDefault = (tx: Tx, { ownerKind, ownerId, id }: SavedView) =>
  tx.savedView.updateMany({ where: { ownerKind, ownerId, isDefault: true, id: { not: id } }, data: { isDefault: false } });

function check(definition: z.output<typeof viewDefinition>): void {
  if (definition.of === 'cases') sortOf(definition.queue, definition.sort);
}

function present(row: SavedView, user: User): z.input<typeof savedView> {
  return {
    id: row.id,
    owner: row.ownerKind as 'user' | 'team',
    name: row.name,
    definition: row.definition as z.input<typeof viewDefinition>,
    position: row.position,
    isDefault: row.isDefault,
    version: row.version,
    may: mayChangeView(user, row) ? ['change', 'remove'] : [],
  };
}
