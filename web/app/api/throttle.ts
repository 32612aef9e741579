/** Time as the throttle sees it: the browser's, or a test's. */
export interface Timer {
  now(): number;
  later(run: () => void, ms: number): void;
}

const BROWSERS: Timer = { now: () => performance.now(), later: (run, ms) => void setTimeout(run, ms) };

/**
 * Runs something at most once in `gapOf(name)` ms for each name: at once when it has been quiet, else once when the gap is over. A thousand
 * changes a minute then are thirty readings, and the last change is never missed.
 */
export function makeThrottle({
  run,
  gapOf,
  timer = BROWSERS,
}: {
  run(name: string): void;
  gapOf(name: string): number;
  timer?: Timer;
}): (name: string) => void {
  const ranAt = new Map<string, number>();
  const waiting = new Set<string>();

  const go = (name: string) => {
    waiting.delete(name);
    ranAt.set(name, timer.now());
    run(name);
  };

  return name => {
    if (waiting.has(name)) return;
    const before = ranAt.get(name);
    const wait = before === undefined ? 0 : before + gapOf(name) - timer.now();
    if (wait <= 0) return go(name);
    waiting.add(name);
    timer.later(() => go(name), wait);
  };
}
