import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { ConfigurationItem, Prisma } from '../../../prisma/generated/client.ts';
import type { changeItemStatus, editItem, ItemContent, ItemStatus, registerItem } from '../../contract/configuration.ts';
import type { Tx } from '../../../platform/database.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { faultsOfContent } from './check.ts';
import { refuseUngrounded } from './ground.ts';
import { correctFinding } from './finding.ts';
import { lockConfiguration, readPlan } from './plan.ts';
import { itemsVisibleTo, mayChangeStatus, mayEditItem, mayEditItems } from './policy.ts';
import { insertItem, lockItem, orTaken, refuseTaken, updateItem, writeStatus } from './write.ts';

export type ItemDeps = Pick<CaseDeps, 'db' | 'now' | 'newId' | 'processes'>;

/** @throws Problem invalid-form with every fault of an item by its agency's plan of today */
async function refuseFaulty(tx: Tx, agencyId: string, content: ItemContent, { processes, now }: ItemDeps): Promise<void> {
  const plan = await readPlan(tx, agencyId, localDate(now()));
  const faults = faultsOfContent(content, plan, new Set(servicesOf(processes).map(it => it.id)));
  if (faults.length > 0) throw new Problem('invalid-form', 'The item is not as the plan says', faults);
}

/** The item, if this person may see it. */
export async function findItem(tx: Tx, itemId: string, user: User): Promise<ConfigurationItem> {
  const found = await tx.configurationItem.findFirst({ where: { AND: [{ id: itemId }, itemsVisibleTo(user)] } });
  if (!found) throw new Problem('not-found', `No item ${itemId}`);
  return found;
}

/** To register, correct and account for items: P6.3, P6.4, P6.6. */
export function makeItemChanges(deps: ItemDeps) {
  const { db, now, newId } = deps;

  const register: UseCase<typeof registerItem> = async ({ why, ...content }, { user, once }) => {
    const { agencyId } = user;
    if (!agencyId || !mayEditItems(user, agencyId)) throw new Problem('not-permitted', 'Level 2 and the holder register items of their agency');
    return orTaken(
      content.identifier,
      once(async tx => {
        await lockConfiguration(tx, agencyId);
        await refuseFaulty(tx, agencyId, content, deps);
        await refuseTaken(tx, content.identifier);
        const [id, at] = [newId(), now()];
        await insertItem(tx, { ...content, id, agencyId }, { by: user.id, at, why });
        await audit(tx, { who: user.id, did: 'configuration.register', at, data: { itemId: id } });
        return { id };
      }),
    );
  };

  const edit: UseCase<typeof editItem> = async ({ itemId, why, findingId, version, ...content }, { user, once }) => {
    const { agencyId } = await findItem(db, itemId, user);
    return orTaken(
      content.identifier,
      once(async tx => {
        await lockConfiguration(tx, agencyId);
        const before = await lockItem(tx, itemId);
        if (!mayEditItem(user, before))
          throw new Problem('not-permitted', 'Level 2 and the holder keep the items of their agency; what is retired stays as it was');
        if (before.version !== version) throw new Problem('state-conflict', `Version is ${before.version}`);
        await refuseFaulty(tx, agencyId, content, deps);
        await refuseTaken(tx, content.identifier, itemId);
        const at = now();
        const changed = await updateItem(tx, before, content, { by: user.id, at, why, ...(findingId && { ground: { kind: 'audit' as const } }) });
        if (findingId) await correctFinding(tx, { lineId: findingId, itemId, correction: why, by: user.id, at });
        if (changed.length > 0 || findingId) await audit(tx, { who: user.id, did: 'configuration.edit', at, data: { itemId, changed } });
        const after = await tx.configurationItem.findUniqueOrThrow({ where: { id: itemId }, select: { version: true } });
        return { version: after.version, changed };
      }),
    );
  };

  const changeStatus: UseCase<typeof changeItemStatus> = async ({ itemId, status, ground, version }, { user, once }) => {
    await findItem(db, itemId, user);
    return once(async tx => {
      const it = await lockItem(tx, itemId);
      if (!mayChangeStatus(user, it)) throw new Problem('not-permitted', 'Level 2 and the holder account for the items of their agency');
      if (it.version !== version) throw new Problem('state-conflict', `Version is ${it.version}`);
      await refuseUngrounded(tx, { agencyId: it.agencyId, from: it.status as ItemStatus, to: status }, ground);
      const at = now();
      const kept = { kind: ground.kind, event: ground.kind === 'event' ? ground.event : null, code: ground.code };
      await writeStatus(tx, it, status, { by: user.id, at, why: ground.reason, ground: kept });
      await audit(tx, { who: user.id, did: 'configuration.status', at, data: { itemId, from: it.status, to: status, ground: kept } });
      return { version: it.version + 1 };
    });
  };

  return { register, edit, changeStatus };
}

/** The condition of a list: right, then what is looked for. */
export function whereOf(
  user: User,
  {
    q,
    agency,
    type,
    status,
    service,
    lacks,
  }: {
    q?: string | undefined;
    agency?: string | undefined;
    type?: string | undefined;
    status?: ItemStatus | undefined;
    service?: string | undefined;
    lacks?: 'owner' | 'service' | undefined;
  },
): Prisma.ConfigurationItemWhereInput {
  const words = q ? { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const } : undefined;
  return {
    AND: [
      itemsVisibleTo(user),
      agency ? { agencyId: agency } : {},
      type ? { type } : {},
      status ? { status } : {},
      service ? { services: { some: { serviceId: service } } } : {},
      words ? { OR: [{ identifier: words }, { name: words }, { owner: words }] } : {},
      lacks === 'owner' ? { owner: null } : {},
      lacks === 'service' ? { services: { none: {} } } : {},
    ],
  };
}
