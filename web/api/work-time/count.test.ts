import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_A_BEAT_S } from '../../contract/presence.ts';
import { countBeat, type Beat } from './count.ts';

const NOON = Date.UTC(2026, 10, 2, 12);

function countAll(beats: Beat[]) {
  let cursor: number | null = null;
  let total = 0;
  for (const beat of beats) {
    const counted = countBeat(cursor, beat);
    cursor = counted.cursor;
    total += counted.seconds;
  }
  return { total, cursor };
}

/** Beats of any number of pages, in the order in which they are heard. */
const beats = fc
  .array(fc.record({ after: fc.integer({ min: 0, max: 90_000 }), workedSeconds: fc.integer({ min: 0, max: 100 }) }), { minLength: 1, maxLength: 40 })
  .map(steps => steps.reduce<Beat[]>((all, { after, workedSeconds }) => [...all, { at: (all.at(-1)?.at ?? NOON) + after, workedSeconds }], []));

describe('working time', () => {
  it('is what the page says, beat by beat', () => {
    expect(countAll([0, 15, 30, 45, 60].map(s => ({ at: NOON + s * 1000, workedSeconds: s === 0 ? 0 : 15 }))).total).toBe(60);
  });

  it('of two pages that say the same is counted once', () => {
    const twice = [0, 15, 30, 45].flatMap(s => [0, 1].map(page => ({ at: NOON + s * 1000 + page * 200, workedSeconds: s === 0 ? 0 : 15 })));
    expect(countAll(twice).total).toBeLessThanOrEqual(46);
    expect(countAll(twice).total).toBeGreaterThanOrEqual(44);
  });

  it('of a page that slept is a minute at most', () => {
    expect(countBeat(NOON, { at: NOON + 8 * 3_600_000, workedSeconds: 28_800 }).seconds).toBe(MOST_A_BEAT_S);
  });

  it('is not lost to a late beat, nor won by it', () => {
    const late = [
      { at: NOON, workedSeconds: 0 },
      { at: NOON + 16_000, workedSeconds: 15 },
      { at: NOON + 30_000, workedSeconds: 15 },
    ];
    expect(countAll(late).total).toBe(30);
  });

  it('never is more than has passed, nor more than was said', () => {
    fc.assert(
      fc.property(beats, all => {
        const passed = (all.at(-1)!.at - all[0]!.at) / 1000;
        const said = all.reduce((sum, it) => sum + Math.min(it.workedSeconds, MOST_A_BEAT_S), 0);
        const first = Math.min(all[0]!.workedSeconds, MOST_A_BEAT_S);
        const { total } = countAll(all);
        expect(total).toBeLessThanOrEqual(said);
        expect(total).toBeLessThanOrEqual(first + passed + 1);
        expect(total).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not grow beyond what has passed, however often a beat comes again', () => {
    fc.assert(
      fc.property(beats, all => {
        const repeated = all.flatMap(it => [it, it]);
        expect(countAll(repeated).total).toBeLessThanOrEqual(Math.min(all[0]!.workedSeconds, MOST_A_BEAT_S) + (all.at(-1)!.at - all[0]!.at) / 1000 + 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives clocks that move: nothing negative, no more than a minute a beat, and counting goes on', () => {
    const moved = fc.array(fc.record({ at: fc.integer({ min: NOON - 7_200_000, max: NOON + 7_200_000 }), workedSeconds: fc.integer({ min: -5, max: 200 }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(moved, all => {
        let cursor: number | null = null;
        for (const beat of all) {
          const counted = countBeat(cursor, beat);
          expect(counted.seconds).toBeGreaterThanOrEqual(0);
          expect(counted.seconds).toBeLessThanOrEqual(MOST_A_BEAT_S);
          cursor = counted.cursor;
        }
        // a quarter of an hour of steady work after whatever happened is counted, but for the first minute
        const from = all.at(-1)?.at ?? NOON;
        const steady = Array.from({ length: 60 }, (_, n) => ({ at: from + n * 15_000, workedSeconds: 15 }));
        let total = 0;
        for (const beat of steady) {
          const counted = countBeat(cursor, beat);
          total += counted.seconds;
          cursor = counted.cursor;
        }
        expect(total).toBeGreaterThanOrEqual(885 - 75);
      }),
      { numRuns: 2000 },
    );
  });
});
