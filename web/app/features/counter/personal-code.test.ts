import { expect, it } from '@jest/globals';
import { normaliseCode } from './personal-code.ts';

it.each([
  ['120380-11111', '120380-11111'],
  ['12038011111', '120380-11111'],
  [' 326789 12345 ', '326789-12345'],
  ['450380-11111', null],
  ['121380-11111', null],
  ['120380-1111', null],
  ['', null],
])('%j → %s', (typed, expected) => {
  expect(normaliseCode(typed)).toBe(expected);
});
