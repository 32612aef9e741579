import { localDate } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Role } from '../../contract/words.ts';
import { mayWorkOn } from '../tasks/policy.ts';
import { absencesOn, matterOf } from './load.ts';
import { absenceOn, whoActsFor } from './who-acts.ts';

type Work = { team: string; role: string; notFor: readonly string[]; case: { kind: string; serviceId: string | null; complainedOf: string[] } };

/** Who gets a task that is meant for somebody: them, or, "B for A", whoever stands in for them today. */
export type Receiver = {
  assigneeId: string | null;
  onBehalfOfId: string | null;
  forId: string | null;
  /** Id of the absence that leaves nobody. */ nobodyDuring: string | null;
};

/**
 * The person meant, or their substitute (F12). A substitute who may not do this work counts as nobody: standing in gives no rights.
 * With nobody left the task is the team's, and the caller escalates.
 */
export async function receiverOf(tx: Tx, toId: string, { team, role, notFor, case: it }: Work, at: Date): Promise<Receiver> {
  const [on, matter] = [localDate(at), matterOf(it)];
  const absences = await absencesOn(tx, [team], on);
  const { personId, chain } = whoActsFor(toId, on, matter, absences);
  if (personId === toId) return { assigneeId: toId, onBehalfOfId: null, forId: null, nobodyDuring: null };
  const substitute = personId === null ? null : await tx.userAccount.findUnique({ where: { id: personId } });
  if (
    substitute &&
    mayWorkOn({ id: substitute.id, roles: substitute.roles as Role[], agencyId: substitute.agencyId }, { team, role, complainedOf: it.complainedOf, notFor })
  )
    return { assigneeId: substitute.id, onBehalfOfId: toId, forId: toId, nobodyDuring: null };
  const last = personId === null ? chain.at(-1)! : toId;
  return { assigneeId: null, onBehalfOfId: null, forId: toId, nobodyDuring: absenceOn(last, on, matter, absences)?.id ?? null };
}

/**
 * Reckons anew who may take the tasks of those of a team who are away today, and of those who are back; of one case, or of all. The
 * lists read it from the task: who acts for whom is asked here and nowhere else.
 * @returns the cases whose tasks have changed
 */
export async function refreshStandIns(tx: Tx, { team, caseId, at }: { team: string; caseId?: string; at: Date }): Promise<string[]> {
  const on = localDate(at);
  const absences = await absencesOn(tx, [team], on);
  const awayIds = [...new Set(absences.map(it => it.userId))];
  const tasks = await tx.task.findMany({
    where: { state: 'open', team, ...(caseId && { caseId }), OR: [{ assigneeId: { in: awayIds } }, { standInId: { not: null } }] },
    select: { key: true, caseId: true, assigneeId: true, standInId: true, case: { select: { kind: true, serviceId: true } } },
    orderBy: { key: 'asc' },
  });
  const changed = tasks.flatMap(task => {
    const { personId } = whoActsFor(task.assigneeId ?? '', on, matterOf(task.case), absences);
    const standInId = personId === task.assigneeId || task.assigneeId === null ? null : personId;
    return standInId === task.standInId ? [] : [{ ...task, standInId }];
  });
  for (const standInId of new Set(changed.map(it => it.standInId))) {
    const keys = changed.filter(it => it.standInId === standInId).map(it => it.key);
    await tx.task.updateMany({ where: { key: { in: keys }, state: 'open' }, data: { standInId } });
  }
  return [...new Set(changed.map(it => it.caseId))];
}
