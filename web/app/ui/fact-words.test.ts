import { expect, it } from '@jest/globals';
import { factWords } from './fact-words.ts';

const words = {
  t: ((key: string) => key) as never,
  say: (text: { lv: string }) => text.lv,
  date: (day: string) => `day ${day}`,
  money: (cents: number) => `${cents / 100} EUR`,
};

it.each([
  [{ key: 'deceasedStatus', value: 'insured', valueText: { lv: 'apdrošināts', en: 'insured' } }, 'apdrošināts'],
  [{ key: 'deceasedStatus', value: 'insured' }, 'insured'],
  [{ key: 'deathRegistered', value: true }, 'common:yes'],
  [{ key: 'alreadyPaid', value: false }, 'common:no'],
  [{ key: 'baseCents', value: 118_000 }, '1180 EUR'],
  [{ key: 'deathOn', value: '2026-10-20' }, 'day 2026-10-20'],
  [{ key: 'deathOn', value: null }, '–'],
])('%j is %s', (fact, expected) => {
  expect(factWords(fact, words)).toBe(expected);
});
