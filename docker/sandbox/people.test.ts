import { describe, expect, it } from '@jest/globals';
import { isIban, isPersonalCode } from './codes.ts';
import { daysBefore, DEMO_USERS, PEOPLE, syntheticCode, syntheticPerson, UNKNOWN_CODE } from './people.ts';

describe('codes', () => {
  it.each([
    ['161175-19997', true], // the example of the public description of the check digit
    ['161375-19997', false],
    ['161175-19998', false],
    ['16117519997', false],
  ])('%s is a personal code: %s', (code, valid) => {
    expect(isPersonalCode(code)).toBe(valid);
  });

  it.each([
    ['LV80BANK0000435195001', true], // the example of the IBAN registry
    ['LV81BANK0000435195001', false],
    ['DE89370400440532013000', false],
  ])('%s is a Latvian account: %s', (value, valid) => {
    expect(isIban(value)).toBe(valid);
  });
});

describe('seeded people', () => {
  it.each(PEOPLE.map(person => [person.note, person] as const))('%s: code and account verify', (_note, person) => {
    expect(isPersonalCode(person.personalCode)).toBe(true);
    expect(person.iban === undefined || isIban(person.iban)).toBe(true);
  });

  it('have a code each, and nobody has the unknown one', () => {
    const codes = [...PEOPLE.map(person => person.personalCode), UNKNOWN_CODE];

    expect(new Set(codes).size).toBe(codes.length);
    expect(isPersonalCode(UNKNOWN_CODE)).toBe(true);
  });

  it('residents sign in with a code that the register knows', () => {
    const residents = DEMO_USERS.filter(user => user.roles.includes('resident'));

    expect(residents.map(user => PEOPLE.some(person => person.personalCode === user.personalCode))).toEqual([true, true]);
  });
});

describe('the reserved range', () => {
  it('answers with a deceased insured person, the same each time', () => {
    const code = syntheticCode(123_456);

    expect(isPersonalCode(code)).toBe(true);
    expect(syntheticPerson(code)).toEqual(syntheticPerson(code));
    expect(syntheticPerson(code)).toMatchObject({ diedDaysAgo: 14, insurance: { status: 'insured' } });
  });

  it('leaves other codes alone', () => {
    expect(syntheticPerson(UNKNOWN_CODE)).toBeUndefined();
  });
});

it('counts days in Latvia, where the day begins earlier', () => {
  expect(daysBefore(new Date('2026-11-20T22:30:00Z'), 1)).toBe('2026-11-20');
});
