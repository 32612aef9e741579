import type { z } from 'zod';
import type { Tx } from '../../../platform/database.ts';
import type { getItemGraph } from '../../contract/configuration.ts';
import { GRAPH_MOST } from '../../contract/configuration.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { findItem } from './items.ts';
import { maySeeItem } from './policy.ts';
import { presentLine, relationWords, type LineWords } from './present.ts';
import { depthsFrom, reach, readFlows, type Flow, type Step } from './reach.ts';
import { LINE, lineWords, type Readers } from './read.ts';

type Edge = z.input<NonNullable<typeof getItemGraph.reply>>['edges'][number];
type Relation = { sourceId: string; targetId: string; type: string; source: { agencyId: string } };

/** Lines of items in a graph, the nearest first. Of another agency's item one sees what it is, not who answers for it. */
export async function presentNodes(tx: Tx, depths: Map<string, number>, words: LineWords, user: User) {
  const rows = await tx.configurationItem.findMany({ where: { id: { in: [...depths.keys()] } }, include: LINE });
  return rows
    .map(row => ({ ...presentLine(maySeeItem(user, row) ? row : { ...row, owner: null }, words), depth: depths.get(row.id)! }))
    .sort((one, other) => one.depth - other.depth || (one.identifier < other.identifier ? -1 : 1));
}

/** Relations with both ends among these. */
const relationsAmong = (tx: Tx, ids: string[]): Promise<Relation[]> =>
  tx.configurationRelation.findMany({
    where: { sourceId: { in: ids }, targetId: { in: ids } },
    select: { sourceId: true, targetId: true, type: true, source: { select: { agencyId: true } } },
    orderBy: [{ sourceId: 'asc' }, { targetId: 'asc' }, { type: 'asc' }],
  });

/** The steps impact takes along a relation; none when it does not flow. */
export function stepOf({ sourceId, targetId, type, source }: Relation, flows: Flow[]): Step | null {
  const flow = flows.find(it => it.agencyId === source.agencyId && it.type === type);
  if (!flow) return null;
  return flow.impact === 'to-source' ? { from: targetId, to: sourceId } : { from: sourceId, to: targetId };
}

/** Items all around one, step by step in both directions. Goes on only from those this person may see. */
async function around(tx: Tx, itemId: string, depth: number, user: User): Promise<Map<string, number>> {
  const depths = new Map([[itemId, 0]]);
  let front = [itemId];
  for (let at = 1; at <= depth && front.length > 0 && depths.size < GRAPH_MOST; at += 1) {
    const seen = await tx.configurationItem.findMany({ where: { id: { in: front } }, select: { id: true, agencyId: true } });
    const from = seen.filter(it => maySeeItem(user, it)).map(it => it.id);
    const rows = await tx.configurationRelation.findMany({
      where: { OR: [{ sourceId: { in: from } }, { targetId: { in: from } }] },
      orderBy: [{ sourceId: 'asc' }, { targetId: 'asc' }],
    });
    front = [...new Set(rows.flatMap(row => [row.sourceId, row.targetId]))].filter(id => !depths.has(id));
    for (const id of front) depths.set(id, at);
  }
  return depths;
}

/** Steps from the one who is looked from, of everything that impact reaches one way. */
export async function impactDepths(
  tx: Tx,
  itemId: string,
  way: 'hits' | 'hit-by',
  flows: Flow[],
): Promise<{ depths: Map<string, number>; relations: Relation[] }> {
  const ids = await reach(tx, itemId, way, flows);
  const relations = await relationsAmong(tx, ids);
  const steps = relations.flatMap(it => stepOf(it, flows) ?? []);
  const depths = depthsFrom(itemId, way === 'hits' ? steps : steps.map(({ from, to }) => ({ from: to, to: from })));
  // a step over what is not in use any more is none: whatever the search did not meet is not here
  return { depths: new Map([...depths].filter(([id]) => ids.includes(id))), relations };
}

export function makeGraph(deps: Readers) {
  const { db } = deps;

  const graph: UseCase<typeof getItemGraph> = async ({ itemId, way, depth }, { user }) => {
    await findItem(db, itemId, user);
    const words = await lineWords(deps);
    const flows = await readFlows(db, words.plan);
    const all = way === 'around' ? await around(db, itemId, depth, user) : (await impactDepths(db, itemId, way, flows)).depths;
    const within = [...all].filter(([, at]) => at <= depth).sort(([, one], [, other]) => one - other);
    const depths = new Map(within.slice(0, GRAPH_MOST));
    const relations = await relationsAmong(db, [...depths.keys()]);
    const shown = way === 'around' ? relations : relations.filter(it => stepOf(it, flows) !== null);
    return { nodes: await presentNodes(db, depths, words, user), edges: shown.map(it => presentEdge(it, words, flows)), total: all.size };
  };

  return { graph };
}

function presentEdge(it: Relation, words: LineWords, flows: Flow[]): Edge {
  const impact = flows.find(flow => flow.agencyId === it.source.agencyId && flow.type === it.type)?.impact ?? 'none';
  return { from: it.sourceId, to: it.targetId, type: it.type, words: relationWords(words.plan(it.source.agencyId), it.type), impact };
}
