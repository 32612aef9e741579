import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bothOf, differences, isEmpty, isSame, mergeDrafts } from './merge.ts';

const base = { outcome: 'grant', reason: 'Sākums.', amount: '10,00' };

describe('two who began from the same', () => {
  it('do not disturb each other in different fields', () => {
    const { merged, clashes } = mergeDrafts(base, { ...base, reason: 'Mans.' }, { ...base, amount: '12,00' });

    expect(merged).toEqual({ outcome: 'grant', reason: 'Mans.', amount: '12,00' });
    expect(clashes).toEqual([]);
  });

  it('are asked where both changed one field, each in another way; mine stands meanwhile', () => {
    const { merged, clashes } = mergeDrafts(base, { ...base, reason: 'Mans.' }, { ...base, reason: 'Viņas.' });

    expect(clashes).toEqual([{ key: 'reason', base: 'Sākums.', mine: 'Mans.', theirs: 'Viņas.' }]);
    expect(merged.reason).toBe('Mans.');
  });

  it('agree when both did the same, or left it empty in another way', () => {
    expect(mergeDrafts({ a: 'x' }, { a: '' }, { a: null }).clashes).toEqual([]);
    expect(mergeDrafts({ list: [] }, { list: ['a'] }, { list: ['a'] }).clashes).toEqual([]);
  });

  it('keep what one emptied and the other left alone empty', () => {
    expect(mergeDrafts({ a: 'x' }, { a: '' }, { a: 'x' }).merged).toEqual({ a: '' });
  });

  const data = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'x', 'y', 'z'));
  it('lose nothing: every answer that either typed is taken or asked about', () => {
    fc.assert(
      fc.property(data, data, data, (was, mine, theirs) => {
        const { merged, clashes } = mergeDrafts(was, mine, theirs);
        const shown = (key: string, value: unknown) => isSame(merged[key], value) || clashes.some(it => it.key === key && isSame(it.theirs, value));
        for (const [key, value] of Object.entries(mine)) if (!isSame(value, was[key])) expect(isSame(merged[key], value)).toBe(true);
        for (const [key, value] of Object.entries(theirs)) if (!isSame(value, was[key]) && !isEmpty(value)) expect(shown(key, value)).toBe(true);
      }),
    );
  });
});

describe('both', () => {
  it.each([
    ['Mans.', 'Viņas.', 'Mans.\n\nViņas.'],
    ['Mans. Viņas.', 'Viņas.', 'Mans. Viņas.'],
    [['a'], ['b', 'a'], ['a', 'b']],
    [1, 2, undefined],
    ['', 'Viņas.', undefined],
  ])('%j and %j: %j', (mine, theirs, both) => {
    expect(bothOf(mine, theirs)).toEqual(both);
  });
});

it('differences are what another filled in and stands otherwise here; notes of the form itself are none', () => {
  expect(differences({ a: 'x', b: '' }, { a: 'x', b: 'y', c: '', _seen: { vita: 2 } })).toEqual([{ key: 'b', base: undefined, mine: '', theirs: 'y' }]);
});
