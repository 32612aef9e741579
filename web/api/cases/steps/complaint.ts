import { notifyCase } from '../../../../platform/notify.ts';
import type { Tx } from '../../../../platform/database.ts';
import type { Case } from '../../../../prisma/generated/client.ts';
import { raise } from '../../escalations/raise.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { OWNER } from '../owner.ts';
import { isEnding, isOpen } from '../status.ts';

/**
 * Who examines a complaint (PROCESSES §1.3): the agency that was given it, as long as somebody there is not complained of; else the
 * front office. One about handling goes to management and is a hierarchical escalation of the case complained about as well.
 */
export async function routeComplaint({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const team = (await hasExaminer(tx, found)) ? (found.team ?? found.holder) : OWNER;
  if (team !== found.team) {
    await tx.case.update({ where: { id: caseId }, data: { team, version: { increment: 1 } } });
    await tx.escalation.create({ data: { caseId, type: 'functional', from: found.team ?? found.holder, to: team, reason: 'complained-of', at: now() } });
  }
  if (found.aboutCaseId) await escalateAbout(tx, found, now());
  return { team };
}

/** Somebody of the team who may do the work: management for a complaint about handling, else any specialist; never the one complained of. */
async function hasExaminer(tx: Tx, { team, holder, complainedOf, aboutCaseId }: Case): Promise<boolean> {
  const roles = aboutCaseId ? ['team-lead'] : ['specialist', 'team-lead', 'kac-specialist'];
  const where = { agencyId: team ?? holder, roles: { hasSome: roles }, id: { notIn: complainedOf } };
  return (await tx.userAccount.count({ where, take: 1 })) > 0;
}

/**
 * The words stay with the complaint: whoever leads the team of that case finds them through the link. Where nobody leads it but those
 * complained of, the front office’s lead decides.
 */
async function escalateAbout(tx: Tx, complaint: Case, at: Date): Promise<void> {
  const about = await lockCase(tx, complaint.aboutCaseId!);
  if (!isOpen(about.status) || isEnding(about) || about.status === 'submitted') return;
  const led = about.team ?? about.owner;
  const others = { agencyId: led, roles: { has: 'team-lead' }, id: { notIn: complaint.complainedOf } };
  const team = (await tx.userAccount.count({ where: others, take: 1 })) > 0 ? led : about.owner;
  const onceKey = `complaint ${complaint.id}`;
  await raise(tx, { it: about, kind: 'complaint', from: null, reason: null, linkedCaseId: complaint.id, onceKey, team, at });
  await notifyCase(tx, about.id);
}
