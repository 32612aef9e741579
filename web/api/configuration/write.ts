import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { Prisma, type ConfigurationItem } from '../../../prisma/generated/client.ts';
import type { ItemContent, ItemStatus } from '../../contract/configuration.ts';
import { canonical } from '../http/canonical.ts';

/** Why and on what ground something changed, as the history keeps it. */
export type KeptGround = { kind: 'change' | 'event' | 'import' | 'audit'; event?: string | null; code?: string | null };
export type Writing = { by: string; at: Date; why: string | null; ground?: KeptGround };

export const WITH_LINKS = {
  services: { select: { serviceId: true } },
  relations: { select: { type: true, target: { select: { id: true, identifier: true } } } },
} satisfies Prisma.ConfigurationItemInclude;
export type ItemWithLinks = Prisma.ConfigurationItemGetPayload<{ include: typeof WITH_LINKS }>;

/** The fields of an item as the history keeps them; lists in one order, so that the same is the same. */
export type Kept = Record<'identifier' | 'name' | 'type' | 'owner' | 'release' | 'attributes' | 'services' | 'relations', unknown>;

export const keptOf = (it: ItemContent): Kept => ({
  identifier: it.identifier,
  name: it.name,
  type: it.type,
  owner: it.owner || null,
  release: it.release || null,
  attributes: it.attributes,
  services: [...new Set(it.services)].sort(),
  relations: sortRelations(it.relations),
});

export const contentOf = (it: ItemWithLinks): ItemContent => ({
  identifier: it.identifier,
  name: it.name,
  type: it.type,
  owner: it.owner,
  release: it.release,
  attributes: it.attributes as Record<string, unknown>,
  services: it.services.map(one => one.serviceId).sort(),
  relations: sortRelations(it.relations.map(one => ({ type: one.type, to: one.target.identifier }))),
});

const sortRelations = (all: ItemContent['relations']) =>
  [...new Map(all.map(it => [`${it.type} ${it.to.toLowerCase()}`, it])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, it]) => ({ type: it.type, to: it.to }));

const same = (one: unknown, other: unknown) => canonical(one).toLowerCase() === canonical(other).toLowerCase();

/** The fields that differ, with old and new value. Case of identifiers in relations is no difference; of a text it is. */
export function differences(before: Kept, after: Kept): { field: keyof Kept; old: unknown; new: unknown }[] {
  const fields = Object.keys(after) as (keyof Kept)[];
  return fields
    .filter(field => (field === 'relations' ? !same(before[field], after[field]) : canonical(before[field]) !== canonical(after[field])))
    .map(field => ({ field, old: before[field], new: after[field] }));
}

const value = (it: unknown) => (it === null || it === undefined ? Prisma.DbNull : (it as Prisma.InputJsonValue));

/** Lines of the history of one item. */
export const historyOf = (
  itemId: string,
  changed: { field: string; old: unknown; new: unknown }[],
  { by, at, why, ground }: Writing,
): Prisma.ConfigurationChangeCreateManyInput[] =>
  changed.map(it => ({ itemId, field: it.field, old: value(it.old), new: value(it.new), by, at, why, ground: value(ground) }));

/** Ids of items by their identifiers. @throws Problem invalid-form that names what does not exist */
export async function idsOf(tx: Tx, identifiers: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(identifiers.map(it => it.toLowerCase()))];
  const rows = await tx.$queryRaw<{ id: string; identifier: string }[]>`
    SELECT id::text, lower(identifier) AS identifier FROM configuration_item WHERE lower(identifier) = ANY(${wanted})`;
  const ids = new Map(rows.map(row => [row.identifier, row.id]));
  const missing = wanted.filter(it => !ids.has(it));
  if (missing.length > 0)
    throw new Problem(
      'invalid-form',
      'Relations lead to items that are not registered',
      missing.map(message => ({ path: 'relations', code: 'unknown-target', message })),
    );
  return ids;
}

