import { setTimeout as wait } from 'node:timers/promises';
import { EngineUnavailable } from '../../platform/engine-error.ts';

const AGAIN_AFTER_MS = 50;
const WITHIN_MS = 60_000;

/** Asks an engine that has too much to do once more, as everything of ours does that speaks to it. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const until = performance.now() + WITHIN_MS; ;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof EngineUnavailable) || performance.now() > until) throw error;
      await wait(AGAIN_AFTER_MS);
    }
  }
}
