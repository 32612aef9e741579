import { describe, expect, it } from '@jest/globals';
import { beyond, holdRows, neighbour } from './held-list.ts';

const row = (key: string, version = 1) => ({ key, version });

describe('holdRows', () => {
  it('shows everything at once to somebody who has not begun to read', () => {
    expect(holdRows(['a'], [row('b'), row('a')], false)).toEqual({ rows: [row('b'), row('a')], held: 0 });
  });

  it('keeps the order a person reads in, renews known rows and counts new ones', () => {
    expect(holdRows(['a', 'b'], [row('n'), row('b', 2), row('a')], true)).toEqual({ rows: [row('a'), row('b', 2)], held: 1 });
  });

  it('drops rows that are gone', () => {
    expect(holdRows(['a', 'b'], [row('b')], true)).toEqual({ rows: [row('b')], held: 0 });
  });

  it('does not hold back the first rows of an empty list', () => {
    expect(holdRows([], [row('a')], true)).toEqual({ rows: [row('a')], held: 0 });
  });
});

describe('neighbour', () => {
  it('moves by one and stays at the ends', () => {
    expect([neighbour(['a', 'b'], 'a', 1), neighbour(['a', 'b'], 'b', 1), neighbour(['a', 'b'], 'a', -1)]).toEqual(['b', 'b', 'a']);
  });

  it('starts at the first row', () => {
    expect([neighbour(['a', 'b'], null, 1), neighbour(['a', 'b'], 'gone', -1), neighbour([], null, 1)]).toEqual(['a', 'a', null]);
  });
});

describe('beyond', () => {
  const [old, young] = [{ createdAt: '2026-11-01T08:00:00Z' }, { createdAt: '2026-11-02T08:00:00Z' }];

  it('counts those that came and are on no page yet', () => {
    expect(beyond(3, [old, young], '2026-11-01T12:00:00Z')).toBe(2);
  });

  it('says nothing to whoever never looked, nor less than nothing', () => {
    expect([beyond(3, [], null), beyond(0, [young], '2026-11-01T12:00:00Z')]).toEqual([0, 0]);
  });
});
