import { listOf, parseDiagram, type Moddle } from '../../../processes/model.ts';

/** A step of a diagram, as far as one must know it to begin a run there. */
export type Step = {
  id: string;
  type: string;
  /** Where its flows lead. */ targets: string[];
  /** The subprocess it lies in; null = the process. */ scope: string | null;
  afterEvents: boolean;
};
export type Flow = Map<string, Step>;

/** Which way a diagram goes from each of its steps. @throws Error when it is not BPMN */
export async function readFlow(bpmn: string): Promise<Flow> {
  const { process } = await parseDiagram(bpmn);
  const steps = new Map(stepsOf(process, null).map(step => [step.id, step]));
  for (const { type, targets } of [...steps.values()]) {
    if (type !== 'bpmn:EventBasedGateway') continue;
    for (const target of targets) steps.set(target, { ...steps.get(target)!, afterEvents: true });
  }
  return steps;
}

function stepsOf(container: Moddle, scope: string | null): Step[] {
  const inside = listOf(container['flowElements']);
  const flows = inside.filter(it => it.$type === 'bpmn:SequenceFlow').map(it => ({ from: idOf(it['sourceRef']), to: idOf(it['targetRef']) }));
  return inside.flatMap(it => {
    if (it.$type === 'bpmn:SequenceFlow' || it.$type.startsWith('bpmn:Data')) return [];
    const [id, targets] = [it.id ?? '', flows.filter(flow => flow.from === it.id).map(flow => flow.to)];
    return [{ id, type: it.$type, targets, scope, afterEvents: false }, ...stepsOf(it, id)];
  });
}

const idOf = (reference: unknown): string => (reference as Moddle).id ?? '';
