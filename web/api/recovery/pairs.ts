import type { JournalRecord } from '../journal/record.ts';
import type { Placed } from './place.ts';
import type { Visit } from './places.ts';
import type { Standing, Watch } from './watch.ts';

/** A key of the lost engine and the one that stands for it now. */
export type Moved = { kind: 'run' | 'element' | 'task'; caseId: string; old: string; new: string };
export type OpenTask = { key: string; caseId: string; runKey: string; elementId: string };
/** What becomes of a case's projections: keys that change, and records of what is new. */
export type Pairing = { moved: Moved[]; records: JournalRecord[] };

/** Pairs what stood before with what stands now, element by element; the first that was there before is the first that is there now. */
export function pairUp(placed: Placed[], tasks: OpenTask[], watch: Watch): Pairing {
  const moved: Moved[] = [];
  for (const { plan, runKey } of placed) {
    const { caseId } = plan;
    const now = watch.inside(runKey);
    moved.push({ kind: 'run', caseId, old: plan.key, new: runKey });
    const stood = plan.visits.filter((it: Visit) => it.leftAt === null);
    moved.push(...inOrder(stood, now).map(([was, is]) => ({ kind: 'element' as const, caseId, old: was.key, new: is.key })));
    const withTask = now.flatMap(it => (it.task ? [{ elementId: it.elementId, task: it.task }] : []));
    const own = tasks.filter(it => it.runKey === plan.key);
    moved.push(...inOrder(own, withTask).map(([was, is]) => ({ kind: 'task' as const, caseId, old: was.key, new: is.task })));
  }
  const records = placed.slice(0, 1).flatMap(({ runKey }) => recordsOf(runKey, watch));
  return { moved, records: records.sort((a, b) => (a.position < b.position ? -1 : 1)) };
}

function inOrder<A extends { elementId: string }, B extends { elementId: string }>(before: A[], now: B[]): [A, B][] {
  const waiting = Map.groupBy(now, it => it.elementId);
  return before.flatMap(was => {
    const is = waiting.get(was.elementId)?.shift();
    return is ? [[was, is] as [A, B]] : [];
  });
}

/** Of a run, of what stands in it, and of the runs it has called. */
function recordsOf(runKey: string, watch: Watch): JournalRecord[] {
  const called = (it: Standing) => watch.calledNow(it.key);
  const inside = watch.inside(runKey);
  return [
    ...(watch.runs.get(runKey)?.records ?? []),
    ...inside.flatMap(it => it.records),
    ...inside.flatMap(it => {
      const run = called(it);
      return run ? recordsOf(run.key, watch) : [];
    }),
  ];
}
