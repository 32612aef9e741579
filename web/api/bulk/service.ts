import { Problem } from '../../../platform/problem.ts';
import { BULK_FOR_GOOD, type getBulk, type listBulk, type previewBulk } from '../../contract/bulk.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { BulkDeps } from './acts.ts';
import { makeBulkChanges } from './changes.ts';
import { makeBulkFinder } from './find.ts';
import { mayActInBulk } from './policy.ts';
import { NONE, presentBulk, UNDONE } from './present.ts';
import { makeBulkRunner } from './runner.ts';

export type Bulk = ReturnType<typeof makeBulk>;

const LISTED = 20;

/** One act on up to a thousand cases or tasks: preview, progress, a result for each, undo (F10). */
export function makeBulk({ db, now, newId, log, useCases }: Pick<CaseDeps, 'db' | 'now' | 'newId' | 'log'> & { useCases: BulkDeps['useCases'] }) {
  const deps: BulkDeps = { db, now, useCases };
  const runner = makeBulkRunner({ ...deps, log });
  const finder = makeBulkFinder(deps);
  const { countsOf, find, view, previewOf } = finder;

  const preview: UseCase<typeof previewBulk> = async ({ act, targets }, { user }) => ({
    items: (await previewOf(act, targets, user)).map(({ target, code, why }) => ({ target, code, why })),
    undoable: !BULK_FOR_GOOD.includes(act.name),
  });

  const list: UseCase<typeof listBulk> = async (_input, { user }) => {
    if (!mayActInBulk(user)) throw new Problem('not-permitted', 'Bulk actions are for staff');
    const rows = await db.bulkAction.findMany({ where: { userId: user.id }, orderBy: { startedAt: 'desc' }, take: LISTED, include: UNDONE });
    const counts = await countsOf(rows.map(it => it.id));
    return { actions: rows.map(row => presentBulk(row, counts.get(row.id) ?? NONE, user)) };
  };

  const get: UseCase<typeof getBulk> = async ({ bulkId }, { user }) => {
    const row = await find(bulkId, user);
    const items = await db.bulkItem.findMany({ where: { bulkId }, orderBy: { position: 'asc' } });
    return {
      ...(await view(row, user)),
      items: items.map(({ position, target, caseId, code, state, why }) => ({ position, target, caseId, code, why, state: state as 'waiting' })),
    };
  };

  return { preview, list, get, runner, ...makeBulkChanges({ db, now, newId }, finder, runner.kick) };
}
