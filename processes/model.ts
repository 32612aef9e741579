import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import type { Text } from '../web/contract/words.ts';

/** One flow node of a diagram, with what the rest of the system reads from it. */
export interface ModelElement {
  id: string;
  /** BPMN type, "bpmn:UserTask". */
  type: string;
  title: Text;
  /** zeebe:properties by name; see ELEMENT_PROPERTIES in schema.ts. */
  properties: Record<string, string>;
  formId?: string;
  jobType?: string;
  /** Attempts at the job, as written: a number, or a FEEL expression. */
  retries?: string;
  /** Process id, or the FEEL expression that names it. */
  calledProcess?: string;
  decisionId?: string;
  candidateGroups?: string;
}

export interface ProcessModel {
  processId: string;
  title: Text;
  elements: Map<string, ModelElement>;
  /** All elements, the happy path first: for the stage line. */
  order: string[];
  /** What a case meets when nothing special happens. */
  happyPath: string[];
}

/** Elements as bpmn-moddle gives them: a tree that only the file's author types. */
export interface Moddle {
  $type: string;
  id?: string;
  name?: string;
  [key: string]: unknown;
}

export interface Definitions {
  definitions: Moddle;
  process: Moddle;
  warnings: string[];
}

const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json') as object;

/** Parses a diagram. @throws Error when it is not BPMN, or has no executable process. */
export async function parseDiagram(bpmn: string): Promise<Definitions> {
  const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(bpmn);
  const definitions = rootElement as unknown as Moddle;
  const process = listOf(definitions['rootElements']).find(it => it.$type === 'bpmn:Process' && it['isExecutable'] === true);
  if (!process) throw new Error('The diagram has no executable process');
  return { definitions, process, warnings: warnings.map(it => it.message) };
}

/** Reads what people see from a diagram: titles, stages, milestones, forms, jobs. */
export async function readModel(bpmn: string): Promise<ProcessModel> {
  const { definitions, process } = await parseDiagram(bpmn);
  const nodes = flowNodesOf(process);
  const centres = centresOf(definitions);
  const happyPath = walk(process, centres);
  const ahead = new Set(happyPath);
  const rest = nodes.map(it => it.id ?? '').filter(id => !ahead.has(id));
  const byPlace = (a: string, b: string) => (centres.get(a)?.x ?? 0) - (centres.get(b)?.x ?? 0);

  return {
    processId: process.id ?? '',
    title: titleOf(process),
    elements: new Map(nodes.map(it => [it.id ?? '', readElement(it)])),
    order: [...happyPath, ...rest.sort(byPlace)],
    happyPath,
  };
}

/** Every flow node, those of event subprocesses too. */
export const flowNodesOf = (container: Moddle): Moddle[] =>
  listOf(container['flowElements'])
    .filter(it => it.$type !== 'bpmn:SequenceFlow' && !it.$type.startsWith('bpmn:Data'))
    .flatMap(it => [it, ...flowNodesOf(it)]);

/** The extension element of a type ("zeebe:TaskDefinition") of an element. */
export const extensionOf = (element: Moddle, type: string): Moddle | undefined =>
  listOf((element['extensionElements'] as Moddle | undefined)?.['values']).find(it => it.$type === type);

export const propertiesOf = (element: Moddle): Record<string, string> =>
  Object.fromEntries(listOf(extensionOf(element, 'zeebe:Properties')?.['properties']).map(it => [String(it['name']), String(it['value'] ?? '')]));

export const listOf = (value: unknown): Moddle[] => (Array.isArray(value) ? (value as Moddle[]) : []);

/** Latvian is the diagram's own label, English its property; without one, the same in both. */
function titleOf(element: Moddle): Text {
  const lv = (element.name ?? element.id ?? '').replace(/\s+/g, ' ');
  return { lv, en: propertiesOf(element)['name.en'] ?? lv };
}

function readElement(node: Moddle): ModelElement {
  const text = (type: string, key: string) => extensionOf(node, type)?.[key] as string | undefined;
  const read = {
    formId: text('zeebe:FormDefinition', 'formId'),
    jobType: text('zeebe:TaskDefinition', 'type'),
    retries: text('zeebe:TaskDefinition', 'retries'),
    calledProcess: text('zeebe:CalledElement', 'processId'),
    decisionId: text('zeebe:CalledDecision', 'decisionId'),
    candidateGroups: text('zeebe:AssignmentDefinition', 'candidateGroups'),
  };
  const known = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
  return { id: node.id ?? '', type: node.$type, title: titleOf(node), properties: propertiesOf(node), ...known };
}

type Place = { x: number; y: number };

/** Centre of every shape on the plane. */
function centresOf(definitions: Moddle): Map<string, Place> {
  const shapes = listOf(definitions['diagrams']).flatMap(it => listOf((it['plane'] as Moddle | undefined)?.['planeElement']));
  return new Map(
    shapes.flatMap(shape => {
      const bounds = shape['bounds'] as { x: number; y: number; width: number; height: number } | undefined;
      const id = (shape['bpmnElement'] as Moddle | undefined)?.id;
      return bounds && id ? [[id, { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }] as const] : [];
    }),
  );
}

/** The happy path is drawn straight: from the start, at each fork, on along the flow that stays closest to the line. */
function walk(process: Moddle, centres: Map<string, Place>): string[] {
  const path: string[] = [];
  let at = listOf(process['flowElements']).find(it => it.$type === 'bpmn:StartEvent');
  while (at?.id && !path.includes(at.id)) {
    path.push(at.id);
    const from = centres.get(at.id);
    const turn = (node: Moddle | undefined) => Math.abs((centres.get(node?.id ?? '')?.y ?? 0) - (from?.y ?? 0));
    at = listOf(at['outgoing'])
      .map(flow => flow['targetRef'] as Moddle | undefined)
      .sort((a, b) => turn(a) - turn(b))[0];
  }
  return path;
}
