import { describe, expect, it } from '@jest/globals';
import { isPersonalCode, maskPersonalCode, tidyPersonalCode } from './personal-code.ts';

describe('isPersonalCode', () => {
  it.each([
    ['120380-11118', 'dated, right check digit'],
    ['12038011118', 'without the hyphen'],
    ['120380 11118', 'with a space'],
    ['321911-05111', 'given since 2017: no date, no check digit'],
    ['329999-99999', 'given since 2017'],
  ])('%s is one: %s', code => {
    expect(isPersonalCode(code)).toBe(true);
  });

  it.each([
    ['120380-11117', 'wrong check digit'],
    ['310280-11110', 'there is no 31 February'],
    ['120380-31118', 'no such century'],
    ['320380-1111', 'too short'],
    ['120380-111186', 'too long'],
    ['I20380-11118', 'a letter'],
    ['', 'nothing'],
  ])('%s is none: %s', code => {
    expect(isPersonalCode(code)).toBe(false);
  });
});

it('writes a code as the register does', () => {
  expect(tidyPersonalCode(' 120380 11118 ')).toBe('120380-11118');
});

it('masks what need not be shown', () => {
  expect(maskPersonalCode('120380-11118')).toBe('120380-*****');
});
