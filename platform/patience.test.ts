import { describe, expect, it } from '@jest/globals';
import { PATIENCE, afterFailure, attemptsOf } from './patience.ts';

/** The pauses a job goes through until it becomes an incident. */
function livedThrough(retries: number, pausesMs: readonly number[]): number[] {
  const left = afterFailure(retries, pausesMs);
  return left.retries === 0 ? [] : [left.retryBackOffMs, ...livedThrough(left.retries, pausesMs)];
}

describe('patience', () => {
  it.each(Object.entries(PATIENCE))('%s: each pause once, in order, then an incident', (_name, pausesMs) => {
    expect(livedThrough(attemptsOf(pausesMs), pausesMs)).toEqual([...pausesMs]);
  });

  it('grows, and outlasts an agency that is away for a quarter of an hour', () => {
    const { service } = PATIENCE;
    expect([...service].sort((a, b) => a - b)).toEqual([...service]);
    expect(service.reduce<number>((sum, ms) => sum + ms, 0)).toBeGreaterThan(15 * 60_000);
  });

  it('gives no job more attempts than its pauses, whatever the engine counts', () => {
    expect(livedThrough(100, PATIENCE.shared)).toEqual([...PATIENCE.shared]);
  });

  it.each([
    [1, 0],
    [0, 0],
  ])('%i left before the failure: an incident at once', (before, retries) => {
    expect(afterFailure(before, PATIENCE.service)).toEqual({ retries, retryBackOffMs: 0 });
  });
});
