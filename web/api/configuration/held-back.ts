import type { Db, Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { servicesOf, type Process } from '../../../processes/load.ts';
import { readPlans } from './plan.ts';
import { lacksOf } from './lacks.ts';
import { newestSteps } from './steps.ts';

/**
 * P6.3: ids of services that their holder does not offer until the items they rest on are registered and in use. None, unless a holder's
 * plan asks for it: then the catalogue does not show them, and nobody applies for them.
 */
export async function heldBack(tx: Tx | Db, processes: Process[], now: Date): Promise<Set<string>> {
  const plan = await readPlans(tx, localDate(now));
  const asking = servicesOf(processes).filter(it => plan(it.description.holder).servicesNeedItems);
  if (asking.length === 0) return new Set();
  const ids = new Set(asking.map(it => it.id));
  const steps = (await newestSteps(processes)).filter(it => ids.has(it.processId));
  const linked = await tx.configurationService.findMany({
    where: { serviceId: { in: [...ids] } },
    select: { serviceId: true, item: { select: { status: true } } },
  });
  const wanted = [...new Set(steps.map(it => it.identifier.toLowerCase()))];
  const found = await tx.$queryRaw<{ identifier: string; status: string }[]>`
    SELECT lower(identifier) AS identifier, status FROM configuration_item WHERE lower(identifier) = ANY(${wanted})`;
  const byIdentifier = new Map(found.map(it => [it.identifier, it]));
  const lacks = (id: string) =>
    lacksOf({
      items: linked.filter(it => it.serviceId === id).map(it => it.item),
      named: steps.filter(it => it.processId === id).map(it => ({ item: byIdentifier.get(it.identifier.toLowerCase()) ?? null })),
    });
  return new Set([...ids].filter(id => lacks(id).length > 0));
}
