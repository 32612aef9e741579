import { Problem } from '../../../../platform/problem.ts';
import { readModel, type ModelElement } from '../../../../processes/model.ts';
import type { Role } from '../../../contract/words.ts';
import { recordEvent } from '../../cases/record.ts';
import { extendByWorkingDays } from '../../clock/extend.ts';
import { tell } from '../../staff-notices/tell.ts';
import { factsOf } from '../find.ts';
import { handToPerson, handToTeam } from '../hand-over.ts';
import { mayWorkOn } from '../policy.ts';
import { TASK_INCLUDE, type TaskRow } from '../present.ts';
import { teamsFor } from '../receivers.ts';
import { wordsIn, type Act, type Completion } from './act.ts';

/** What a decision leaves on record beside its name: who got the work. */
type Done = { assignedTo: string | null };
type Decide = (completion: Completion, reason: string | null) => Promise<Done>;

const TEAM = 'team:';
const NOBODY: Done = { assignedTo: null };

/** What management decides (PROCESSES §1.4). */
const DECISIONS: Record<string, Decide> = {
  reassign: async (completion, reason) => {
    const to = wordsIn(completion.data, 'assigneeId');
    if (!to) throw new Problem('invalid-form', 'To whom?', [{ path: 'assigneeId', code: 'required' }]);
    if (to.startsWith(TEAM)) await giveToTeam(completion, to.slice(TEAM.length), reason);
    else await giveToPerson(completion, to, reason);
    return { assignedTo: to };
  },
  'take-over': async (completion, reason) => {
    await giveToPerson(completion, completion.user.id, reason);
    return { assignedTo: completion.user.id };
  },
  extend: async (completion, reason) => {
    await extend(completion, reason);
    return NOBODY;
  },
  instruct: async (completion, reason) => {
    await instruct(completion, reason);
    return NOBODY;
  },
};

/** The escalation is decided and the flag goes; the main flow has gone on meanwhile. One commit with what the decision does. */
export const decideEscalation: Act = async completion => {
  const { tx, it, task, data, user, at } = completion;
  const decision = String(data['outcome']);
  const carryOut = DECISIONS[decision];
  if (!carryOut) throw new Problem('invalid-form', `Unknown decision ${decision}`, [{ path: 'outcome', code: 'option' }]);
  const reason = wordsIn(data, 'reason');
  const done = await carryOut(completion, reason);

  const { escalationId } = task.variables as { escalationId?: string };
  const open = { caseId: it.id, type: 'hierarchical', decidedAt: null };
  const decided = { decision, decidedBy: user.id, decidedAt: at, decisionNote: reason, ...done };
  await tx.escalation.updateMany({ where: escalationId ? { ...open, id: escalationId } : open, data: decided });
  const left = await tx.escalation.count({ where: open });
  await tx.case.update({ where: { id: it.id }, data: { escalated: left > 0, version: { increment: 1 } } });
  await recordEvent(tx, { caseId: it.id, name: 'escalation-decided', at, actor: user.id, data: { decision }, public: false });
  return {};
};

/** Open work of the case beside the escalation itself and others of its kind. */
async function openWork({ tx, it, task }: Completion): Promise<TaskRow[]> {
  return tx.task.findMany({
    where: { caseId: it.id, state: 'open', key: { not: task.key }, role: { not: 'team-lead' } },
    include: TASK_INCLUDE,
    orderBy: { key: 'asc' },
  });
}

const misfit = (says: string) => new Problem('invalid-form', says, [{ path: 'assigneeId', code: 'option' }]);

/** All open work of the case that this person may do becomes theirs, or their substitute's; who had it is told. */
async function giveToPerson(completion: Completion, toId: string, note: string | null): Promise<void> {
  const { tx, user, at } = completion;
  const to = await tx.userAccount.findUnique({ where: { id: toId } });
  if (!to) throw misfit('There is no such person');
  const open = await openWork(completion);
  const theirs = open.filter(row => mayWorkOn({ id: to.id, roles: to.roles as Role[], agencyId: to.agencyId }, factsOf(row)));
  if (open.length > 0 && theirs.length === 0) throw misfit('That person may not do the work of this case');
  for (const row of theirs) {
    const change = await handToPerson(tx, row, toId, { user, at, note, kind: 'decision' });
    await moved(completion, row, change);
  }
}

/** To a team: its own work goes back to its queue; to another one, what the diagram lets go there. */
async function giveToTeam(completion: Completion, team: string, note: string | null): Promise<void> {
  const { tx, user, at } = completion;
  const open = await openWork(completion);
  let given = 0;
  for (const row of open) {
    if (row.team !== team && !teamsFor(await elementOf(completion, row), row).includes(team)) continue;
    const change = row.team === team ? { assigneeId: null, onBehalfOfId: null } : await handToTeam(tx, row, team, { user, at, note, kind: 'decision' });
    await moved(completion, row, change);
    given += 1;
  }
  if (open.length > 0 && given === 0) throw misfit('The work of this case does not go to that team');
}

/** The diagram in the version the task was made with. */
async function elementOf({ tx, deps }: Completion, { processId, version, elementId }: TaskRow): Promise<ModelElement | undefined> {
  const kept = await tx.processVersion.findUnique({ where: { processId_version: { processId, version } }, select: { bpmn: true } });
  const bpmn = kept?.bpmn ?? deps.processes.find(it => it.id === processId)?.bpmn;
  return bpmn === undefined ? undefined : (await readModel(bpmn)).elements.get(elementId);
}

async function moved({ tx, user, at }: Completion, row: TaskRow, change: object): Promise<void> {
  await tx.task.update({ where: { key: row.key }, data: { ...change, rowVersion: { increment: 1 } } });
  if (row.assigneeId !== null && (change as { assigneeId?: string | null }).assigneeId !== row.assigneeId)
    await tell(tx, { userId: row.assigneeId, name: 'taken-over', caseId: row.caseId, taskKey: row.key, byId: user.id, words: null, at });
}

/** What the lead says stands on the worker's screen, and their task stays open, until they have acknowledged it. */
async function instruct(completion: Completion, words: string | null): Promise<void> {
  if (!words) throw new Problem('invalid-form', 'What should the worker do?', [{ path: 'reason', code: 'required' }]);
  const { tx, it, task, user, at } = completion;
  const { escalationId = null } = task.variables as { escalationId?: string };
  for (const row of await openWork(completion)) {
    await tx.instruction.create({ data: { escalationId, caseId: it.id, taskKey: row.key, byId: user.id, words, at } });
    await tell(tx, { userId: row.assigneeId, name: 'instructed', caseId: it.id, taskKey: row.key, byId: user.id, words, at });
  }
  await tx.caseMessage.create({ data: { caseId: it.id, direction: 'internal', body: words, senderId: user.id, senderName: user.name, at } });
}

/** A longer term, as far as its law allows; what has been used up stays used (F1). The client hears the new date and why (N4). */
async function extend({ tx, it, data, user, at }: Completion, reason: string | null) {
  const by = Number(data['extendByDays']);
  if (!Number.isInteger(by) || by < 1) throw new Problem('invalid-form', 'By how many working days?', [{ path: 'extendByDays', code: 'required' }]);
  await extendByWorkingDays(tx, { it, by, reason, actor: user.id, now: at });
}
