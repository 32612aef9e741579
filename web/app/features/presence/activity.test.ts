import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeMeter } from './activity.ts';

function setUp() {
  let at = 1_000_000;
  const meter = makeMeter(() => at);
  const pass = (seconds: number, { inFront = true, touching = false } = {}) => {
    for (let n = 0; n < seconds; n += 1) {
      at += 1000;
      if (touching) meter.touch();
      meter.tick(inFront);
    }
  };
  return { meter, pass, jump: (ms: number) => (at += ms) };
}

describe('the meter of work', () => {
  it('counts while the page is in front and touched', () => {
    const { meter, pass } = setUp();
    pass(15, { touching: true });
    expect(meter.take()).toBe(15);
    expect(meter.take()).toBe(0);
  });

  it('counts two minutes after the last touch and no more', () => {
    const { meter, pass } = setUp();
    let total = 0;
    for (let n = 0; n < 20; n += 1) {
      pass(15);
      total += meter.take();
    }
    expect(total).toBe(120);
  });

  it('does not count a page that is not in front', () => {
    const { meter, pass } = setUp();
    pass(30, { inFront: false, touching: true });
    expect(meter.take()).toBe(0);
  });

  it('does not count sleep, nor clocks that jump', () => {
    const { meter, pass, jump } = setUp();
    jump(3_600_000);
    meter.touch();
    meter.tick(true);
    jump(-7_200_000);
    meter.tick(true);
    pass(5, { touching: true });
    expect(meter.take()).toBe(5);
  });

  it('never counts more than has passed in front', () => {
    const step = fc.record({ ms: fc.integer({ min: -100_000, max: 200_000 }), inFront: fc.boolean(), touch: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), steps => {
        let at = 10_000_000;
        const meter = makeMeter(() => at);
        let most = 0;
        let total = 0;
        for (const { ms, inFront, touch } of steps) {
          at += ms;
          if (touch) meter.touch();
          meter.tick(inFront);
          if (inFront) most += Math.max(0, ms);
          total += meter.take();
        }
        expect(total * 1000).toBeLessThanOrEqual(most);
      }),
    );
  });
});
