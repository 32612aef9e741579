import { expect, it } from '@jest/globals';
import { addMonths, dayOf, monthAfter, monthOf } from './days.ts';

it.each([
  ['2026-11-20T21:30:00Z', '2026-11-20', '2026-11'],
  ['2026-11-20T22:30:00Z', '2026-11-21', '2026-11'],
  ['2026-11-30T22:30:00Z', '2026-12-01', '2026-12'],
  ['2026-07-31T21:30:00Z', '2026-08-01', '2026-08'],
])('at %s it is %s in Riga, in %s', (instant, day, month) => {
  expect([dayOf(instant), monthOf(new Date(instant))]).toEqual([day, month]);
});

it.each([
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
])('%s and %i months is %s', (month, months, after) => {
  expect(monthAfter(month, months)).toBe(after);
});

it.each([
  ['2026-11-22', 3, '2027-02-22'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
])('%s and %i months is %s', (day, months, after) => {
  expect(addMonths(day, months)).toBe(after);
});
