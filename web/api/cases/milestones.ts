import type { ModelElement, ProcessModel } from '../../../processes/model.ts';
import type { Text } from '../../contract/words.ts';

export type Timing = { processId: string; elementId: string; enteredAt: Date };
export type Milestone = {
  id: string;
  stage: 'application' | 'execution' | 'delivery';
  text: Text;
  state: 'done' | 'current' | 'ahead' | 'skipped';
  at: Date | null;
};
export type StageLine = { milestones: Milestone[]; next: Text | null };

/** The diagrams of a case: those it runs on, and of this release those it has yet to reach. `calls` = what the diagrams call by expression. */
export type Diagrams = { root: ProcessModel; models: ReadonlyMap<string, ProcessModel>; calls: Readonly<Record<string, string | null>> };

/** What an element tells the client; undefined when it tells nothing. */
export const milestoneOf = (element: ModelElement): Text | undefined => textOf(element, 'milestone');

function textOf({ properties, title }: ModelElement, name: 'milestone' | 'next'): Text | undefined {
  const lv = properties[`${name}.lv`];
  return lv ? { lv, en: properties[`${name}.en`] ?? (name === 'milestone' ? title.en : lv) } : undefined;
}

const STAGES = ['application', 'execution', 'delivery'] as const;
const stageOf = ({ properties }: ModelElement) => STAGES.find(it => it === properties['stage']) ?? 'execution';

type Place = { id: string; element: ModelElement; expected: boolean; enteredAt: Date | null };

/**
 * The stage line (M10): what the case has met, as it met it, then what it is expected to meet, called processes in the place of their
 * call. Detours show only once they have been taken. A reopened case has its old way behind it and the rest ahead of it again.
 */
export function stageLine(diagrams: Diagrams, timings: Timing[], { closed, submittedAt }: { closed: boolean; submittedAt: Date }): StageLine {
  const places = once(walk(diagrams.root, diagrams, timings).filter(it => milestoneOf(it.element)));
  const met = places.filter(it => it.enteredAt).sort((a, b) => a.enteredAt!.getTime() - b.enteredAt!.getTime());
  if (met.length === 0 && places[0] && !closed) met.push({ ...places[0], enteredAt: submittedAt });

  const anchor = met.findLast(it => it.expected);
  const behind = anchor ? places.findIndex(it => it.id === anchor.id) : -1;
  const ahead = places.filter((it, index) => it.expected && index > behind);
  const aheadIds = new Set(ahead.map(it => it.id));
  const done = met.filter(it => !aheadIds.has(it.id));
  const current = done.at(-1);

  return {
    milestones: [
      ...done.map(it => present(it, it === current && !closed ? 'current' : 'done')),
      ...ahead.map(it => present({ ...it, enteredAt: null }, closed ? 'skipped' : 'ahead')),
    ],
    next: closed ? null : ((current && textOf(current.element, 'next')) ?? (ahead[0] && milestoneOf(ahead[0].element)) ?? null),
  };
}

/** A process called from several places is one part of the line: in its expected place, else in the first. */
function once(places: Place[]): Place[] {
  const chosen = new Map<string, Place>();
  for (const place of places) {
    const known = chosen.get(place.id);
    if (!known || (place.expected && !known.expected)) chosen.set(place.id, place);
  }
  return places.filter(it => chosen.get(it.id) === it);
}

const present = ({ id, element, enteredAt }: Place, state: Milestone['state']): Milestone => ({
  id,
  stage: stageOf(element),
  text: milestoneOf(element)!,
  state,
  at: enteredAt,
});

/** Elements of a diagram in order, those of a called process right after its call; no process within itself. */
function walk(model: ProcessModel, diagrams: Diagrams, timings: Timing[], above: string[] = [], expected = true): Place[] {
  const happy = new Set(model.happyPath);
  return model.order.flatMap(elementId => {
    const element = model.elements.get(elementId);
    if (!element) return [];
    const isExpected = expected && happy.has(elementId);
    const place = { id: `${model.processId}/${elementId}`, element, expected: isExpected, enteredAt: lastEntry(timings, model.processId, elementId) };
    const called = calledModel(element, diagrams);
    const inner = called && !above.includes(called.processId) ? walk(called, diagrams, timings, [...above, model.processId], isExpected) : [];
    return [place, ...inner];
  });
}

function calledModel({ calledProcess }: ModelElement, { models, calls }: Diagrams): ProcessModel | undefined {
  if (!calledProcess) return undefined;
  const processId = calledProcess.startsWith('=') ? calls[calledProcess.slice(1).trim()] : calledProcess;
  return processId ? models.get(processId) : undefined;
}

function lastEntry(timings: Timing[], processId: string, elementId: string): Date | null {
  const own = timings.filter(it => it.processId === processId && it.elementId === elementId).map(it => it.enteredAt.getTime());
  return own.length > 0 ? new Date(Math.max(...own)) : null;
}
