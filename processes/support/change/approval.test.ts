import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@bpmn-io/feelin';
import { describe, expect, it } from '@jest/globals';
import { loadProcesses } from '../../load.ts';
import { extensionOf, flowNodesOf, listOf, parseDiagram, type Moddle } from '../../model.ts';

/**
 * “No path reaches implementation of a change without an approval” (issue 5), over the diagram itself: every path through it, and a
 * thousand runs that do at each step whatever the diagram and its forms let people, jobs and timers do.
 */
const SEED = 20_261_121;
const RUNS = 1000;
/** A run that goes in circles longer than this is left where it is; it has shown all that while whether the rule holds. */
const LONGEST = 2000;

const processes = await loadProcesses();
const change = processes.find(it => it.id === 'change')!;
const { process } = await parseDiagram(readFileSync(join(change.folder, 'change.bpmn'), 'utf8'));
const nodes = new Map(flowNodesOf(process).map(it => [it.id!, it]));
const start = flowNodesOf(process).find(it => it.$type === 'bpmn:StartEvent')!.id!;

type Flow = { id: string; from: string; to: string; condition: string | undefined };
const flows: Flow[] = listOf(process['flowElements'])
  .filter(it => it.$type === 'bpmn:SequenceFlow')
  .map(it => ({
    id: it.id!,
    from: (it['sourceRef'] as Moddle).id!,
    to: (it['targetRef'] as Moddle).id!,
    condition: (it['conditionExpression'] as { body?: string } | undefined)?.body?.slice(1),
  }));
const outOf = (id: string) => flows.filter(it => it.from === id);

/** What the process asks its job for a status of, by element. */
const movesTo = (id: string) => {
  const inputs = listOf(extensionOf(nodes.get(id)!, 'zeebe:IoMapping')?.['inputParameters']);
  return inputs.map(it => /^="([a-z-]+)"$/.exec(String(it['source']))).find(Boolean)?.[1];
};
const elementsMovingTo = (status: string) => [...nodes.keys()].filter(id => movesTo(id) === status);

/** Where somebody, or the standard beforehand, says yes; after the gateway only these flows lead to the approval. */
const APPROVALS = flows.filter(it => it.condition === 'decision = "approve"' || it.condition === 'standardHolds');
/** Everything that is implementing: the status, and each step of the work. */
const IMPLEMENTING = [...elementsMovingTo('implementing'), 'Task_DevelopChange', 'Task_TestChange', 'Task_BringIn', 'Task_RecordImplemented'];
/** Where what was approved stops to count: it is decided again. */
const DECIDED_AGAIN = ['Task_DecideChange', 'Task_BackToDecision', 'Task_Reassess', 'Task_AssessChange'];

/** What can be reached from an element when some flows are closed. */
function reachable(from: string, closed: ReadonlySet<string>): Set<string> {
  const found = new Set([from]);
  for (let front = [from]; front.length > 0;) {
    front = front
      .flatMap(id =>
        outOf(id)
          .filter(it => !closed.has(it.id))
          .map(it => it.to),
      )
      .filter(id => !found.has(id));
    for (const id of front) found.add(id);
  }
  return found;
}

/** Every path from one element to another that meets no element twice. */
function pathsBetween(from: string, to: string): Flow[][] {
  const found: Flow[][] = [];
  const canReach = new Set([...nodes.keys()].filter(id => reachable(id, new Set()).has(to)));
  const walk = (at: string, path: Flow[], met: ReadonlySet<string>) => {
    if (at === to) {
      found.push(path);
      return;
    }
    for (const flow of outOf(at)) if (!met.has(flow.to) && canReach.has(flow.to)) walk(flow.to, [...path, flow], new Set([...met, flow.to]));
  };
  walk(from, [], new Set([from]));
  return found;
}

const approvals = new Set(APPROVALS.map(it => it.id));

