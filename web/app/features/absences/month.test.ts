import { expect, it } from '@jest/globals';
import { dayOf } from '../../i18n/days.ts';
import { daysOf, isWeekend, monthAfter } from './month.ts';

it.each([
  ['2026-11', 30],
  ['2026-02', 28],
  ['2028-02', 29],
  ['2026-12', 31],
])('%s has %i days', (month, count) => {
  const days = daysOf(month);
  expect([days.length, days[0], days.at(-1)]).toEqual([count, `${month}-01`, `${month}-${count}`]);
});

it.each([
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
])('%s and %i months is %s', (month, months, after) => {
  expect(monthAfter(month, months)).toBe(after);
});

it('a day of Riga begins in Riga', () => {
  expect(dayOf(new Date('2026-11-20T22:30:00Z'))).toBe('2026-11-21');
});

it('knows weekends', () => {
  expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(isWeekend)).toEqual([false, true, true, false]);
});
