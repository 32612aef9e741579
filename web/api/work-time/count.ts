import { MOST_A_BEAT_S } from '../../contract/presence.ts';

/** What one page says: so many seconds of work since it last said so. `at`: when it was heard (ms). */
export type Beat = { at: number; workedSeconds: number };

/** Pages and networks are not to the millisecond: so much more than the clock shows is still believed (ms). */
const SLACK_MS = 1000;
/** The clock may step back a little (time servers); more is a new beginning (ms). */
const STEP_BACK_MS = 60_000;

/**
 * How much of what a page says counts, and up to when the person's time is counted then (ms). Time is counted once, in whatever case
 * and from however many pages it is told: never more than has passed since `cursor`. No beat speaks for more than a minute. A clock
 * that jumps back adds nothing and is followed; one that jumps ahead adds no more than was said.
 */
export function countBeat(cursor: number | null, { at, workedSeconds }: Beat): { seconds: number; cursor: number } {
  const said = Math.min(Math.max(Math.trunc(workedSeconds), 0), MOST_A_BEAT_S);
  if (cursor === null) return { seconds: said, cursor: at };
  if (at < cursor) return { seconds: 0, cursor: cursor - at > STEP_BACK_MS ? at : cursor };
  const passed = Math.floor((at - cursor + SLACK_MS) / 1000);
  const seconds = Math.min(said, passed);
  // what was counted on credit is paid back by the next beat
  return { seconds, cursor: Math.max(at - SLACK_MS, cursor + seconds * 1000) };
}
