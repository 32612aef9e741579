import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultsOfKeeping } from './keepable.ts';

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let left = depth; left > 0; left -= 1) value = [value];
  return value;
};

describe('what cannot be kept', () => {
  it.each([
    ['NUL', { q: 'a\u0000b' }, ['q']],
    ['half a surrogate pair', { data: { name: '\ud800' } }, ['data.name']],
    ['the other half', { items: ['fine', 'b\udfff'] }, ['items.1']],
    ['a name', { data: { 'a\u0000': 1 } }, ['data']],
    ['too deep', { data: nested(60) }, [`data${'.0'.repeat(39)}`]],
  ])('%s', (_what, value, paths) => {
    expect(faultsOfKeeping(value).map(it => it.path)).toEqual(paths);
  });

  it.each([
    ['a whole pair', '😀'],
    ['control characters', '\u0001\n\t'],
    ['right to left', '\u202e'],
  ])('%s is kept', (_what, text) => {
    expect(faultsOfKeeping({ text })).toEqual([]);
  });

  it('is found anywhere in anything', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }), fc.nat(), (value, at) => {
        expect(faultsOfKeeping(value)).toEqual([]);
        const places: { holder: Record<string, unknown>; key: string }[] = [];
        const walk = (it: unknown) => {
          if (typeof it !== 'object' || it === null) return;
          for (const key of Object.keys(it)) {
            places.push({ holder: it as Record<string, unknown>, key });
            walk((it as Record<string, unknown>)[key]);
          }
        };
        walk(value);
        const place = places[at % Math.max(1, places.length)];
        if (!place || place.key === '__proto__') return;
        place.holder[place.key] = 'a\u0000';
        expect(faultsOfKeeping(value)).toHaveLength(1);
      }),
    );
  });

  it('a depth beyond every stack is a fault, not a crash', () => {
    expect(faultsOfKeeping(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toHaveLength(1);
  });
});
