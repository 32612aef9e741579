import type { Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { recordEvent } from '../cases/record.ts';
import { tell } from '../staff-notices/tell.ts';
import { absencesOn, matterOf } from './load.ts';
import { whoActsFor } from './who-acts.ts';

/**
 * Somebody is back: tasks that a substitute got in their place and has not begun (no draft of theirs) are theirs again. Those of a
 * matter for which they are still away stay. The caller audits.
 * @returns how many came back
 */
export async function takeTasksBack(tx: Tx, { userId, name, at }: { userId: string; name: string; at: Date }): Promise<number> {
  const tasks = await tx.task.findMany({
    where: { onBehalfOfId: userId, state: 'open', assigneeId: { not: null } },
    include: { case: true },
    orderBy: { key: 'asc' },
  });
  const begun = await tx.draft.findMany({ where: { subject: { in: tasks.map(it => `task:${it.key}`) } }, select: { userId: true, subject: true } });
  const on = localDate(at);
  const absences = await absencesOn(
    tx,
    tasks.map(it => it.team),
    on,
  );
  let count = 0;
  for (const task of tasks) {
    const isBegun = begun.some(it => it.subject === `task:${task.key}` && it.userId === task.assigneeId);
    if (isBegun || whoActsFor(userId, on, matterOf(task.case), absences).personId !== userId) continue;
    const { count: changed } = await tx.task.updateMany({
      where: { key: task.key, rowVersion: task.rowVersion, state: 'open' },
      data: { assigneeId: userId, onBehalfOfId: null, rowVersion: { increment: 1 } },
    });
    if (changed === 0) continue;
    count += 1;
    await recordEvent(tx, { caseId: task.caseId, name: 'task-assigned', at, actor: userId, data: { assignee: name }, public: false });
    await tell(tx, { userId: task.assigneeId, name: 'taken-back', caseId: task.caseId, taskKey: task.key, byId: userId, words: null, at });
    await notifyCase(tx, task.caseId);
  }
  return count;
}
