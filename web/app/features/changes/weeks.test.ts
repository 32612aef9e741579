import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../i18n/days.ts';
import { barIn, mondayOf, weeksFrom } from './weeks.ts';

describe('weeks of the calendar of changes', () => {
  it.each([
    ['2026-11-09', '2026-11-09'],
    ['2026-11-15', '2026-11-09'],
    ['2026-11-16', '2026-11-16'],
    ['2026-03-01', '2026-02-23'],
  ])('%s is in the week of %s', (day, monday) => expect(mondayOf(day)).toBe(monday));

  it('go on over the end of a year', () => {
    expect(weeksFrom('2026-12-28', 2)).toEqual(['2026-12-28', '2027-01-04']);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it.each([
    ['one night, over midnight of Riga', '2026-11-10T20:00:00Z', '2026-11-11T00:00:00Z', { first: 2, last: 3 }],
    ['until midnight of Riga', '2026-11-10T20:00:00Z', '2026-11-10T22:00:00Z', { first: 2, last: 2 }],
    ['from the week before', '2026-11-01T08:00:00Z', '2026-11-09T08:00:00Z', { first: 1, last: 1 }],
    ['into the week after', '2026-11-15T08:00:00Z', '2026-11-20T08:00:00Z', { first: 7, last: 7 }],
    ['all week and more', '2026-11-01T08:00:00Z', '2026-11-30T08:00:00Z', { first: 1, last: 7 }],
    ['before', '2026-11-01T08:00:00Z', '2026-11-08T21:00:00Z', null],
    ['after', '2026-11-16T08:00:00Z', '2026-11-17T08:00:00Z', null],
  ])('a change %s', (_when, start, end, bar) => expect(barIn('2026-11-09', { start, end })).toEqual(bar));
});
