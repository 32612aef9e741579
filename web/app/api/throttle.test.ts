import { expect, it } from '@jest/globals';
import { makeThrottle } from './throttle.ts';

/** A clock the test turns. */
function makeClock() {
  let at = 0;
  const due: { at: number; run: () => void }[] = [];
  return {
    timer: { now: () => at, later: (run: () => void, ms: number) => void due.push({ at: at + ms, run }) },
    turnTo(to: number) {
      for (let next = due.toSorted((a, b) => a.at - b.at)[0]; next && next.at <= to; next = due.toSorted((a, b) => a.at - b.at)[0]) {
        due.splice(due.indexOf(next), 1);
        at = next.at;
        next.run();
      }
      at = to;
    },
  };
}

it('reads a thousand changes of a minute at most once in two seconds, the first at once and the last for certain', () => {
  const clock = makeClock();
  const read: number[] = [];
  const tell = makeThrottle({ run: () => void read.push(clock.timer.now()), gapOf: () => 2000, timer: clock.timer });

  for (let n = 0; n < 1000; n += 1) {
    clock.turnTo(n * 60);
    tell('list');
  }
  const lastTold = 999 * 60;
  clock.turnTo(lastTold + 2000);

  expect(read[0]).toBe(0);
  expect(read.every((at, n) => n === 0 || at - read[n - 1]! >= 2000)).toBe(true);
  expect(read.length).toBeLessThanOrEqual(31);
  expect(read.at(-1)).toBeGreaterThanOrEqual(lastTold);
});

it('keeps names apart, each with its own gap', () => {
  const clock = makeClock();
  const read: string[] = [];
  const tell = makeThrottle({ run: name => void read.push(name), gapOf: name => (name === 'slow' ? 5000 : 1000), timer: clock.timer });
  for (const at of [0, 1000, 2000, 3000]) {
    clock.turnTo(at);
    tell('slow');
    tell('fast');
  }
  clock.turnTo(10_000);

  expect(read.filter(it => it === 'fast')).toHaveLength(4);
  expect(read.filter(it => it === 'slow')).toHaveLength(2);
});
