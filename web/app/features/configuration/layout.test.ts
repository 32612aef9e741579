import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { layOut, NODE, treeOf } from './layout.ts';

const drawn = fc.array(fc.nat(4), { minLength: 1, maxLength: 30 }).chain(depths =>
  fc.record({
    nodes: fc.constant(depths.map((depth, n) => ({ id: `${n}`, depth }))),
    edges: fc.array(fc.record({ from: fc.nat(depths.length - 1).map(String), to: fc.nat(depths.length - 1).map(String) }), { maxLength: 60 }),
  }),
);

it('places each node once, in the column of its distance, none over another, all within the picture', () => {
  fc.assert(
    fc.property(drawn, it => {
      const { places, width, height } = layOut(it);
      expect(places.map(place => place.id).sort()).toEqual(it.nodes.map(node => node.id).sort());
      const spots = places.map(({ x, y }) => `${x} ${y}`);
      expect(new Set(spots).size).toBe(spots.length);
      for (const { x, y } of places) {
        expect(x >= 0 && x + NODE.width <= width).toBe(true);
        expect(y >= 0 && y + NODE.height <= height).toBe(true);
      }
      expect(layOut(it)).toEqual({ places, width, height });
    }),
  );
});

it('reads every node that can be reached exactly once, however the relations run in circles', () => {
  const tree = treeOf({
    nodes: [
      { id: 'a', depth: 0 },
      { id: 'b', depth: 1 },
      { id: 'c', depth: 1 },
      { id: 'd', depth: 2 },
    ],
    edges: [
      { from: 'a', to: 'b' },
      { from: 'c', to: 'a' },
      { from: 'b', to: 'd' },
      { from: 'd', to: 'c' },
      { from: 'd', to: 'a' },
    ],
  });
  expect(tree).toEqual(
    new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
    ]),
  );
});
