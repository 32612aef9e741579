import type { Tx } from '../../../../platform/database.ts';
import { differences, keptOf } from '../write.ts';
import type { Judged } from './judge.ts';

const CHUNK = 5000;
const low = (it: string) => it.toLowerCase();

/** Rows go over as one JSON: a statement for thousands of them, without a parameter for each value. */
async function inChunks<T>(all: T[], write: (rows: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += CHUNK) await write(JSON.stringify(all.slice(from, from + CHUNK)));
}

const isEmpty = (it: unknown) => it === null || (typeof it === 'object' && Object.keys(it as object).length === 0);

type Order = { ids: Map<string, string>; agencyId: string; newId(): string; by: string; at: Date; why: string };

/** Writes thousands of items in a few dozen statements, in the caller's transaction: all of them or none. `ids`: of everything that relations may lead to. */
export async function writeJudged(tx: Tx, rows: Judged[], { ids, agencyId, newId, ...writing }: Order): Promise<void> {
  const [added, changed] = [rows.filter(it => it.verdict === 'add'), rows.filter(it => it.verdict === 'change')];
  for (const it of added) ids.set(low(it.content.identifier), newId());
  const idOf = (identifier: string) => ids.get(low(identifier))!;
  const rowOf = ({ content: it, status }: Judged) => ({
    id: idOf(it.identifier),
    identifier: it.identifier,
    name: it.name,
    type: it.type,
    status,
    owner: it.owner || null,
    release: it.release || null,
    attributes: it.attributes,
  });
  await inChunks(added.map(rowOf), json => insertItems(tx, json, agencyId, writing.at));
  await inChunks(changed.map(rowOf), json => updateItems(tx, json));
  const written = [...added, ...changed].map(({ content }) => ({ id: idOf(content.identifier), kept: keptOf(content) }));
  await inChunks(
    written.flatMap(({ id, kept }) => (kept.services as string[]).map(service => ({ id, service }))),
    json =>
      tx.$executeRaw`INSERT INTO configuration_service (item_id, service_id) SELECT id, service FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid, service text)`,
  );
  await inChunks(
    written.flatMap(({ id, kept }) => (kept.relations as { type: string; to: string }[]).map(({ type, to }) => ({ id, target: idOf(to), type }))),
    json =>
      tx.$executeRaw`INSERT INTO configuration_relation (source_id, target_id, type) SELECT id, target, type FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid, target uuid, type text)`,
  );
  await inChunks(historyOf(added, changed, idOf), json => insertHistory(tx, json, writing));
}

const insertItems = (tx: Tx, json: string, agencyId: string, at: Date) => tx.$executeRaw`
  INSERT INTO configuration_item (id, agency_id, identifier, name, type, status, status_since, owner, "release", attributes, registered_at)
  SELECT id, ${agencyId}, identifier, name, type, status, ${at}, owner, "release", attributes, ${at}
  FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid, identifier text, name text, type text, status text, owner text, "release" text, attributes jsonb)`;

/** The rest of an item, and none of its links: they are written anew. */
async function updateItems(tx: Tx, json: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE configuration_item item SET identifier = it.identifier, name = it.name, type = it.type, owner = it.owner, "release" = it."release", attributes = it.attributes, version = item.version + 1
    FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid, identifier text, name text, type text, owner text, "release" text, attributes jsonb)
    WHERE item.id = it.id`;
  await tx.$executeRaw`DELETE FROM configuration_service WHERE item_id IN (SELECT id FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid))`;
  await tx.$executeRaw`DELETE FROM configuration_relation WHERE source_id IN (SELECT id FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid))`;
}

const insertHistory = (tx: Tx, json: string, { by, at, why }: Pick<Order, 'by' | 'at' | 'why'>) => tx.$executeRaw`
  INSERT INTO configuration_change (item_id, field, old, new, "by", at, why, ground)
  SELECT id, field, old, new, ${by}, ${at}, ${why}, '{"kind": "import"}'::jsonb
  FROM jsonb_to_recordset(${json}::jsonb) AS it (id uuid, field text, old jsonb, new jsonb)`;

function historyOf(added: Judged[], changed: Judged[], idOf: (identifier: string) => string) {
  const first = added.flatMap(({ content, status }) =>
    [...Object.entries(keptOf(content)).filter(([, now]) => !isEmpty(now)), ['status', status] as const].map(([field, now]) => ({
      id: idOf(content.identifier),
      field,
      old: null,
      new: now,
    })),
  );
  const later = changed.flatMap(({ content, existing }) => differences(keptOf(existing!.content), keptOf(content)).map(it => ({ id: existing!.id, ...it })));
  return [...first, ...later];
}
