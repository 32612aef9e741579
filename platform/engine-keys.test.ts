import { describe, expect, it } from '@jest/globals';
import { makeEngineKeys } from './engine-keys.ts';

describe('keys of an engine', () => {
  it('are its own as long as it has never begun anew', () => {
    const { ours, raw } = makeEngineKeys(0);
    expect(ours('2251799813685249')).toBe('2251799813685249');
    expect(raw('2251799813685249')).toBe('2251799813685249');
  });

  it('carry the number of its life afterwards', () => {
    const { ours, raw } = makeEngineKeys(2);
    expect(ours('2251799813685249')).toBe('20002251799813685249');
    expect(raw('20002251799813685249')).toBe('2251799813685249');
    expect(ours(String(2n ** 63n - 1n))).not.toBe(makeEngineKeys(1).ours(String(2n ** 63n - 1n)));
  });

  it('of another life are none: the engine of today would take them for something else', () => {
    expect(makeEngineKeys(2).raw('10002251799813685249')).toBeNull();
    expect(makeEngineKeys(2).raw('2251799813685249')).toBeNull();
    expect(makeEngineKeys(12).raw('20002251799813685249')).toBeNull();
    expect(makeEngineKeys(0).raw('10002251799813685249')).toBeNull();
  });

  it('grow with time, within a life and beyond it', () => {
    const numbers = [
      makeEngineKeys(0).ours('9007199254740993'),
      makeEngineKeys(1).ours('5'),
      makeEngineKeys(1).ours('2251799813685249'),
      makeEngineKeys(2).ours('5'),
    ].map(BigInt);
    expect(numbers.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(numbers);
  });
});
