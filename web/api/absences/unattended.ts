import { notifyCase } from '../../../platform/notify.ts';
import { localDate } from '../../../platform/local-time.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { isOver } from '../cases/status.ts';
import { raiseNobody } from '../escalations/raise.ts';
import { absencesOn, matterOf } from './load.ts';
import { refreshStandIns } from './stand-in.ts';
import { absenceOn, whoActsFor, type AbsenceFacts, type Matter } from './who-acts.ts';

type Deps = Pick<CaseDeps, 'db' | 'now' | 'outbox'>;
type Person = { id: string; roles: string[] };
type Row = Prisma.TaskGetPayload<{ include: { case: true } }>;

/** So many tasks in one pass: the next pass finds the rest. */
const MOST = 200;

/**
 * The absence that leaves a task to nobody; null where there is somebody. A task that somebody has: nobody at the end of the chain. A
 * task nobody has: all known people of the team and role are away. A team nobody of which has ever signed in is unknown, not away.
 */
export function leftBy(
  task: { assigneeId: string | null; role: string },
  matter: Matter,
  { on, absences, people }: { on: string; absences: readonly AbsenceFacts[]; people: readonly Person[] },
): string | null {
  if (task.assigneeId !== null) {
    const { personId, chain } = whoActsFor(task.assigneeId, on, matter, absences);
    return personId === null ? (absenceOn(chain.at(-1)!, on, matter, absences)?.id ?? null) : null;
  }
  const able = people.filter(it => it.roles.includes(task.role));
  const away = able.map(it => absenceOn(it.id, on, matter, absences)?.id);
  return able.length > 0 && away.every(it => it !== undefined) ? ([...(away as string[])].sort()[0] ?? null) : null;
}

/**
 * Escalates what is left to nobody in a team (F12), at once and once for each task and absence; of one case, or of all.
 * @returns how many escalations were new
 */
export async function escalateUnattended({ db, now, outbox }: Deps, { team, caseId }: { team: string; caseId?: string }): Promise<number> {
  const at = now();
  const on = localDate(at);
  const absences = await absencesOn(db, [team], on);
  if (absences.length === 0) return 0;
  const people = await db.userAccount.findMany({ where: { agencyId: team }, select: { id: true, roles: true } });
  const awayIds = [...new Set(absences.map(it => it.userId))];
  // tasks nobody has are many: they are read only where everybody of their role is away in some matter
  const roles = [...new Set(people.flatMap(it => it.roles))].filter(role => people.every(it => !it.roles.includes(role) || awayIds.includes(it.id)));
  const perhapsLeft = [{ assigneeId: { in: awayIds } }, ...(roles.length > 0 ? [{ assigneeId: null, role: { in: roles } }] : [])];
  const tasks = await db.task.findMany({
    where: { state: 'open', team, role: { not: 'team-lead' }, ...(caseId && { caseId }), OR: perhapsLeft },
    include: { case: true },
    orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
  });
  const left = tasks.flatMap(task => {
    const absenceId = leftBy(task, matterOf(task.case), { on, absences, people });
    return absenceId === null ? [] : [{ task, absenceId }];
  });
  const known = await db.escalation.findMany({
    where: { onceKey: { in: left.map(it => `nobody ${it.task.key} ${it.absenceId}`) } },
    select: { onceKey: true },
  });
  const fresh = left.filter(it => !known.some(each => each.onceKey === `nobody ${it.task.key} ${it.absenceId}`)).slice(0, MOST);
  let count = 0;
  for (const it of fresh) count += (await escalateOne(db, it, at)) ? 1 : 0;
  if (count > 0) outbox.kick();
  return count;
}

async function escalateOne(db: Deps['db'], { task, absenceId }: { task: Row; absenceId: string }, at: Date): Promise<boolean> {
  return db.$transaction(async tx => {
    // the task was read before: meanwhile it may have been finished, or its case withdrawn
    const it = await lockCase(tx, task.caseId);
    const still = await tx.task.findUnique({ where: { key: task.key }, select: { state: true, assigneeId: true, team: true } });
    if (isOver(it) || still?.state !== 'open' || still.assigneeId !== task.assigneeId || still.team !== task.team) return false;
    const escalationId = await raiseNobody(tx, { ...task, case: it }, { absenceId, at });
    if (escalationId === null) return false;
    await notifyCase(tx, task.caseId);
    await audit(tx, { who: 'system', did: 'case.escalate', at, caseId: task.caseId, data: { taskKey: task.key, escalationId, kind: 'nobody' } });
    return true;
  });
}

/** What an absence, a day or a task changes in a team: who may take which tasks, and what is left to nobody. */
export async function attend(deps: Deps, { team, caseId }: { team: string; caseId?: string }): Promise<void> {
  await deps.db.$transaction(async tx => {
    for (const changed of await refreshStandIns(tx, { team, ...(caseId && { caseId }), at: deps.now() })) await notifyCase(tx, changed);
  });
  await escalateUnattended(deps, { team, ...(caseId && { caseId }) });
}
