import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import type { Finder } from './find.ts';
import { TASK_INCLUDE, type TaskRow } from './present.ts';

export type Versioned = { taskKey: string; version: number };
/** What changes in the task itself; everything beside it the act writes with `tx`. */
export type TaskChange = Pick<Prisma.TaskUncheckedUpdateManyInput, 'assigneeId' | 'onBehalfOfId' | 'team' | 'role'>;
export type Change = ReturnType<typeof makeChange>;

type Act = {
  /** Written to the audit as `task.<did>`. */
  did: string;
  may(row: TaskRow): boolean;
  carryOut(tx: Tx, row: TaskRow): Promise<TaskChange>;
};

/**
 * One change of whose a task is: found, allowed, checked against the version the person saw (F3), carried out, pushed and audited in
 * one transaction. Of two at once one wins, the other gets state-conflict.
 */
export function makeChange({ now, outbox }: Pick<CaseDeps, 'now' | 'outbox'>, finder: Finder) {
  return async ({ taskKey, version }: Versioned, { user, once }: Pick<Context, 'user' | 'once'>, { did, may, carryOut }: Act) => {
    await finder.find(taskKey, user);
    const reply = await once(async tx => {
      // the row is held until the commit, so that the facts asked are the facts changed
      await tx.$queryRaw`SELECT 1 FROM task WHERE key = ${taskKey} FOR UPDATE`;
      const row = await tx.task.findUniqueOrThrow({ where: { key: taskKey }, include: TASK_INCLUDE });
      if (row.rowVersion !== version || row.state !== 'open') throw new Problem('state-conflict', `Task ${taskKey} is ${row.state}, version ${row.rowVersion}`);
      if (!may(row)) throw new Problem('not-permitted', 'Not with this task');
      const data = await carryOut(tx, row);
      const changed = await tx.task.update({ where: { key: taskKey }, data: { ...data, rowVersion: { increment: 1 } }, include: TASK_INCLUDE });
      const [summary] = await finder.present([changed], tx);
      await notifyCase(tx, row.caseId);
      const { assigneeId, onBehalfOfId, team } = changed;
      await audit(tx, { who: user.id, did: `task.${did}`, at: now(), caseId: row.caseId, data: { taskKey, assigneeId, onBehalfOfId, team } });
      return summary!;
    });
    outbox.kick();
    return reply;
  };
}
