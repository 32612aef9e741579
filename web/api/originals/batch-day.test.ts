import { describe, expect, it } from '@jest/globals';
import { batchDay, dayOf } from './batch-day.ts';

describe('the day by which paper goes to its holder', () => {
  it.each([
    ['2026-11-02', 'monthly', '2026-11-30'],
    ['2026-11-30', 'monthly', '2026-11-30'], // on the day itself it still goes
    ['2026-10-30', 'monthly', '2026-10-30'], // a Friday; the 31st is a Saturday
    ['2026-10-31', 'monthly', '2026-11-30'], // after the last working day: next month
    ['2026-12-30', 'monthly', '2026-12-30'], // the 31st is a public holiday
    ['2026-11-02', 'weekly', '2026-11-06'],
    ['2026-11-07', 'weekly', '2026-11-13'], // a Saturday
    ['2026-11-16', 'weekly', '2026-11-20'], // the 18th is a public holiday in the middle
    ['2026-11-02', 'fortnightly', '2026-11-06'],
    ['2026-11-09', 'fortnightly', '2026-11-20'],
  ] as const)('taken in on %s, %s: %s', (taken, period, day) => {
    expect(batchDay(taken, period)).toBe(day);
  });

  it('passes a span in which nobody works', () => {
    expect(batchDay('2026-11-02', 'weekly', date => date > '2026-11-12')).toBe('2026-11-15');
  });
});

it('is reckoned in days of Riga', () => {
  expect(dayOf(new Date('2026-11-29T22:30:00Z'))).toBe('2026-11-30');
});
