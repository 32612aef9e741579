import type { Sql } from '../../../platform/database.ts';
import type { Engine } from '../../../platform/engine.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Models } from '../journal/write.ts';
import { carryOver } from './carry-over.ts';
import { pairUp } from './pairs.ts';
import { placeCase, type Placed } from './place.ts';
import { lastHeard, openRoots, readPlans, type Flows, type RunPlan } from './plan.ts';
import type { Watch } from './watch.ts';

type Deps = {
  sql: Sql;
  engine: Pick<Engine, 'startAt' | 'move' | 'cancel' | 'deploy' | 'createInstance'>;
  watch: Watch;
  flows: Flows;
  models: Models;
  log: Logger;
  now(): Date;
  life: number;
  /** From then on the engine keeps its records until the API takes them. */ stopListening(): Promise<void>;
};
/** A case the engine did not take where it stood; it stays as it is in the database, and nothing happens with it until somebody looks. */
export type Fault = { caseId: string; why: string };
/** `moved`: cases that were put back. `begun`: those the engine had not begun, as far as anybody had heard; their message is sent again. */
export type Rebuilt = { life: number; moved: number; runs: number; begun: number; faults: Fault[]; tookMs: number };

const READ_AT_ONCE = 200;
const PLACED_AT_ONCE = 24;

/**
 * Puts every open case where it stood into an engine that knows nothing: the database is the truth (decision record 0034). API and workers
 * must be stopped; the journal comes to `watch`. All or nothing reaches the database: interrupted, it is begun again with another empty engine.
 */
export async function rebuild(deps: Deps): Promise<Rebuilt> {
  const { sql, log, watch } = deps;
  const began = performance.now();
  const [roots, heardAt] = [await openRoots(sql), await lastHeard(sql)];
  const placed: Placed[][] = [];
  const faults: Fault[] = [];
  const notBegun: string[] = [];
  for (let from = 0; from < roots.length; from += READ_AT_ONCE) {
    const plans = await readPlans(sql, roots.slice(from, from + READ_AT_ONCE), deps.flows, heardAt);
    notBegun.push(...plans.filter(it => it.visits.length === 0).map(it => it.key));
    await inLanes(
      plans.filter(it => it.visits.length > 0),
      async plan => {
        try {
          placed.push(await placeOrRefuse(plan, deps));
        } catch (error) {
          faults.push({ caseId: plan.caseId, why: error instanceof Error ? error.message : String(error) });
          log.error({ err: error, caseId: plan.caseId }, 'a case is not put back');
        }
      },
    );
    log.info({ placed: placed.length, of: roots.length, faults: faults.length }, 'cases put back');
  }
  await heardAll(deps);
  await deps.stopListening();
  const done: Rebuilt = { life: deps.life, moved: placed.length, runs: placed.flat().length, begun: notBegun.length, faults, tookMs: 0 };
  const pair: Parameters<typeof carryOver>[1]['pair'] = (tasks, runs) => pairUp(runs, tasks, watch);
  await carryOver(deps, { life: deps.life, at: deps.now(), placed, notBegun, pair, positions: watch.positions, report: done });
  return { ...done, tookMs: Math.round(performance.now() - began) };
}

function placeOrRefuse(plan: RunPlan, deps: Deps): Promise<Placed[]> {
  if (plan.places.length === 0) throw new Error('nobody has written down where it stands');
  return placeCase(plan, deps);
}

async function inLanes<T>(items: T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await act(item);
  };
  await Promise.all(Array.from({ length: PLACED_AT_ONCE }, lane));
}

/** A run of no meaning, after all others: when the journal tells of it, it has told of all. */
async function heardAll({ engine, watch }: Deps): Promise<void> {
  await engine.deploy([{ name: 'pietura-marker.bpmn', content: MARKER }]);
  const key = await engine.createInstance('pietura-marker', {});
  await watch.until('the last of what was done', () => watch.hasEnded(key) || undefined);
}

const MARKER = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="pietura-marker-definitions" targetNamespace="https://pietura.example/marker">
  <bpmn:process id="pietura-marker" isExecutable="true">
    <bpmn:startEvent id="Start"><bpmn:outgoing>Flow</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="Flow" sourceRef="Start" targetRef="End" />
    <bpmn:endEvent id="End"><bpmn:incoming>Flow</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`;
