import { servicesOf } from '../../../processes/load.ts';
import { Problem } from '../../../platform/problem.ts';
import type { listServiceItems } from '../../contract/configuration.ts';
import type { Text } from '../../contract/words.ts';
import type { UseCase } from '../http/bind.ts';
import { lacksOf } from './lacks.ts';
import { itemsVisibleTo, mayListItems, maySeeItem } from './policy.ts';
import { presentLine } from './present.ts';
import { LINE, lineWords, type Readers } from './read.ts';
import type { NeedyStep, NeedySteps } from './steps.ts';

/** P6.2 and P6.3: services and what they rest on. */
export function makeServiceItems(deps: Readers & { steps: NeedySteps }) {
  const { db, processes, steps } = deps;

  async function read() {
    const newest = await steps.newest();
    const words = await lineWords(deps);
    const identifiers = [...new Set(newest.map(it => it.identifier.toLowerCase()))];
    const found = await db.$queryRaw<{ id: string }[]>`SELECT id::text FROM configuration_item WHERE lower(identifier) = ANY(${identifiers})`;
    const rows = await db.configurationItem.findMany({
      where: { OR: [{ services: { some: {} } }, { id: { in: found.map(it => it.id) } }] },
      include: LINE,
      orderBy: { identifier: 'asc' },
    });
    const byIdentifier = new Map(rows.map(row => [row.identifier.toLowerCase(), row]));
    const services = servicesOf(processes).map(({ id, description }) => {
      const items = rows.filter(row => row.services.some(it => it.serviceId === id));
      const named = group(newest.filter(it => it.processId === id)).map(it => ({ ...it, item: byIdentifier.get(it.identifier.toLowerCase()) ?? null }));
      return { id, description, items, named, lacks: lacksOf({ items, named }), needsItems: words.plan(description.holder).servicesNeedItems };
    });
    return { services, words };
  }

  const list: UseCase<typeof listServiceItems> = async ({ agency }, { user }) => {
    if (!mayListItems(user)) throw new Problem('not-permitted', 'Items are for those who work in agencies');
    const { services, words } = await read();
    const all = Object.keys(itemsVisibleTo(user)).length === 0;
    const mine = services.filter(it => (agency ? it.description.holder === agency : true) && (all || it.description.holder === user.agencyId));
    const line = (row: Parameters<typeof presentLine>[0]) => presentLine(maySeeItem(user, row) ? row : { ...row, owner: null }, words);
    return {
      services: mine.map(it => ({
        id: it.id,
        title: it.description.title,
        holder: words.agency(it.description.holder),
        items: it.items.map(line),
        named: it.named.map(one => ({ ...one, item: one.item && line(one.item) })),
        lacks: it.lacks,
        needsItems: it.needsItems,
      })),
    };
  };

  return { list };
}

/** One line an identifier, with the steps that name it. */
function group(steps: NeedyStep[]): { identifier: string; steps: Text[] }[] {
  const found = new Map<string, { identifier: string; steps: Text[] }>();
  for (const { identifier, title } of steps) {
    const key = identifier.toLowerCase();
    const known = found.get(key) ?? { identifier, steps: [] };
    found.set(key, { ...known, steps: [...known.steps, title] });
  }
  return [...found.values()];
}
