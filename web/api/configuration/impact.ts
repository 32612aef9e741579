import type { Tx } from '../../../platform/database.ts';
import { endOf, localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { reckonDeadline } from '../../../platform/deadline.ts';
import { servicesOf } from '../../../processes/load.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { getItemImpact, listHitCases } from '../../contract/configuration.ts';
import { readClocks } from '../clock/many.ts';
import { mayPause, pausableFor } from '../clock/policy.ts';
import { iso } from '../cases/present.ts';
import { readCursor, writeCursor } from '../cases/page.ts';
import type { Status } from '../cases/status.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { seatsOf } from '../cases/policy.ts';
import { impactDepths, presentNodes } from './graph.ts';
import { findItem } from './items.ts';
import { serviceTitles } from './present.ts';
import { readFlows } from './reach.ts';
import { LINE, lineWords, type Readers } from './read.ts';
import type { NeedyStep, NeedySteps } from './steps.ts';

/** What is hit, as the search for cases takes it. */
export type Hit = {
  services: string[];
  /** Versions of processes whose diagrams name an item hit, and the steps that do. */
  runs: { processId: string; version: number }[];
  steps: { processId: string; version: number; elementId: string }[];
};

const SHOWN = 100;
/** Whom a clock waits for while an institution's item is down. */
const PARTY = 'institution';
type HitRow = { id: string; code: string; service_id: string | null; status: string; due_at: Date | null; now: boolean };

/**
 * Cases hit: open, and of a service hit, or running on a version of a process that names an item hit; and whether this person may see them.
 * `runs` are joined from the running side, services by their index of open cases: neither reads what is closed.
 */
function hitCases({ services, runs }: Hit, user: User | undefined): Prisma.Sql {
  const columns = Prisma.sql`it.id, it.client_id, it.service_id, it.due_at, ${user ? seatedAt(user) : Prisma.sql`false`} AS mine`;
  return Prisma.sql`
    SELECT ${columns} FROM "case" it WHERE it.service_id = ANY(${services}) AND it.status NOT IN ('done', 'closed')
    UNION
    SELECT ${columns} FROM process_run run
    JOIN unnest(${runs.map(it => it.processId)}::text[], ${runs.map(it => it.version)}::int[]) AS hit (process_id, version)
      ON hit.process_id = run.process_id AND hit.version = run.version
    JOIN "case" it ON it.id = run.case_id AND it.status NOT IN ('done', 'closed')
    WHERE run.ended_at IS NULL`;
}

/** `seatsOf` in SQL, as the lists of cases have it. */
function seatedAt(user: User): Prisma.Sql {
  const { all, owner, agency, partner } = seatsOf(user);
  return Prisma.sql`(NOT ${user.id} = ANY(it.complained_of) AND coalesce(${all}::boolean
    OR it.owner = ${owner}::text OR it.holder = ${agency}::text OR it.team = ${agency}::text OR it.from_agency = ${agency}::text OR it.team = ${partner}::text, false))`;
}

/** All that are hit, by service, how many people, and how many of the cases this person may see. Numbers only: no right to a single case is needed. */
export async function countHit(tx: Tx, hit: Hit, user?: User): Promise<{ cases: number; mine: number; people: number; byService: Map<string, number> }> {
  const rows = await tx.$queryRaw<{ service_id: string | null; cases: number; mine: number; people: number; is_total: boolean }[]>`
    SELECT service_id, count(*)::int AS cases, (count(*) FILTER (WHERE mine))::int AS mine, count(DISTINCT client_id)::int AS people, grouping(service_id) = 1 AS is_total
    FROM (${hitCases(hit, user)}) hit GROUP BY GROUPING SETS ((service_id), ())`;
  const total = rows.find(row => row.is_total);
  return {
    cases: total?.cases ?? 0,
    mine: total?.mine ?? 0,
    people: total?.people ?? 0,
    byService: new Map(rows.flatMap(row => (!row.is_total && row.service_id !== null ? [[row.service_id, row.cases] as const] : []))),
  };
}

/** Those this person may see, by their date; those without one last. Where each stands is looked up for the page only. */
async function readHit(tx: Tx, hit: Hit, user: User, { limit, after }: { limit: number; after: (string | null)[] | undefined }): Promise<HitRow[]> {
  const beyond = after ? Prisma.sql`AND (coalesce(due_at, 'infinity'), id) > (${after[0] ?? 'infinity'}::timestamptz, ${after[1]}::uuid)` : Prisma.empty;
  return tx.$queryRaw<HitRow[]>`
    SELECT it.id::text, it.code, it.service_id, it.status, it.due_at, EXISTS (
      SELECT 1 FROM element_timing at
      JOIN unnest(${hit.steps.map(step => step.processId)}::text[], ${hit.steps.map(step => step.version)}::int[], ${hit.steps.map(step => step.elementId)}::text[])
        AS step (process_id, version, element_id) ON step.process_id = at.process_id AND step.version = at.version AND step.element_id = at.element_id
      WHERE at.case_id = it.id AND at.state = 'active') AS now
    FROM (SELECT id FROM (${hitCases(hit, user)}) hit WHERE mine ${beyond} ORDER BY coalesce(due_at, 'infinity'), id LIMIT ${limit}) page
    JOIN "case" it ON it.id = page.id ORDER BY coalesce(it.due_at, 'infinity'), it.id`;
}

/** M7: what stands still when an item is down. */
export function makeImpact(deps: Readers & { steps: NeedySteps }) {
  const { db, now, processes, steps } = deps;

  /** The items hit when these are down, each with its steps from the nearest of them, and what they mean for services and runs. */
  async function hitBy(itemIds: string[]) {
    const words = await lineWords(deps);
    const flows = await readFlows(db, words.plan);
    const depths = new Map<string, number>();
    for (const itemId of itemIds)
      for (const [id, depth] of (await impactDepths(db, itemId, 'hits', flows)).depths) depths.set(id, Math.min(depth, depths.get(id) ?? depth));
    const items = await db.configurationItem.findMany({ where: { id: { in: [...depths.keys()] } }, include: LINE });
    const hitIdentifiers = new Set(items.map(it => it.identifier.toLowerCase()));
    const named = (all: NeedyStep[]) => all.filter(step => hitIdentifiers.has(step.identifier.toLowerCase()));
    const [newest, deployed] = [named(await steps.newest()), named(await steps.deployed())];
    const isService = new Set(servicesOf(processes).map(it => it.id));
    const through = new Map<string, Set<string>>();
    const add = (serviceId: string, identifier: string) => through.set(serviceId, (through.get(serviceId) ?? new Set()).add(identifier));
    for (const it of items) for (const { serviceId } of it.services) add(serviceId, it.identifier);
    for (const step of newest) if (isService.has(step.processId)) add(step.processId, step.identifier);
    const atSteps = deployed.map(({ processId, version, elementId }) => ({ processId, version: version!, elementId }));
    const runs = [...new Map(atSteps.map(({ processId, version }) => [`${processId} ${version}`, { processId, version }])).values()];
    return { depths, words, through, hit: { services: [...through.keys()], runs, steps: atSteps } satisfies Hit };
  }

  const get: UseCase<typeof getItemImpact> = async ({ itemId, until }, { user }) => {
    await findItem(db, itemId, user);
    if (until && until < localDate(now())) throw new Problem('invalid-request', 'An outage does not end in the past', [{ path: 'until', code: 'in-the-past' }]);
    const { depths, words, through, hit } = await hitBy([itemId]);
    const [counts, rows] = await Promise.all([countHit(db, hit, user), readHit(db, hit, user, { limit: SHOWN, after: undefined })]);
    const holders = new Map(servicesOf(processes).map(it => [it.id, it.description.holder]));
    const service = serviceTitles(processes);
    const dates = await newDates(db, rows, user, until);
    return {
      items: await presentNodes(db, depths, words, user),
      services: [...through]
        .map(([id, identifiers]) => ({
          ...service(id),
          holder: words.agency(holders.get(id) ?? id),
          cases: counts.byService.get(id) ?? 0,
          through: [...identifiers].sort(),
        }))
        .sort((one, other) => other.cases - one.cases || (one.id < other.id ? -1 : 1)),
      cases: counts.cases,
      people: counts.people,
      shown: rows.map(row => ({ ...presentHit(row, service), ...dates(row.id) })),
      mine: counts.mine,
    };
  };

  /** When each case would be due if its clock stood for the institution from now up to and with the day. */
  async function newDates(tx: Tx, rows: HitRow[], user: User, until: string | undefined) {
    const ids = rows.map(row => row.id);
    const cases = new Map((await tx.case.findMany({ where: { id: { in: ids } } })).map(it => [it.id, it]));
    const clocks = await readClocks(tx, ids, now());
    const pause = until && {
      name: 'paused' as const,
      at: now(),
      data: { id: 'outage', for: PARTY, until: new Date(endOf(until).getTime() + 1).toISOString() },
    };
    return (id: string): { newDueAt: string | null; mayPause: boolean } => {
      const { log, calendar, deadline } = clocks.get(id)!;
      const may = mayPause(user, cases.get(id)!, deadline) && pausableFor(deadline, PARTY);
      return { newDueAt: may && pause ? iso(reckonDeadline([...log, pause], calendar, now()).dueAt) : null, mayPause: may };
    };
  }

  const list: UseCase<typeof listHitCases> = async ({ itemId, cursor, limit }, { user }) => {
    await findItem(db, itemId, user);
    const { hit } = await hitBy([itemId]);
    const rows = await readHit(db, hit, user, { limit: limit + 1, after: readCursor(cursor, ['timestamptz', 'uuid']) });
    const some = rows.slice(0, limit);
    const last = some.at(-1);
    return { caseIds: some.map(row => row.id), next: rows.length > limit && last ? writeCursor([iso(last.due_at), last.id]) : null };
  };

  return { get, list, hitBy };
}

const presentHit = (row: HitRow, service: ReturnType<typeof serviceTitles>) => ({
  id: row.id,
  code: row.code,
  service: row.service_id === null ? null : service(row.service_id),
  status: row.status as Status,
  when: row.now ? ('now' as const) : ('ahead' as const),
  dueAt: iso(row.due_at),
});
