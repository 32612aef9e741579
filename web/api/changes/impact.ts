import type { CaseDeps } from '../cases/deps.ts';
import { titledService } from '../cases/summaries.ts';
import { countHit } from '../configuration/impact.ts';
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
  const { through, hit } = await configuration.impact.hitBy(known.map(it => it.id));
  if (through.size === 0) return [];
  const { byService } = await countHit(db, hit);
  return [...through]
    .flatMap(([id, names]) => {
      const service = titledService(processes, id);
      return service ? [{ ...service, cases: byService.get(id) ?? 0, through: [...names].sort() }] : [];
    })
    .sort((one, other) => other.cases - one.cases || (one.id < other.id ? -1 : 1));
}
