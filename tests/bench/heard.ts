import type { Visitor } from '../../docker/demo/api.ts';
import { hear } from '../../docker/demo/changes.ts';

export type Heard = ReturnType<typeof hearCases>;

/** Looked at again now and then, as the browser does when it has heard nothing. */
const LOOK_AGAIN_MS = 3000;

/** The stream of events of one person, told apart by case: whoever waits for one case is not woken by the others. */
export function hearCases(visitor: Visitor, over: AbortSignal, any: () => void = () => {}) {
  const counts = new Map<string, number>();
  const waiting = new Map<string, Set<() => void>>();
  const ready = Promise.withResolvers<void>();

  function wake(caseId: string): void {
    counts.set(caseId, (counts.get(caseId) ?? 0) + 1);
    for (const go of waiting.get(caseId) ?? []) go();
    any();
  }

  void hear(visitor, over, heard => {
    if (heard === null) any();
    if (heard?.event === 'ready') ready.resolve();
    if (heard?.event === 'case') wake((JSON.parse(heard.data) as { caseId: string }).caseId);
  });

  /** Resolves when something has changed in the case since it was counted, or after a while. */
  async function change(caseId: string, before: number): Promise<void> {
    if ((counts.get(caseId) ?? 0) !== before) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const all = waiting.get(caseId) ?? new Set();
    waiting.set(caseId, all.add(resolve));
    const limit = setTimeout(resolve, LOOK_AGAIN_MS);
    await promise;
    clearTimeout(limit);
    all.delete(resolve);
    if (all.size === 0) waiting.delete(caseId);
  }

  return {
    ready: ready.promise,
    /** Looks whenever something has changed in this case, until there is something to see. */
    async until<T>(caseId: string, look: () => Promise<T | undefined>): Promise<T> {
      for (;;) {
        const before = counts.get(caseId) ?? 0;
        const found = await look();
        if (found !== undefined) return found;
        over.throwIfAborted();
        await change(caseId, before);
      }
    },
  };
}
