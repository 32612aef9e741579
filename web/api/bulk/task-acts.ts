import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { BulkAct } from '../../contract/bulk.ts';
import { audit } from '../audit/audit.ts';
import { recordEvent } from '../cases/record.ts';
import type { User } from '../http/user.ts';
import { factsOf } from '../tasks/find.ts';
import { mayAssign, mayClaim, mayRelease, maySeeTask, mayWorkOn } from '../tasks/policy.ts';
import { TASK_INCLUDE, type TaskRow } from '../tasks/present.ts';
import type { BulkDeps, BulkDoer } from './acts.ts';

type TaskAct = Extract<BulkAct, { name: 'claim' | 'release' | 'assign' }>;

const MAY = { claim: mayClaim, release: mayRelease, assign: mayAssign };

/** Claim, release, hand over: whose the tasks are. Undoing gives each back to whom it belonged before. */
export function taskActs(act: TaskAct, { db, now, useCases: { tasks } }: BulkDeps): BulkDoer {
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

    async undo(taskKey, { before, after }, { user }, once) {
      const assigneeId = before['assigneeId'] as string | null;
      return once(
        null,
        () => null,
      )(async tx => {
        await tx.$queryRaw`SELECT 1 FROM task WHERE key = ${taskKey} FOR UPDATE`;
        const row = await tx.task.findUnique({ where: { key: taskKey }, include: TASK_INCLUDE });
        if (!row || !mayWorkOn(user, factsOf(row))) throw new Problem('not-found', `No task ${taskKey}`);
        if (row.state !== 'open' || row.rowVersion !== after['version']) throw new Problem('state-conflict', `Task ${taskKey} has changed since`);
        const at = now();
        await tx.task.update({ where: { key: taskKey }, data: { assigneeId, onBehalfOfId: null, rowVersion: { increment: 1 } } });
        const to = assigneeId === null ? null : await tx.userAccount.findUnique({ where: { id: assigneeId }, select: { name: true } });
        if (to) await recordEvent(tx, { caseId: row.caseId, name: 'task-assigned', at, actor: user.id, data: { assignee: to.name }, public: false });
        await notifyCase(tx, row.caseId);
        await audit(tx, { who: user.id, did: 'task.assign', at, caseId: row.caseId, data: { taskKey, assigneeId, undo: true } });
      });
    },
  };
}
