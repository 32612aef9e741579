import type { Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Role } from '../../contract/words.ts';
import { absencesOn, matterOf } from '../absences/load.ts';
import { receiverOf } from '../absences/stand-in.ts';
import { whoActsFor } from '../absences/who-acts.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { recordEvent } from '../cases/record.ts';
import { raiseNobody } from '../escalations/raise.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { tell } from '../staff-notices/tell.ts';
import type { Change, TaskChange, Versioned } from './change.ts';
import { factsOf, type Finder } from './find.ts';
import * as policy from './policy.ts';
import type { TaskRow } from './present.ts';
import { roleIn, teamsFor } from './receivers.ts';

type Handing = { user: User; at: Date; note: string | null; kind: 'hand-over' | 'decision' };

/** B7.1: to a colleague who may do it, or to whoever stands in for them. With nobody left, to the team, and to its lead at once. */
export async function handToPerson(tx: Tx, row: TaskRow, toId: string, { user, at, note, kind }: Handing): Promise<TaskChange> {
  const to = await tx.userAccount.findUnique({ where: { id: toId } });
  if (!to || !policy.mayWorkOn({ id: to.id, roles: to.roles as Role[], agencyId: to.agencyId }, factsOf(row)))
    throw new Problem('not-permitted', 'That person may not do this task');
  const { assigneeId, onBehalfOfId, forId, nobodyDuring } = await receiverOf(tx, toId, row, at);
  const got = assigneeId === null ? null : await tx.userAccount.findUniqueOrThrow({ where: { id: assigneeId }, select: { name: true } });
  await tx.handOver.create({ data: { ...handedOver(row, { user, at, note, kind }), toId: assigneeId, forId } });
  const data = { assignee: got?.name ?? to.name, ...(note && { note }), ...(got && forId && { for: to.name }) };
  await recordEvent(tx, { caseId: row.caseId, name: 'task-assigned', at, actor: user.id, data, public: false });
  await tell(tx, { userId: assigneeId, name: 'handed-over', caseId: row.caseId, taskKey: row.key, byId: user.id, words: note, at });
  if (nobodyDuring) await raiseNobody(tx, row, { absenceId: nobodyDuring, at });
  return { assigneeId, onBehalfOfId };
}

/** To another team of the case, where the diagram allows it; the role follows the team. */
export async function handToTeam(tx: Tx, row: TaskRow, team: string, { user, at, note, kind }: Handing): Promise<TaskChange> {
  await tx.handOver.create({ data: { ...handedOver(row, { user, at, note, kind }), toTeam: team } });
  await recordEvent(tx, {
    caseId: row.caseId,
    name: 'task-to-team',
    at,
    actor: user.id,
    data: { team: team.toUpperCase(), ...(note && { note }) },
    public: false,
  });
  return { assigneeId: null, onBehalfOfId: null, team, role: roleIn(team, row) };
}

const handedOver = (row: TaskRow, { user, at, note, kind }: Handing) => ({
  taskKey: row.key,
  caseId: row.caseId,
  kind,
  fromId: user.id,
  formerId: row.assigneeId,
  fromTeam: row.team,
  fromRole: row.role,
  note,
  at,
});

type Assignment = Versioned & { assigneeId: string | null; team: string | null; note: string | null };
type WithReason = Versioned & { reason: string };

/** Work that changes hands: handed over, given back, taken over, taken in the place of somebody who is away. */
export function makeHandOver({ now }: Pick<CaseDeps, 'now'>, finder: Finder, change: Change) {
  return {
    async assign({ assigneeId, team, note, ...input }: Assignment, context: Context) {
      if ((assigneeId === null) === (team === null)) throw new Problem('invalid-form', 'A colleague or a team', [{ path: 'assigneeId', code: 'required' }]);
      const element = await finder.elementOf(await finder.find(input.taskKey, context.user));
      return change(input, context, {
        did: 'assign',
        may: row => policy.mayAssign(context.user, factsOf(row)),
        async carryOut(tx, row) {
          const handing = { user: context.user, at: now(), note, kind: 'hand-over' as const };
          if (assigneeId !== null) return handToPerson(tx, row, assigneeId, handing);
          if (!teamsFor(element, row).includes(team!)) throw new Problem('not-permitted', `This task does not go to ${team}`);
          return handToTeam(tx, row, team!, handing);
        },
      });
    },

    /** Back to who handed it over, or, where they may not do it (any more), to the team it came from. */
    giveBack: ({ reason, ...input }: WithReason, context: Context) =>
      change(input, context, {
        did: 'give-back',
        may: row => policy.mayGiveBack(context.user, factsOf(row)),
        carryOut: (tx, row) => giveBack(tx, row, { user: context.user, reason, at: now() }),
      }),

    /** F3: the former assignee is told at once and keeps the draft; who took over may read it and go on from it. */
    takeOver: ({ reason, ...input }: WithReason, context: Context) =>
      change(input, context, {
        did: 'take-over',
        may: row => policy.mayTakeOver(context.user, factsOf(row)),
        carryOut: (tx, row) => takeOver(tx, row, { user: context.user, reason, at: now() }),
      }),

    /** F12: "B for A". */
    standIn: (input: Versioned, context: Context) =>
      change(input, context, {
        did: 'stand-in',
        may: row => policy.mayStandIn(context.user, factsOf(row)),
        carryOut: (tx, row) => standIn(tx, row, { user: context.user, at: now() }),
      }),
  };
}

