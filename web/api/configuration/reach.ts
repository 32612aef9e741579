import type { Tx } from '../../../platform/database.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { PlanData } from '../../contract/configuration-plan.ts';

/** `hits`: from a cause to what it hits. `hit-by`: from an effect to what it rests on. */
export type Way = 'hits' | 'hit-by';
export type Flow = { agencyId: string; type: string; impact: 'to-source' | 'to-target' };

/** Along which relations impact flows, by the plan of the agency that states the relation. */
export async function readFlows(tx: Tx, plan: (agencyId: string) => PlanData): Promise<Flow[]> {
  const agencies = await tx.agency.findMany({ select: { id: true } });
  return agencies.flatMap(({ id: agencyId }) =>
    plan(agencyId).relations.flatMap(({ id: type, impact }) => (impact === 'none' ? [] : [{ agencyId, type, impact }])),
  );
}

/** What is gone or not there yet carries nothing on. */
const ALIVE = Prisma.sql`('in-use', 'unavailable')`;

/**
 * Every item reached from one, itself included. Each item is met once however the relations run in circles: the recursion keeps ids only,
 * and UNION drops an id that has been met.
 */
export async function reach(tx: Tx, itemId: string, way: Way, flows: Flow[]): Promise<string[]> {
  const [near, far] = way === 'hits' ? (['to-source', 'to-target'] as const) : (['to-target', 'to-source'] as const);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE flow (agency_id, type, impact) AS (
      SELECT * FROM unnest(${flows.map(it => it.agencyId)}::text[], ${flows.map(it => it.type)}::text[], ${flows.map(it => it.impact)}::text[])
    ), met (id) AS (
      SELECT ${itemId}::uuid
      UNION
      SELECT next.id FROM met CROSS JOIN LATERAL (
        SELECT relation.source_id AS id
        FROM configuration_relation relation
        JOIN configuration_item source ON source.id = relation.source_id
        JOIN flow ON flow.agency_id = source.agency_id AND flow.type = relation.type AND flow.impact = ${near}
        WHERE relation.target_id = met.id AND source.status IN ${ALIVE}
        UNION ALL
        SELECT relation.target_id AS id
        FROM configuration_relation relation
        JOIN configuration_item source ON source.id = relation.source_id
        JOIN configuration_item target ON target.id = relation.target_id
        JOIN flow ON flow.agency_id = source.agency_id AND flow.type = relation.type AND flow.impact = ${far}
        WHERE relation.source_id = met.id AND target.status IN ${ALIVE}
      ) next
    )
    SELECT id::text AS id FROM met`;
  return rows.map(row => row.id);
}

export type Step = { from: string; to: string };

/** How many steps each is away from the first, along the steps given; what cannot be reached is not in it. */
export function depthsFrom(start: string, steps: readonly Step[]): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to } of steps) next.set(from, [...(next.get(from) ?? []), to]);
  const depths = new Map([[start, 0]]);
  const queue = [start];
  // the queue grows while it is gone through
  for (const here of queue) {
    for (const id of next.get(here) ?? []) {
      if (depths.has(id)) continue;
      depths.set(id, depths.get(here)! + 1);
      queue.push(id);
    }
  }
  return depths;
}
