import type { Sql } from '../../../platform/database.ts';
import type { Flow } from './flow.ts';
import { placesOf, type Place, type Visit } from './places.ts';

type Facts = Record<string, unknown>;
/** `scopeId`: the subprocess it lies in, with that scope’s own `variables`. `called`: the run that was called here, if it had been heard of. */
export type PlannedPlace = Place & { scopeId: string | null; variables: Facts; isCall: boolean; called: RunPlan | null };
/** A run to be begun anew. */
export type RunPlan = { key: string; caseId: string; processId: string; version: number; variables: Facts; places: PlannedPlace[]; visits: Visit[] };
export type Flows = { of(processId: string, version: number): Promise<Flow> };

type RunRow = {
  key: string;
  caseId: string;
  parentKey: string | null;
  processId: string;
  version: number;
  endedAt: Date | null;
  startedAt: Date;
  variables: Facts | null;
};
type VisitRow = Visit & { runKey: string; enteredAt: Date; variables: Facts | null };

/** The journal's records of one step carry nearly the same time. */
const TOGETHER_MS = 2000;

/** Keys of the runs that are under way, the oldest first: those of cases, not those they have called. */
export const openRoots = async (sql: Sql): Promise<string[]> =>
  (await sql<{ key: string }[]>`SELECT key FROM process_run WHERE parent_key IS NULL AND ended_at IS NULL ORDER BY started_at, key`).map(it => it.key);

/** When the journal was last heard: what has happened after is known to nobody but the engine that is gone. */
export async function lastHeard(sql: Sql): Promise<Date> {
  const [row] = await sql<{ at: Date | null }[]>`SELECT max(at) AS at FROM journal_position`;
  return row?.at ?? new Date(0);
}

/** Where some cases stand, by their root runs. */
export async function readPlans(sql: Sql, roots: string[], flows: Flows, heardAt: Date): Promise<RunPlan[]> {
  const runs = await sql<RunRow[]>`
    SELECT r.key, r.case_id AS "caseId", r.parent_key AS "parentKey", r.process_id AS "processId", r.version, r.ended_at AS "endedAt", r.started_at AS "startedAt", f.facts AS variables
    FROM process_run r LEFT JOIN run_facts f ON f.run_key = r.key WHERE r.case_id IN (SELECT case_id FROM process_run WHERE key = ANY(${roots})) ORDER BY r.started_at, r.key`;
  const visits = await sql<VisitRow[]>`
    SELECT e.key, e.run_key AS "runKey", e.element_id AS "elementId", e.type, e.entered_at AS "enteredAt", e.left_at AS "leftAt", e.state, e.scope_key AS "scopeKey", e.variables
    FROM element_timing e WHERE e.case_id = ANY(${[...new Set(runs.map(it => it.caseId))]}::uuid[]) ORDER BY e.entered_at, e.key`;
  const visitsOf = Map.groupBy(visits, it => it.runKey);
  const calledBy = Map.groupBy(runs, it => it.parentKey ?? '');
  const since = new Date(heardAt.getTime() - TOGETHER_MS);

  async function plan(run: RunRow): Promise<RunPlan> {
    const own = visitsOf.get(run.key) ?? [];
    const flow = await flows.of(run.processId, run.version);
    const children = calledBy.get(run.key) ?? [];
    const places = placesOf(own, flow, since).map(async place => {
      const call = own.findLast(it => it.elementId === place.elementId && it.type === 'CALL_ACTIVITY' && it.leftAt === null);
      // one that has ended counts too, while its caller has not heard of the end
      const child = call && children.findLast(it => it.startedAt >= call.enteredAt);
      return {
        ...place,
        scopeId: flow.get(place.elementId)?.scope ?? null,
        variables: own.find(it => it.key === place.scopeKey)?.variables ?? {},
        isCall: flow.get(place.elementId)?.type === 'bpmn:CallActivity',
        called: child ? await plan(child) : null,
      };
    });
    const { key, caseId, processId, version } = run;
    return { key, caseId, processId, version, variables: run.variables ?? {}, places: await Promise.all(places), visits: own };
  }
  return Promise.all(runs.filter(it => roots.includes(it.key)).map(plan));
}