async function giveBack(tx: Tx, row: TaskRow, { user, reason, at }: { user: User; reason: string; at: Date }): Promise<TaskChange> {
  const last = row.handOvers[0]!;
  await tx.handOver.update({ where: { id: last.id }, data: { returnedAt: at, returnReason: reason } });
  const before = { team: last.fromTeam, role: last.fromRole };
  const giver = last.fromId === null ? null : await tx.userAccount.findUnique({ where: { id: last.fromId } });
  const able = giver && policy.mayWorkOn({ id: giver.id, roles: giver.roles as Role[], agencyId: giver.agencyId }, { ...factsOf(row), ...before });
  const receiver = able ? await receiverOf(tx, giver.id, { ...row, ...before }, at) : null;
  const data = { to: giver?.name ?? before.team.toUpperCase(), reason };
  await recordEvent(tx, { caseId: row.caseId, name: 'task-given-back', at, actor: user.id, data, public: false });
  await tell(tx, {
    userId: receiver?.assigneeId ?? giver?.id ?? null,
    name: 'handed-back',
    caseId: row.caseId,
    taskKey: row.key,
    byId: user.id,
    words: reason,
    at,
  });
  if (receiver?.nobodyDuring) await raiseNobody(tx, { ...row, team: before.team }, { absenceId: receiver.nobodyDuring, at });
  return { ...before, assigneeId: receiver?.assigneeId ?? null, onBehalfOfId: receiver?.onBehalfOfId ?? null };
}

async function takeOver(tx: Tx, row: TaskRow, { user, reason, at }: { user: User; reason: string; at: Date }): Promise<TaskChange> {
  const former = await tx.userAccount.findUnique({ where: { id: row.assigneeId! }, select: { name: true } });
  await tx.handOver.create({
    data: { ...handedOver(row, { user, at, note: reason, kind: 'hand-over' }), kind: 'take-over', fromId: null, toId: user.id, takenAt: at },
  });
  const data = { by: user.name, from: former?.name ?? '', reason };
  await recordEvent(tx, { caseId: row.caseId, name: 'task-taken-over', at, actor: user.id, data, public: false });
  await tell(tx, { userId: row.assigneeId, name: 'taken-over', caseId: row.caseId, taskKey: row.key, byId: user.id, words: reason, at });
  return { assigneeId: user.id, onBehalfOfId: null };
}

async function standIn(tx: Tx, row: TaskRow, { user, at }: { user: User; at: Date }): Promise<TaskChange> {
  const awayId = row.assigneeId!;
  const on = localDate(at);
  const { personId } = whoActsFor(awayId, on, matterOf(row.case), await absencesOn(tx, [row.team], on));
  if (personId !== user.id) throw new Problem('state-conflict', 'Somebody else stands in by now');
  const away = await tx.userAccount.findUnique({ where: { id: awayId }, select: { name: true } });
  await tx.handOver.create({
    data: { ...handedOver(row, { user, at, note: null, kind: 'hand-over' }), kind: 'stand-in', fromId: null, toId: user.id, forId: awayId, takenAt: at },
  });
  await recordEvent(tx, { caseId: row.caseId, name: 'task-stood-in', at, actor: user.id, data: { by: user.name, for: away?.name ?? '' }, public: false });
  return { assigneeId: user.id, onBehalfOfId: awayId };
}
