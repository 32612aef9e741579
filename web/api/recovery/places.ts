import type { Flow, Step } from './flow.ts';

/** A visit of a run to an element, as the journal has told it. Keys of one run grow with time. */
export type Visit = { key: string; elementId: string; type: string; leftAt: Date | null; state: string; scopeKey: string | null };
/** Where a token stands: the engine begins there anew. `scopeKey`: the event subprocess it stood in. */
export type Place = { elementId: string; scopeKey: string | null };

const CONTAINERS = new Set(['PROCESS', 'SUB_PROCESS', 'EVENT_SUB_PROCESS']);
/** What the engine does not begin at: a token there is on its way to what follows. */
const PASSED = new Set(['START_EVENT', 'BOUNDARY_EVENT']);
/** One way of several. */
const CHOOSES = new Set(['bpmn:ExclusiveGateway', 'bpmn:EventBasedGateway']);

/**
 * Where the tokens of a run stand. The journal may have ended anywhere, also between leaving one element and entering the next: a token
 * that was on its way when we last heard (`since`) is put before where it was going.
 */
export function placesOf(visits: Visit[], flow: Flow, since: Date): Place[] {
  const standing = visits.filter(it => it.leftAt === null && !CONTAINERS.has(it.type)).flatMap(it => standsAt(it, flow));
  const onTheWay = visits
    .filter(it => it.state === 'completed' && it.leftAt !== null && it.leftAt >= since && !CONTAINERS.has(it.type))
    .flatMap(it => headsFor(it, visits, flow));
  const places = [...standing, ...onTheWay];
  return places.length > 0 ? places : atTheEnd(visits);
}

function standsAt(visit: Visit, flow: Flow): Place[] {
  const step = flow.get(visit.elementId);
  if (!step) return [];
  return PASSED.has(visit.type) || step.afterEvents
    ? step.targets.map(elementId => ({ elementId, scopeKey: visit.scopeKey }))
    : [{ elementId: visit.elementId, scopeKey: visit.scopeKey }];
}

/** What a completed element leads to and nobody has entered since. */
function headsFor(visit: Visit, visits: Visit[], flow: Flow): Place[] {
  const step: Step | undefined = flow.get(visit.elementId);
  if (!step) return [];
  const missing = step.targets.filter(target => !visits.some(it => it.elementId === target && BigInt(it.key) > BigInt(visit.key)));
  if (!CHOOSES.has(step.type)) return missing.map(elementId => ({ elementId, scopeKey: visit.scopeKey }));
  // it chooses again, by the same facts
  return missing.length === step.targets.length && step.targets.length > 0 ? [{ elementId: visit.elementId, scopeKey: visit.scopeKey }] : [];
}

/** It has come to its end, and whoever called it has not heard: it ends once more. */
function atTheEnd(visits: Visit[]): Place[] {
  const last = visits.filter(it => it.type === 'END_EVENT' && it.state === 'completed' && it.scopeKey === null).at(-1);
  return last ? [{ elementId: last.elementId, scopeKey: null }] : [];
}
