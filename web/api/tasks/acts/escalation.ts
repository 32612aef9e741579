import { Problem } from '../../../../platform/problem.ts';
import type { Role } from '../../../contract/words.ts';
import { recordEvent } from '../../cases/record.ts';
import { extendByWorkingDays } from '../../clock/extend.ts';
import { mayWorkOn } from '../policy.ts';
import { wordsIn, write, type Act, type Completion } from './act.ts';

/** What management decides (PROCESSES §1.4). */
const DECISIONS: Record<string, (completion: Completion, reason: string | null) => Promise<void>> = {
  reassign: async (completion, reason) => {
    const assigneeId = wordsIn(completion.data, 'assigneeId');
    const to = assigneeId && (await completion.tx.userAccount.findUnique({ where: { id: assigneeId } }));
    if (!to) throw new Problem('invalid-form', 'To whom?', [{ path: 'assigneeId', code: 'required' }]);
    await giveWorkTo(completion, { id: to.id, name: to.name, roles: to.roles as Role[], agencyId: to.agencyId }, reason);
  },
  'take-over': (completion, reason) => giveWorkTo(completion, completion.user, reason),
  extend: (completion, reason) => extend(completion, reason),
  instruct: async (completion, reason) => {
    if (reason) await write(completion, 'internal', reason);
  },
};

/** The escalation is decided and the flag goes; the main flow has gone on meanwhile. */
export const decideEscalation: Act = async completion => {
  const { tx, it, task, data, user, at } = completion;
  const decision = String(data['outcome']);
  const carryOut = DECISIONS[decision];
  if (!carryOut) throw new Problem('invalid-form', `Unknown decision ${decision}`, [{ path: 'outcome', code: 'option' }]);
  await carryOut(completion, wordsIn(data, 'reason'));

  const { escalationId } = task.variables as { escalationId?: string };
  const open = { caseId: it.id, type: 'hierarchical', decidedAt: null };
  await tx.escalation.updateMany({ where: escalationId ? { ...open, id: escalationId } : open, data: { decision, decidedBy: user.id, decidedAt: at } });
  const left = await tx.escalation.count({ where: open });
  await tx.case.update({ where: { id: it.id }, data: { escalated: left > 0, version: { increment: 1 } } });
  await recordEvent(tx, { caseId: it.id, name: 'escalation-decided', at, actor: user.id, data: { decision }, public: false });
  return {};
};

/** All open work of the case that this person may do, but for the escalation itself, becomes theirs. */
async function giveWorkTo(
  { tx, it, task, user, at }: Completion,
  to: { id: string; name: string; roles: Role[]; agencyId: string | null },
  note: string | null,
) {
  const open = await tx.task.findMany({ where: { caseId: it.id, state: 'open', key: { not: task.key } }, select: { key: true, team: true, role: true } });
  const theirs = open.filter(other => mayWorkOn(to, { ...other, complainedOf: it.complainedOf })).map(other => other.key);
  if (open.length > 0 && theirs.length === 0)
    throw new Problem('invalid-form', 'That person may not do the work of this case', [{ path: 'assigneeId', code: 'option' }]);
  await tx.task.updateMany({ where: { key: { in: theirs } }, data: { assigneeId: to.id, rowVersion: { increment: 1 } } });
  await recordEvent(tx, { caseId: it.id, name: 'task-assigned', at, actor: user.id, data: { assignee: to.name, ...(note && { note }) }, public: false });
}

/** A longer term, as far as its law allows; what has been used up stays used (F1). The client hears the new date and why (N4). */
async function extend({ tx, it, data, user, at }: Completion, reason: string | null) {
  const by = Number(data['extendByDays']);
  if (!Number.isInteger(by) || by < 1) throw new Problem('invalid-form', 'By how many working days?', [{ path: 'extendByDays', code: 'required' }]);
  await extendByWorkingDays(tx, { it, by, reason, actor: user.id, now: at });
}
