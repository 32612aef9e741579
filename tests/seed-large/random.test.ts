import { describe, expect, it } from '@jest/globals';
import { makeChance } from './random.ts';

describe('chance', () => {
  it('comes out the same for the same seed, and otherwise not', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, makeChance(seed).share);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('makes UUIDs of version 7 in the order of time', () => {
    const chance = makeChance(1);
    const ids = [0, 1, 86_400_000].map(ms => chance.id(new Date(Date.UTC(2026, 0, 1) + ms)));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('never gives what weighs nothing', () => {
    const chance = makeChance(2);
    const drawn = new Set(
      Array.from({ length: 1000 }, () =>
        chance.weighed([
          [1, 'a'],
          [0, 'b'],
          [3, 'c'],
        ]),
      ),
    );
    expect([...drawn].toSorted()).toEqual(['a', 'c']);
  });
});
