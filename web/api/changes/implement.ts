import type { Tx } from '../../../platform/database.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { Change, Prisma } from '../../../prisma/generated/client.ts';
import type { ItemStatus } from '../../contract/configuration.ts';
import { readChange } from '../configuration/ground.ts';
import { faultOfStatus } from '../configuration/policy.ts';
import { writeStatus } from '../configuration/write.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { OWNER } from '../cases/owner.ts';
import { recordEvent } from '../cases/record.ts';
import { tell } from '../staff-notices/tell.ts';
import { setChangeStatus } from './steps.ts';

type Of = { caseId: string };
/** A status asked for when the change was brought in; `fault`: why the register of P6 did not take it. */
export type ItemSet = { identifier: string; to: ItemStatus; by: string; fault?: string | null };

/** P5.7: those whose services are interrupted hear of it before it begins: the front office, who leads the agencies affected, and the applicant. */
export async function announceInterruption({ caseId }: Of, { tx, now, processes }: StepDeps) {
  await lockCase(tx, caseId);
  const change = await tx.change.findUniqueOrThrow({ where: { caseId } });
  if (!change.interruption) return {};
  const at = now();
  const holders = servicesOf(processes)
    .filter(it => change.services.includes(it.id))
    .map(it => it.description.holder);
  const agencies = [...new Set([OWNER, change.holder, ...holders])];
  const people = await tx.userAccount.findMany({
    where: {
      OR: [
        { agencyId: { in: agencies }, roles: { hasSome: ['team-lead', 'service-manager'] } },
        { agencyId: OWNER, roles: { has: 'kac-specialist' } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of people)
    await tell(tx, { userId: id, name: 'change-interruption', caseId, taskKey: null, byId: 'system', words: change.interruption, at });
  await recordEvent(tx, {
    caseId,
    name: 'change-interruption',
    at,
    data: { startAt: change.plannedStart?.toISOString() ?? null, endAt: change.plannedEnd?.toISOString() ?? null, told: people.length },
  });
  return {};
}

/** P5.7: the change is in. M15: items it touched get their status, on the ground of this change; one that may not is left, and said. */
export async function recordImplemented({ caseId }: Of, { tx, now }: StepDeps) {
  const it = await lockCase(tx, caseId);
  const found = await tx.change.findUniqueOrThrow({ where: { caseId } });
  const at = now();
  if (found.status === 'implemented') return {};
  const set: ItemSet[] = [];
  for (const asked of found.itemsSet as unknown as ItemSet[]) set.push({ ...asked, fault: await setItem(tx, asked, { code: it.code, found, at }) });
  await setChangeStatus(tx, found, 'implemented', at, { implementedAt: at, itemsSet: set as unknown as Prisma.InputJsonArray });
  const done = set.filter(each => !each.fault).length;
  await recordEvent(tx, { caseId, name: 'change-implemented', at, data: { items: done, left: set.length - done } });
  return {};
}

async function setItem(tx: Tx, { identifier, to, by }: ItemSet, { code, found, at }: { code: string; found: Change; at: Date }): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM configuration_item WHERE identifier = ${identifier} FOR UPDATE`;
  if (!row) return 'gone';
  const item = await tx.configurationItem.findUniqueOrThrow({ where: { id: row.id } });
  if (item.status === to) return null;
  const change = await readChange(tx, code);
  const fault = faultOfStatus({ agencyId: item.agencyId, from: item.status as ItemStatus, to }, { kind: 'change', change });
  if (fault) return fault;
  await writeStatus(tx, item, to, { by, at, why: found.why, ground: { kind: 'change', code } });
  return null;
}
