import type { z } from 'zod';
import { servicesOf, type Process } from '../../../processes/load.ts';
import type { ConfigurationItem } from '../../../prisma/generated/client.ts';
import type { PlanData } from '../../contract/configuration-plan.ts';
import type { itemLine } from '../../contract/configuration.ts';
import type { Text } from '../../contract/words.ts';
import type { Titled } from '../cases/directory.ts';

export type ItemLine = z.input<typeof itemLine>;
export type LineRow = Pick<ConfigurationItem, 'id' | 'identifier' | 'name' | 'agencyId' | 'type' | 'status' | 'owner'> & { services: { serviceId: string }[] };
/** What lines are made of beside the row. */
export type LineWords = { agency(id: string): Titled; plan(agencyId: string): PlanData; service(id: string): Titled };

const plain = (id: string): Text => ({ lv: id, en: id });

/** Titles of services; a service whose folder has gone goes by its id. */
export function serviceTitles(processes: Process[]): (id: string) => Titled {
  const titles = new Map(servicesOf(processes).map(it => [it.id, it.description.title]));
  return id => ({ id, title: titles.get(id) ?? plain(id) });
}

export function presentLine(row: LineRow, { agency, plan, service }: LineWords): ItemLine {
  const type = plan(row.agencyId).types.find(it => it.id === row.type);
  return {
    id: row.id,
    identifier: row.identifier,
    name: row.name,
    agency: agency(row.agencyId),
    type: { id: row.type, title: type?.title ?? plain(row.type) },
    status: row.status as ItemLine['status'],
    owner: row.owner,
    services: row.services.map(it => service(it.serviceId)),
  };
}

/** How a relation is said from either end. */
export function relationWords(plan: PlanData, type: string): { out: Text; back: Text } {
  const found = plan.relations.find(it => it.id === type);
  return found ? { out: found.out, back: found.back } : { out: plain(type), back: plain(type) };
}
