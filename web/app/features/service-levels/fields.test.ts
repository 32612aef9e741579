import { expect, it } from '@jest/globals';
import { faultsOf, numberOf, type Field } from './fields.ts';

const FIELDS: Field[] = [
  { name: 'source', label: '', type: 'text' },
  { name: 'asked', label: '', type: 'number' },
  { name: 'service', label: '', type: 'select' },
  { name: 'note', label: '', type: 'area', optional: true },
];

it.each([
  ['nothing', {}, { source: 'required', asked: 'required' }],
  ['too little', { source: 'ab', asked: '9', note: 'x' }, { source: 'short', note: 'short' }],
  ['no number', { source: 'Aptauja', asked: 'daudz' }, { asked: 'number' }],
  ['too exact a number', { source: 'Aptauja', asked: '9,555' }, { asked: 'number' }],
  ['all', { source: 'Aptauja', asked: '95,5' }, {}],
])('of %s typed says what is wrong', (_what, values, expected) => {
  expect(faultsOf(FIELDS, values)).toEqual(expected);
});

it('reads numbers as they are written here and elsewhere', () => {
  expect([numberOf('95,5'), numberOf(' 4.25 '), numberOf('7')]).toEqual([95.5, 4.25, 7]);
});
