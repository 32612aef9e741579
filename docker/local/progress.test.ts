import { describe, expect, it } from '@jest/globals';
import { bar, shareOf } from './progress.ts';

describe('shareOf', () => {
  it('is what was measured', () => {
    expect(shareOf({ began: 0, expectedMs: 1, measured: 0.25 }, 1_000_000)).toBe(0.25);
  });

  it('grows with time but is never full before the end', () => {
    const at = (now: number) => shareOf({ began: 0, expectedMs: 10_000, measured: null }, now);

    expect(at(0)).toBe(0);
    expect(at(5_000)).toBeLessThan(at(10_000));
    expect(at(10_000_000)).toBeLessThan(1);
  });
});

describe('bar', () => {
  it.each([
    [0, '[················]'],
    [0.5, '[████████········]'],
    [1, '[████████████████]'],
  ])('%p', (share, text) => {
    expect(bar(share)).toBe(text);
  });
});
