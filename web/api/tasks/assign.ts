import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Role } from '../../contract/words.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { recordEvent } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import { factsOf, type Finder } from './find.ts';
import * as policy from './policy.ts';
import { TASK_INCLUDE, type TaskRow } from './present.ts';

type Versioned = { taskKey: string; version: number };

/** Whose a task is, is ours to say, never the engine's. Every change is checked against the version the person saw (F3). */
export function makeAssign({ db, now }: CaseDeps, finder: Finder) {
  async function change(
    { taskKey, version }: Versioned,
    { user }: Context,
    may: (row: TaskRow) => boolean,
    act: (tx: Tx, row: TaskRow) => Promise<string | null>,
  ) {
    const row = await finder.find(taskKey, user);
    if (row.rowVersion !== version || row.state !== 'open') throw new Problem('state-conflict', `Task ${taskKey} is ${row.state}, version ${row.rowVersion}`);
    if (!may(row)) throw new Problem('not-permitted', 'Not with this task');
    return db.$transaction(async tx => {
      const assigneeId = await act(tx, row);
      const { count } = await tx.task.updateMany({
        where: { key: taskKey, rowVersion: version, state: 'open' },
        data: { assigneeId, rowVersion: { increment: 1 } },
      });
      if (count === 0) throw new Problem('state-conflict', `Task ${taskKey} has changed meanwhile`);
      const changed = await tx.task.findUniqueOrThrow({ where: { key: taskKey }, include: TASK_INCLUDE });
      const [summary] = await finder.present([changed], tx);
      await notifyCase(tx, row.caseId);
      await audit(tx, { who: user.id, did: 'task.assign', at: now(), caseId: row.caseId, data: { taskKey, assigneeId } });
      return summary!;
    });
  }

  return {
    claim: (input: Versioned, context: Context) =>
      change(
        input,
        context,
        row => policy.mayClaim(context.user, factsOf(row)),
        () => Promise.resolve(context.user.id),
      ),

    release: (input: Versioned, context: Context) =>
      change(
        input,
        context,
        row => policy.mayRelease(context.user, factsOf(row)),
        () => Promise.resolve(null),
      ),

    /** B7.1: to a colleague who may do it; the note stays with the case. */
    assign: ({ assigneeId, note, ...input }: Versioned & { assigneeId: string; note: string | null }, context: Context) =>
      change(
        input,
        context,
        row => policy.mayAssign(context.user, factsOf(row)),
        async (tx, row) => {
          const to = await tx.userAccount.findUnique({ where: { id: assigneeId } });
          if (!to || !policy.mayWorkOn({ id: to.id, roles: to.roles as Role[], agencyId: to.agencyId }, factsOf(row)))
            throw new Problem('not-permitted', 'That person may not do this task');
          const at = now();
          await recordEvent(tx, {
            caseId: row.caseId,
            name: 'task-assigned',
            at,
            actor: context.user.id,
            data: { assignee: to.name, ...(note && { note }) },
            public: false,
          });
          return assigneeId;
        },
      ),
  };
}
