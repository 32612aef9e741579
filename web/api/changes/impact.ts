import type { CaseDeps } from '../cases/deps.ts';
import { titledService } from '../cases/summaries.ts';
import { countHit, type Hit } from '../configuration/impact.ts';
import type { Configuration } from '../configuration/service.ts';
import type { Change } from '../../../prisma/generated/client.ts';

/** More items than these are not followed: whoever plans such a change looks at the map of P6. */
const MOST_FOLLOWED = 20;

/** M16: the services hit when the items of a change are down, with the open cases of each; by the query of P6. */
export async function impactOf({ db, processes }: Pick<CaseDeps, 'db' | 'processes'>, configuration: Configuration, { items }: Pick<Change, 'items'>) {
  const known = await db.configurationItem.findMany({
    where: { identifier: { in: items } },
    select: { id: true },
    orderBy: { identifier: 'asc' },
    take: MOST_FOLLOWED,
  });
  const through = new Map<string, Set<string>>();
  const hit: Hit = { services: [], runs: [], steps: [] };
  for (const { id } of known) {
    const one = await configuration.impact.hitBy(id);
    for (const [serviceId, names] of one.through) through.set(serviceId, new Set([...(through.get(serviceId) ?? []), ...names]));
    hit.runs.push(...one.hit.runs.filter(run => !hit.runs.some(it => it.processId === run.processId && it.version === run.version)));
  }
  if (through.size === 0) return [];
  const { byService } = await countHit(db, { ...hit, services: [...through.keys()] });
  return [...through]
    .flatMap(([id, names]) => {
      const service = titledService(processes, id);
      return service ? [{ ...service, cases: byService.get(id) ?? 0, through: [...names].sort() }] : [];
    })
    .sort((one, other) => other.cases - one.cases || (one.id < other.id ? -1 : 1));
}
