import type { Engine } from '../../../platform/engine.ts';
import type { PlannedPlace, RunPlan } from './plan.ts';
import type { Watch } from './watch.ts';

/** Which run of the new engine stands for which of the old one. */
export type Placed = { plan: RunPlan; runKey: string };
type Deps = { engine: Pick<Engine, 'startAt' | 'move' | 'cancel'>; watch: Watch };

/**
 * Begins a case's run anew where it stood, and the runs it had called. The workers must be stopped: what a called run comes to by itself
 * before it is moved must not be worked on.
 * @throws Error when the engine does not take it; what had been begun is cancelled then
 */
export async function placeCase(root: RunPlan, deps: Deps): Promise<Placed[]> {
  const [scoped, own] = [root.places.filter(it => it.scopeId !== null), root.places.filter(it => it.scopeId === null)];
  // a run whose only token is in an event subprocess begins there: the engine must be given something to begin at
  const first = own.length > 0 ? own : scoped.splice(0, 1);
  const variables = own.length > 0 ? root.variables : { ...root.variables, ...first[0]?.variables };
  const runKey = await deps.engine.startAt({ processId: root.processId, version: root.version, variables, elementIds: first.map(it => it.elementId) });
  try {
    for (const place of scoped) await deps.engine.move({ runKey, begin: [beginOf(place, runKey)], end: [] });
    return [{ plan: root, runKey }, ...(await placeCalled(root, runKey, deps))];
  } catch (error) {
    await deps.engine.cancel(runKey);
    throw error;
  }
}

const beginOf = ({ elementId, scopeId, variables }: PlannedPlace, within: string) => ({ elementId, within, scopeId: scopeId ?? '', variables });

async function placeCalled(plan: RunPlan, runKey: string, deps: Deps): Promise<Placed[]> {
  const placed: Placed[] = [];
  const taken = new Set<string>();
  for (const { elementId, called } of plan.places.filter(it => it.isCall)) {
    const find = () => deps.watch.inside(runKey).find(it => it.elementId === elementId && !taken.has(it.key));
    const call = await deps.watch.until(`${elementId} in run ${runKey}`, find);
    taken.add(call.key);
    if (!called) continue; // nothing had been heard of it: it begins at its beginning
    const child = await deps.watch.calledAt(call.key);
    if (called.places.length > 0) await moveTo(called, child.key, deps);
    placed.push({ plan: called, runKey: child.key }, ...(await placeCalled(called, child.key, deps)));
  }
  return placed;
}

/** From where it has come by itself to where it was. */
async function moveTo({ places, variables }: RunPlan, runKey: string, { engine, watch }: Deps): Promise<void> {
  const before = await watch.restingIn(runKey);
  const begin = places.map((place, n) =>
    place.scopeId === null ? { elementId: place.elementId, scopeId: '', variables: n === 0 ? variables : {} } : beginOf(place, runKey),
  );
  await engine.move({ runKey, begin, end: before.map(it => it.key) });
  const gone = new Set(before.map(it => it.key));
  const find = () => watch.hasEnded(runKey) || watch.inside(runKey).every(it => !gone.has(it.key)) || undefined;
  await watch.until(`run ${runKey} is moved`, find);
}
