import { Problem } from '../../../platform/problem.ts';
import type { BulkAct } from '../../contract/bulk.ts';
import type { User } from '../http/user.ts';
import { factsOf } from '../tasks/find.ts';
import { mayAssign, mayClaim, mayRelease, maySeeTask } from '../tasks/policy.ts';
import { TASK_INCLUDE, type TaskRow } from '../tasks/present.ts';
import type { BulkDeps, BulkDoer } from './acts.ts';

type TaskAct = Extract<BulkAct, { name: 'claim' | 'release' | 'assign' }>;

const MAY = { claim: mayClaim, release: mayRelease, assign: mayAssign };

/** Claim, release, hand over: whose the tasks are. Undoing gives each back to whom it belonged before. */
export function taskActs(act: TaskAct, { db, useCases: { tasks } }: BulkDeps): BulkDoer {
  const read = (keys: string[]) => db.task.findMany({ where: { key: { in: keys } }, include: TASK_INCLUDE });
  const whyNot = (row: TaskRow, user: User) => {
    if (row.state !== 'open') return 'state-conflict';
    return MAY[act.name](user, factsOf(row)) ? null : 'not-permitted';
  };

  return {
    async preview(targets, user) {
      const rows = (await read(targets)).filter(row => maySeeTask(user, factsOf(row)));
      return new Map(rows.map(row => [row.key, { caseId: row.caseId, code: row.case.code, why: whyNot(row, user) }]));
    },

    async run(taskKey, context, once) {
      const [row] = await read([taskKey]);
      if (!row) throw new Problem('not-found', `No task ${taskKey}`);
      const input = { taskKey, version: row.rowVersion };
      const own = { ...context, once: once<{ version: number }>({ assigneeId: row.assigneeId }, ({ version }) => ({ version })) };
      if (act.name === 'claim') return tasks.claim(input, own);
      if (act.name === 'release') return tasks.release(input, own);
      return tasks.assign({ ...input, assigneeId: act.assigneeId, team: null, note: act.note }, own);
    },

    undo: (taskKey, { before, after }, { user }, once) =>
      tasks.putBack(
        { taskKey, version: Number(after['version']), assigneeId: before['assigneeId'] as string | null },
        {
          user,
          once: once(null, () => null),
        },
      ),
  };
}
