import { randomUUID } from 'node:crypto';
import { loadProcesses } from '../../processes/load.ts';
import type { DeskApi } from './desk-api.ts';
import type { Things } from './desk-things.ts';
import { quantile } from './compare.ts';

const RACK = 'bench-rack';
const ASKED = 10;
/** A step of a diagram that cases stand at, and the name of the item it is made to need. */
const STEP = { process: 'request', element: 'Task_Answer', item: 'bench-answers' };

export type Impact = { item: string; services: number; cases: number; people: number; same: boolean; p50Ms: number; mostMs: number; ownMs: number };

/**
 * Issue 5, "must be true" 3: an item is down; whom it hits is asked of the API and of a query written from the words alone, over the whole
 * country. A rack carries a server, the server three systems: of one service, of forty, and of all; a fourth is named by a step of a
 * running diagram. What the bench adds it takes away again.
 */
export async function impactOf(api: DeskApi, { people }: Things, say: (line: string) => void): Promise<Impact[]> {
  const items = await addItems(api);
  try {
    say(`\n${'an item is down'.padEnd(30)} services    cases   people   as by hand    p50 ms   most ms   by hand ms`);
    const found: Impact[] = [];
    for (const it of items) {
      const impact = await compared(api, people['auditor']!, it);
      found.push(impact);
      say(
        `${it.name.padEnd(30)} ${String(impact.services).padStart(8)} ${String(impact.cases).padStart(8)} ${String(impact.people).padStart(8)}   ${(impact.same ? 'yes' : 'NO').padEnd(10)} ${impact.p50Ms.toFixed(0).padStart(9)} ${impact.mostMs.toFixed(0).padStart(9)} ${impact.ownMs.toFixed(0).padStart(12)}`,
      );
    }
    return found;
  } finally {
    await removeItems(api);
  }
}

type Down = { id: string; name: string; services: string[]; runs: boolean };

async function addItems({ sql }: DeskApi): Promise<Down[]> {
  await removeItems({ sql });
  const services = (await sql<{ id: string }[]>`SELECT service_id AS id FROM "case" WHERE service_id IS NOT NULL GROUP BY 1 ORDER BY 1`).map(it => it.id);
  const bpmn = (await loadProcesses()).find(it => it.id === STEP.process)!.bpmn;
  const place = bpmn.indexOf('<zeebe:properties>', bpmn.indexOf(`id="${STEP.element}"`)) + '<zeebe:properties>'.length;
  const needy = `${bpmn.slice(0, place)}<zeebe:property name="items" value="${STEP.item}" />${bpmn.slice(place)}`;
  await sql`INSERT INTO process_version (process_id, version, definition_key, bpmn, deployed_at) VALUES (${STEP.process}, 1, 'bench', ${needy}, now())`;
  const down = (name: string, some: string[], runs = false): Down => ({ id: randomUUID(), name, services: some, runs });
  const systems = [down('bench-one', services.slice(0, 1)), down('bench-forty', services.slice(0, 40)), down('bench-all', services), down(STEP.item, [], true)];
  const [server, rack] = [down('bench-server', services, true), down(RACK, services, true)];
  for (const { id, name } of [...systems, server, rack])
    await sql`INSERT INTO configuration_item (id, agency_id, identifier, name, type, status, status_since, registered_at)
      VALUES (${id}, 'vsaa', ${name}, ${name}, 'information-system', 'in-use', now(), now())`;
  for (const { id, services: some } of systems)
    for (const service of some) await sql`INSERT INTO configuration_service (item_id, service_id) VALUES (${id}, ${service})`;
  for (const { id } of systems) await sql`INSERT INTO configuration_relation (source_id, target_id, type) VALUES (${id}, ${server.id}, 'runs-on')`;
  await sql`INSERT INTO configuration_relation (source_id, target_id, type) VALUES (${server.id}, ${rack.id}, 'runs-on')`;
  return [...systems, rack];
}

async function removeItems({ sql }: Pick<DeskApi, 'sql'>): Promise<void> {
  await sql`DELETE FROM configuration_item WHERE identifier LIKE 'bench-%'`;
  await sql`DELETE FROM process_version WHERE definition_key = 'bench'`;
}

/** Written from the words, not from the code: open cases of these services, and those whose request still runs. */
const byHand = ({ sql }: DeskApi, { services, runs }: Down) => sql<{ id: string; client: string | null }[]>`
  SELECT c.id, c.client_id AS client FROM "case" c WHERE c.status <> 'done' AND c.status <> 'closed' AND (
    coalesce(c.service_id, '') IN ${sql(services.length > 0 ? services : ['-'])}
    OR (${runs} AND EXISTS (SELECT FROM process_run r WHERE r.case_id = c.id AND r.process_id = ${STEP.process} AND r.ended_at IS NULL)))`;

async function compared(api: DeskApi, who: Things['people'][string], it: Down): Promise<Impact> {
  const get = async (path: string) => (await api.ask({ who, method: 'GET', path: `/api/configuration/items/${it.id}/impact${path}` })).body as never;
  const took: number[] = [];
  let told: { cases: number; people: number; services: unknown[] } = { cases: NaN, people: NaN, services: [] };
  for (let n = 0; n < ASKED; n++) {
    const began = performance.now();
    told = await get('');
    took.push(performance.now() - began);
  }
  const ids = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { caseIds: string[]; next: string | null } = await get(`/cases${cursor && `?cursor=${encodeURIComponent(cursor)}`}`);
    for (const id of page.caseIds) ids.add(id);
    cursor = page.next;
  }
  const began = performance.now();
  const rows = await byHand(api, it);
  const ownMs = performance.now() - began;
  const clients = new Set(rows.flatMap(row => row.client ?? []));
  const same = rows.length === ids.size && rows.every(row => ids.has(row.id)) && told.cases === rows.length && told.people === clients.size;
  return {
    item: it.name,
    services: told.services.length,
    cases: told.cases,
    people: told.people,
    same,
    p50Ms: quantile(took, 0.5),
    mostMs: Math.max(...took),
    ownMs,
  };
}
