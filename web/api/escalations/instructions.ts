import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/escalations.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { makePartLooks } from '../cases/part-looks.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { tell } from '../staff-notices/tell.ts';
import { factsOf } from '../tasks/find.ts';
import { mayComplete, maySeeTask } from '../tasks/policy.ts';
import { TASK_INCLUDE, type TaskRow } from '../tasks/present.ts';

/** What leads tell workers: read by those who see the task, acknowledged by who has it. */
export function makeInstructions({ db, now }: Pick<CaseDeps, 'db' | 'now'>) {
  const looked = makePartLooks({ db, now });

  async function taskFor(taskKey: string, user: User): Promise<TaskRow> {
    const row = await db.task.findUnique({ where: { key: taskKey }, include: TASK_INCLUDE });
    if (!row || !maySeeTask(user, factsOf(row))) throw new Problem('not-found', `No task ${taskKey}`);
    return row;
  }

  const instructions: UseCase<typeof contract.listInstructions> = async ({ taskKey }, { user }) => {
    const task = await taskFor(taskKey, user);
    const rows = await db.instruction.findMany({ where: { taskKey, acknowledgedAt: null }, orderBy: { at: 'asc' } });
    if (rows.length > 0) await looked(user, task.case, 'instructions');
    const people = await db.userAccount.findMany({ where: { id: { in: rows.map(it => it.byId) } }, select: { id: true, name: true } });
    return {
      instructions: rows.map(({ id, words, byId, at }) => ({
        id,
        words,
        by: people.find(it => it.id === byId) ?? { id: byId, name: '' },
        at: at.toISOString(),
      })),
      mayAcknowledge: mayComplete(user, factsOf(task)),
    };
  };

  /** The worker says so, nobody else; the lead is told. Said twice it is said once. */
  const acknowledge: UseCase<typeof contract.acknowledgeInstruction> = async ({ taskKey, instructionId }, { user, once }) => {
    const task = await taskFor(taskKey, user);
    if (!mayComplete(user, factsOf(task))) throw new Problem('not-permitted', 'Who has the task acknowledges');
    await once(async tx => {
      const at = now();
      const { count } = await tx.instruction.updateMany({
        where: { id: instructionId, taskKey, acknowledgedAt: null },
        data: { acknowledgedAt: at, acknowledgedBy: user.id },
      });
      const row = await tx.instruction.findFirst({ where: { id: instructionId, taskKey } });
      if (!row) throw new Problem('not-found', `No instruction ${instructionId}`);
      if (count === 0) return;
      await recordEvent(tx, { caseId: task.caseId, name: 'instruction-acknowledged', at, actor: user.id, data: { by: user.name }, public: false });
      await tell(tx, { userId: row.byId, name: 'acknowledged', caseId: task.caseId, taskKey, byId: user.id, words: null, at });
      await notifyCase(tx, task.caseId);
      await audit(tx, { who: user.id, did: 'instruction.acknowledge', at, caseId: task.caseId, data: { instructionId } });
    });
  };

  return { instructions, acknowledge };
}