/** Writes a new item, planned, with its links and the first lines of its history. */
export async function insertItem(tx: Tx, it: ItemContent & { id: string; agencyId: string }, writing: Writing): Promise<void> {
  const ids = await idsOf(
    tx,
    it.relations.map(one => one.to),
  );
  const { identifier, name, type, owner, release, attributes, services, relations } = keptOf(it) as ReturnType<typeof keptOf> & ItemContent;
  await tx.configurationItem.create({
    data: {
      id: it.id,
      agencyId: it.agencyId,
      identifier,
      name,
      type,
      owner,
      release,
      attributes: attributes as Prisma.InputJsonObject,
      registeredAt: writing.at,
      statusSince: writing.at,
    },
  });
  await tx.configurationService.createMany({ data: services.map(serviceId => ({ itemId: it.id, serviceId })) });
  await tx.configurationRelation.createMany({ data: relations.map(one => ({ sourceId: it.id, targetId: ids.get(one.to.toLowerCase())!, type: one.type })) });
  const first = [...Object.entries(keptOf(it)).filter(([, now]) => !isEmpty(now)), ['status', 'planned'] as const];
  await tx.configurationChange.createMany({
    data: historyOf(
      it.id,
      first.map(([field, now]) => ({ field, old: null, new: now })),
      writing,
    ),
  });
}

const isEmpty = (it: unknown) => it === null || (typeof it === 'object' && Object.keys(it as object).length === 0);

/** Writes what differs, and the history of it. Returns the fields that changed. */
export async function updateItem(tx: Tx, before: ItemWithLinks, after: ItemContent, writing: Writing): Promise<string[]> {
  const changed = differences(keptOf(contentOf(before)), keptOf(after));
  if (changed.length === 0) return [];
  const { identifier, name, type, owner, release, attributes, services, relations } = keptOf(after) as ReturnType<typeof keptOf> & ItemContent;
  const isChanged = (field: string) => changed.some(it => it.field === field);
  const itemId = before.id;
  if (isChanged('services')) {
    await tx.configurationService.deleteMany({ where: { itemId } });
    await tx.configurationService.createMany({ data: services.map(serviceId => ({ itemId, serviceId })) });
  }
  if (isChanged('relations')) {
    const ids = await idsOf(
      tx,
      relations.map(one => one.to),
    );
    await tx.configurationRelation.deleteMany({ where: { sourceId: itemId } });
    await tx.configurationRelation.createMany({ data: relations.map(one => ({ sourceId: itemId, targetId: ids.get(one.to.toLowerCase())!, type: one.type })) });
  }
  await tx.configurationItem.update({
    where: { id: itemId },
    data: { identifier, name, type, owner, release, attributes: attributes as Prisma.InputJsonObject, version: { increment: 1 } },
  });
  await tx.configurationChange.createMany({ data: historyOf(itemId, changed, writing) });
  return changed.map(it => it.field);
}

/** Another status; its ground has been judged. */
export async function writeStatus(
  tx: Tx,
  it: Pick<ConfigurationItem, 'id' | 'status'>,
  to: ItemStatus,
  writing: Writing & { ground: KeptGround },
): Promise<void> {
  await tx.configurationItem.update({ where: { id: it.id }, data: { status: to, statusSince: writing.at, version: { increment: 1 } } });
  await tx.configurationChange.createMany({ data: historyOf(it.id, [{ field: 'status', old: it.status, new: to }], writing) });
}

/** The item, its row locked until the transaction ends. */
export async function lockItem(tx: Tx, itemId: string): Promise<ItemWithLinks> {
  await tx.$queryRaw`SELECT 1 FROM configuration_item WHERE id = ${itemId}::uuid FOR UPDATE`;
  const found = await tx.configurationItem.findUnique({ where: { id: itemId }, include: WITH_LINKS });
  if (!found) throw new Problem('not-found', `No item ${itemId}`);
  return found;
}

/** @throws Problem invalid-form when somebody has this identifier already, in whichever agency */
export async function refuseTaken(tx: Tx, identifier: string, but: string | null = null): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM configuration_item WHERE lower(identifier) = lower(${identifier})`;
  if (rows.some(row => row.id !== but)) throw taken(identifier);
}

const taken = (identifier: string) =>
  new Problem('invalid-form', 'Somebody has this identifier already', [{ path: 'identifier', code: 'duplicate', message: identifier }]);

/** Two who register the same identifier at the same moment: one of them hears that it is taken. */
export async function orTaken<T>(identifier: string, write: Promise<T>): Promise<T> {
  return write.catch((error: unknown) => {
    const isTwin = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002' && JSON.stringify(error.meta ?? {}).includes('identifier');
    throw isTwin ? taken(identifier) : error;
  });
}
