import { setTimeout as wait } from 'node:timers/promises';

/** Carries out `act` so many times, each at its own moment, whatever the others take. `intended`: the moment it was due (performance.now()). */
export async function atRate<T>(times: number, perSecond: number, act: (intended: number, n: number) => Promise<T>): Promise<T[]> {
  const began = performance.now();
  return Promise.all(
    Array.from({ length: times }, async (_, n) => {
      const intended = began + (n * 1000) / perSecond;
      await wait(Math.max(0, intended - performance.now()));
      return act(intended, n);
    }),
  );
}

/** Says how it stands every few seconds until stopped; a long wait without a word looks like a fault. */
export function saying(say: (line: string) => void, how: () => string, everyMs = 10_000): { stop(): void } {
  const timer = setInterval(() => say(`  ${how()}`), everyMs);
  return { stop: () => clearInterval(timer) };
}

/** Asks again and again until the answer is yes; false when the time is over. */
export async function until(withinMs: number, everyMs: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) return false;
    await wait(everyMs);
  }
  return true;
}
