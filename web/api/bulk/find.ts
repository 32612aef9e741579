import { Problem } from '../../../platform/problem.ts';
import { BULK_ON_TASKS, type BulkAct } from '../../contract/bulk.ts';
import type { User } from '../http/user.ts';
import { doerOf, type BulkDeps } from './acts.ts';
import { mayActInBulk, maySeeBulk } from './policy.ts';
import { NONE, presentBulk, UNDONE, type BulkRow, type Counts } from './present.ts';

export type BulkFinder = ReturnType<typeof makeBulkFinder>;

/** Finds bulk actions for those whose they are, and what an act would come to. */
export function makeBulkFinder(deps: BulkDeps) {
  const { db } = deps;

  async function countsOf(ids: string[]): Promise<Map<string, Counts>> {
    const rows = await db.bulkItem.groupBy({ by: ['bulkId', 'state'], where: { bulkId: { in: ids } }, _count: true });
    const counts = new Map(ids.map(id => [id, { ...NONE }]));
    for (const { bulkId, state, _count } of rows) counts.get(bulkId)![state as keyof Counts] = _count;
    return counts;
  }

  async function find(bulkId: string, user: User): Promise<BulkRow> {
    const row = await db.bulkAction.findUnique({ where: { id: bulkId }, include: UNDONE });
    if (!row || !maySeeBulk(user, row)) throw new Problem('not-found', `No bulk action ${bulkId}`);
    return row;
  }

  const view = async (row: BulkRow, user: User) => presentBulk(row, (await countsOf([row.id])).get(row.id) ?? NONE, user);

  /** What would refuse each, in the order asked. */
  async function previewOf(act: BulkAct, targets: string[], user: User) {
    if (!mayActInBulk(user)) throw new Problem('not-permitted', 'Bulk actions are for staff');
    const onTasks = BULK_ON_TASKS.includes(act.name);
    const wrong = targets.find(it => /^\d+$/.test(it) !== onTasks);
    if (wrong) throw new Problem('invalid-request', `${act.name} is done to ${onTasks ? 'tasks' : 'cases'}`, [{ path: 'targets', code: 'invalid' }]);
    const known = await doerOf(act, deps).preview(targets, user);
    return targets.map(target => ({ target, ...(known.get(target) ?? { caseId: null, code: null, why: 'not-found' }) }));
  }

  return { countsOf, find, view, previewOf };
}
