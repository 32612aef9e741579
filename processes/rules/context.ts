import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from '../load.ts';
import { flowNodesOf, listOf, parseDiagram, readModel, type Moddle, type ModelElement, type ProcessModel } from '../model.ts';

/** What a rule looks at. */
export interface Context {
  process: Process;
  model: ProcessModel;
  definitions: Moddle;
  /** The flow nodes as bpmn-moddle gives them, those of event subprocesses too. */
  nodes: Moddle[];
  flows: Moddle[];
  /** Ids of all processes there are. */
  processIds: Set<string>;
  /** Source of the folder's handlers, by file name. */
  handlerSources: Map<string, string>;
}

/** A rule answers with sentences a process owner understands; none = kept. */
export type Rule = { says: string; faults(context: Context): string[] | Promise<string[]> };

export async function contextOf(process: Process, all: Process[]): Promise<Context> {
  const parsed = await parseDiagram(process.bpmn);
  return {
    process,
    model: await readModel(process.bpmn),
    definitions: parsed.definitions,
    nodes: flowNodesOf(parsed.process),
    flows: flowsOf(parsed.process),
    processIds: new Set(all.map(it => it.id)),
    handlerSources: sourcesIn(join(process.folder, 'workers')),
  };
}

const flowsOf = (container: Moddle): Moddle[] => listOf(container['flowElements']).flatMap(it => (it.$type === 'bpmn:SequenceFlow' ? [it] : flowsOf(it)));

const sourcesIn = (dir: string) =>
  new Map(
    (existsSync(dir) ? readdirSync(dir) : [])
      .filter(name => name.endsWith('.ts') && !name.includes('.test.'))
      .map(name => [name, readFileSync(join(dir, name), 'utf8')]),
  );

export const elementsOf = (model: ProcessModel, type: string): ModelElement[] => [...model.elements.values()].filter(it => it.type === type);

/** Components of a form, those inside groups too. */
export type Component = {
  type?: string;
  key?: string;
  label?: string;
  properties?: Record<string, string>;
  values?: { value: unknown; label: string }[];
  components?: Component[];
  [key: string]: unknown;
};
export const componentsOf = (schema: { components?: unknown }): Component[] =>
  (Array.isArray(schema.components) ? (schema.components as Component[]) : []).flatMap(it => [it, ...componentsOf(it)]);
