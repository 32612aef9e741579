import { IDLE_AFTER_S, MOST_A_BEAT_S } from '../../../contract/presence.ts';

export type Meter = ReturnType<typeof makeMeter>;

/** A look at the clock later than this means that the page slept: nobody worked meanwhile (ms). */
const SLEPT_MS = 5_000;

/**
 * Measures how long somebody works on a page: only while it is in front, and for two minutes after the last touch. `tick` is asked
 * every second; a clock that jumps, or a page that slept, adds nothing. `take` gives whole seconds and keeps the rest.
 */
export function makeMeter(now: () => number) {
  let last = now();
  let touchedAt = now();
  let workedMs = 0;

  return {
    /** A key, the pointer, a scroll. */
    touch(): void {
      touchedAt = now();
    },
    tick(inFront: boolean): void {
      const at = now();
      const passed = at - last;
      const idle = at - touchedAt > IDLE_AFTER_S * 1000 || at < touchedAt;
      if (inFront && !idle && passed > 0 && passed <= SLEPT_MS) workedMs += passed;
      if (at < touchedAt) touchedAt = at; // the clock went back
      last = at;
    },
    take(): number {
      const seconds = Math.min(Math.floor(workedMs / 1000), MOST_A_BEAT_S);
      workedMs -= seconds * 1000;
      return seconds;
    },
  };
}