describe('every path through the diagram', () => {
  it('knows its approvals and where it implements', () => {
    expect(APPROVALS.map(it => it.from).sort()).toEqual(['Gateway_Decided', 'Gateway_StandardHolds']);
    expect(elementsMovingTo('implementing')).toEqual(['Task_StartImplementation']);
    expect(IMPLEMENTING.every(id => nodes.has(id))).toBe(true);
  });

  it.each(IMPLEMENTING)('to %s passes an approval', element => {
    const paths = pathsBetween(start, element);

    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter(path => !path.some(flow => approvals.has(flow.id)))).toEqual([]);
  });

  it.each(IMPLEMENTING)('to %s is closed when nobody approves, also by paths that go in circles', element => {
    expect(reachable(start, approvals).has(element)).toBe(false);
  });

  it.each(DECIDED_AGAIN)('from %s to the implementation passes another approval', element => {
    expect(IMPLEMENTING.filter(it => reachable(element, approvals).has(it))).toEqual([]);
  });

  it('to the implementation passes the gate, from wherever it is planned', () => {
    const gate = new Set(flows.filter(it => it.condition === 'gateOpen').map(it => it.id));

    expect(gate.size).toBe(1);
    for (const from of [start, 'Task_PlanChange', 'Task_BackOut']) expect(IMPLEMENTING.filter(it => it !== from && reachable(from, gate).has(it))).toEqual([]);
  });

  it('is the only diagram that asks for these statuses', () => {
    const elsewhere = processes.filter(it => it.id !== 'change' && it.bpmn.includes('move-change'));

    expect(elsewhere.map(it => it.id)).toEqual([]);
  });
});

/** The same numbers every time. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Outcomes the form of a task offers. */
const outcomesOf = (node: Moddle): string[] => {
  const form = change.forms.get(String(extensionOf(node, 'zeebe:FormDefinition')?.['formId'])) as {
    components: { key?: string; values?: { value: string }[] }[];
  };
  return form.components.find(it => it.key === 'outcome')!.values!.map(it => it.value);
};

type Variables = Record<string, unknown>;
/** Facts of the case that jobs answer with: any of them may be so. */
const ANSWERS: Record<string, (pick: <T>(of: T[]) => T) => Variables> = {
  Call_Acceptance: pick => ({ accepted: pick([true, true, true, false]) }),
  Task_ApplyStandard: pick => ({ standardHolds: pick([true, false]) }),
  Task_CheckGate: pick => ({ gateOpen: pick([true, false]) }),
};

/** One run: the token goes where conditions let it, and people, jobs and timers do whatever they may. Gives the flows it took. */
function run(random: () => number): { taken: Flow[]; at: string } {
  const pick = <T>(of: T[]): T => of[Math.floor(random() * of.length)]!;
  const variables: Variables = {};
  const taken: Flow[] = [];
  let at = start;
  while (outOf(at).length > 0 && taken.length < LONGEST) {
    const node = nodes.get(at)!;
    const local: Variables = { ...(node.$type === 'bpmn:UserTask' && { outcome: pick(outcomesOf(node)) }), ...ANSWERS[at]?.(pick) };
    for (const it of listOf(extensionOf(node, 'zeebe:IoMapping')?.['outputParameters'])) {
      const value = evaluate(String(it['source']).slice(1), { ...variables, ...local }).value;
      if (value !== null && value !== undefined) variables[String(it['target'])] = value;
    }
    const ways = outOf(at);
    const open = ways.filter(it => it.condition !== undefined && evaluate(it.condition, variables).value === true);
    const rest = ways.filter(it => it.condition === undefined);
    // a gateway of conditions takes the one that holds, else its default; one of events, whichever comes
    const way = open[0] ?? pick(rest);
    if (!way) throw new Error(`${at} leads nowhere with ${JSON.stringify(variables)}`);
    taken.push(way);
    at = way.to;
  }
  return { taken, at };
}

it(`${RUNS} random runs: nothing is implemented that was not approved since it was last decided on`, () => {
  const random = makeRandom(SEED);
  const ends: Record<string, number> = {};
  let implemented = 0;
  for (let n = 0; n < RUNS; n += 1) {
    const { taken, at } = run(random);
    ends[at] = (ends[at] ?? 0) + 1;
    let approved = false;
    for (const flow of taken) {
      if (approvals.has(flow.id)) approved = true;
      if (DECIDED_AGAIN.includes(flow.to)) approved = false;
      if (!IMPLEMENTING.includes(flow.to)) continue;
      expect({ run: n, at: flow.to, approved }).toEqual({ run: n, at: flow.to, approved: true });
      implemented += 1;
    }
  }

  // the runs have gone everywhere: each end, and the implementation many times
  expect(Object.keys(ends).sort()).toEqual(['End_Done', 'End_Refused', 'End_Returned']);
  expect(implemented).toBeGreaterThan(RUNS / 4);
});
