import { expect, it } from '@jest/globals';
import { codeOf } from './case-code-input.ts';

it.each([
  ['0008 1234', '0008 1234'],
  [' 00081234 ', '0008 1234'],
  ['0008-12345', '0008 12345'],
  ['0008\u00a01234', '0008 1234'],
  ['1234', null],
  ['P.08 1234', null],
  ['', null],
])('reads %j as %j', (typed, code) => {
  expect(codeOf(typed)).toBe(code);
});
