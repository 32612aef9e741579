import { describe, expect, it } from '@jest/globals';
import { bootstrap, compare, forSeconds, isQuiet, quantile, type Arm } from './compare.ts';

const arm = (name: string, perSecond: number): Arm => ({ name, run: async () => ({ done: perSecond, seconds: 1, cpuMs: perSecond * 2 }) });

describe('the comparison of two arms', () => {
  it('is the median ratio of the pairs, with a verdict when the arm agrees with itself', async () => {
    const { own, ratio, verdict, cpu } = await compare(arm('ours', 80), arm('bare', 100), 5, () => {});
    expect(own).toEqual({ median: 1, low: 1, high: 1 });
    expect(ratio).toEqual({ median: 0.8, low: 0.8, high: 0.8 });
    expect(cpu?.median).toBe(1);
    expect(verdict).toBe(true);
  });

  it('gives no verdict when the machine is noisy', async () => {
    let turn = 0;
    const noisy: Arm = { name: 'ours', run: async () => ({ done: turn++ % 2 ? 150 : 60, seconds: 1 }) };
    expect((await compare(noisy, arm('bare', 100), 6, () => {})).verdict).toBe(false);
  });

  it.each([
    [{ median: 1, low: 0.96, high: 1.04 }, true],
    [{ median: 1, low: 0.94, high: 1.01 }, false],
    [{ median: 1, low: 0.99, high: 1.06 }, false],
  ])('%o is quiet: %p', (interval, quiet) => expect(isQuiet(interval)).toBe(quiet));

  it('knows quantiles', () => {
    expect([quantile([4, 1, 3, 2], 0.5), quantile([1, 2, 3], 1), quantile([], 0.5)]).toEqual([2.5, 3, NaN]);
    expect(bootstrap([1, 2, 3, 4, 5]).low).toBeLessThan(3);
  });

  it('counts what several hands finish', async () => {
    const { done, seconds } = await forSeconds(0.02, 3, () => new Promise(resolve => setImmediate(resolve)));
    expect(done).toBeGreaterThanOrEqual(3);
    expect(seconds).toBeGreaterThanOrEqual(0.02);
  });
});
