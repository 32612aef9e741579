import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import type { Incident } from '../../../prisma/generated/client.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase, serviceOf } from '../cases/find.ts';
import { recordEvent, sendNotice } from '../cases/record.ts';
import { acceptCase } from '../cases/steps/execution.ts';
import { linkCases } from '../links/link.ts';
import { gatherLike } from '../problems/gather.ts';
import { tell } from '../staff-notices/tell.ts';

type Of = { caseId: string };

/** A case opened again is out of order again: what was restored then is not now. What was tried stays. */
const AGAIN = { state: 'open', restoredAt: null, resolution: null, verifiedBy: null, causeRemoved: null, usedWorkaround: null, parentId: null };

/** P3.1: the incident is on record with its priority; what is like it is gathered anew, for its service may have become known since. */
export async function openIncident({ caseId }: Of, { tx, now, newId }: StepDeps) {
  const { priority } = await lockCase(tx, caseId);
  await tx.incident.updateMany({ where: { caseId, state: 'restored' }, data: AGAIN });
  await gatherLike(tx, caseId, { at: now(), newId });
  return { priority };
}

/** A major incident (PROCESSES P3, "Rules"): those who lead the agency and the front office, and the service's manager, are told at once. */
export async function tellManagement({ caseId }: Of, { tx, now }: StepDeps) {
  await declareMajor(tx, caseId, { at: now(), by: null });
  return {};
}

/** Once, whoever declares it: the second time nobody is told again. */
export async function declareMajor(tx: Tx, caseId: string, { at, by }: { at: Date; by: string | null }): Promise<boolean> {
  const it = await lockCase(tx, caseId);
  const { count } = await tx.incident.updateMany({ where: { caseId, majorAt: null }, data: { majorAt: at } });
  if (count === 0) return false;
  const agencies = [...new Set([it.holder, it.owner, it.team ?? it.holder])];
  const where = { agencyId: { in: agencies }, roles: { hasSome: ['team-lead', 'service-manager'] } };
  const managers = await tx.userAccount.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } });
  for (const { id } of managers) await tell(tx, { userId: id, name: 'major-incident', caseId, taskKey: null, byId: by ?? 'system', words: null, at });
  await recordEvent(tx, { caseId, name: 'incident-major', at, actor: by, data: { told: managers.length }, public: false });
  await notifyCase(tx, caseId);
  return true;
}

/** P3.1: the same as an open incident. The child waits; should its parent be restored already, it goes on at once. */
export async function attachChild({ caseId }: Of, deps: StepDeps) {
  const { tx, now } = deps;
  const child = await tx.incident.findUniqueOrThrow({ where: { caseId } });
  const it = await lockCase(tx, caseId);
  if (it.status === 'handed_over') await acceptCase({ caseId }, deps);
  if (!child.parentId) {
    // the parent has let go meanwhile
    await freeChild(tx, caseId);
    return {};
  }
  const parent = await lockCase(tx, child.parentId);
  const { state } = await tx.incident.findUniqueOrThrow({ where: { caseId: parent.id } });
  await linkCases(tx, { caseId, otherId: parent.id, type: 'same-incident', by: child.attachedBy, at: now() });
  await recordEvent(tx, { caseId, name: 'incident-attached', at: now(), actor: child.attachedBy, data: { code: parent.code }, public: false });
  await recordEvent(tx, { caseId: parent.id, name: 'incident-child-attached', at: now(), actor: child.attachedBy, data: { code: it.code }, public: false });
  if (state === 'restored') await say(tx, 'incident-restored', caseId);
  return {};
}

const say = (tx: Tx, name: 'incident-restored' | 'incident-detached', caseId: string) =>
  publish(tx, { caseId, name, correlationKey: caseId, messageId: `${name}-${caseId}`, timeToLiveMs: SAID_TTL_MS, variables: {} });

/** It was another trouble: the child is investigated by itself. */
export async function freeChild(tx: Tx, caseId: string): Promise<void> {
  await tx.incident.update({ where: { caseId }, data: { parentId: null, attachedAt: null, attachedBy: null } });
  await tx.caseLink.deleteMany({ where: { caseId, type: 'same-incident', removedAt: null } });
  await say(tx, 'incident-detached', caseId);
}

/** Nothing was wrong with the parent, or it has ended without being restored: nobody waits for it any longer. */
export async function freeChildren(tx: Tx, parentId: string): Promise<void> {
  const children = await tx.incident.findMany({ where: { parentId, restoredAt: null }, orderBy: { caseId: 'asc' }, select: { caseId: true } });
  for (const { caseId } of children) await freeChild(tx, caseId);
}

/** P3.3: restored, and its applicant is told (N7). Restoring comes before the cause: whether that is removed too is asked afterwards. */
export async function recordRestored({ caseId }: Of, { tx, now, processes }: StepDeps) {
  const it = await lockCase(tx, caseId);
  const incident = await tx.incident.findUniqueOrThrow({ where: { caseId }, include: { parent: true } });
  if (incident.state === 'restored') return {};
  const at = now();
  const { resolution, restoredAt } = result(incident, at);
  const by = incident.verifiedBy ?? incident.parent?.verifiedBy ?? null;
  await tx.incident.update({ where: { caseId }, data: { state: 'restored', resolution, restoredAt, verifiedBy: by } });
  await recordEvent(tx, { caseId, name: 'service-restored', at, actor: by, data: { restoredAt: restoredAt.toISOString() } });
  if (!it.clientId) return {};
  if (resolution) await tx.caseMessage.create({ data: { caseId, direction: 'to-client', body: resolution, senderName: 'KAC', at } });
  const service = serviceOf(processes, it.serviceId)?.description.title ?? { lv: '', en: '' };
  await sendNotice(tx, { caseId, notice: 'N7', at, data: { code: it.code, service } });
  return {};
}

/** What the parent's people wrote is what the child's applicant gets. */
const result = (it: Incident & { parent: Incident | null }, at: Date) => ({
  resolution: it.resolution ?? it.parent?.resolution ?? null,
  restoredAt: it.restoredAt ?? it.parent?.restoredAt ?? at,
});

/** P3.4, M8: every child hears once that its parent is restored; each then tells its own applicant and is closed by itself. */
export async function tellChildren({ caseId }: Of, { tx, now }: StepDeps) {
  await lockCase(tx, caseId); // a child that is being attached waits until this is done, and then sees that its parent is restored
  const children = await tx.incident.findMany({
    where: { parentId: caseId, state: { not: 'restored' } },
    orderBy: { caseId: 'asc' },
    select: { caseId: true },
  });
  for (const child of children) await say(tx, 'incident-restored', child.caseId);
  if (children.length > 0) await recordEvent(tx, { caseId, name: 'incident-children-told', at: now(), data: { told: children.length }, public: false });
  return { told: children.length };
}
