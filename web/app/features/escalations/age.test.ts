import { expect, it } from '@jest/globals';
import { ageOf } from './age.ts';

it.each([
  ['2026-11-21T11:30:00Z', 'now', 0],
  ['2026-11-21T11:00:00Z', 'hours', 1],
  ['2026-11-20T12:00:01Z', 'hours', 23],
  ['2026-11-20T12:00:00Z', 'days', 1],
  ['2026-11-01T12:00:00Z', 'days', 20],
  ['2026-11-21T13:00:00Z', 'now', 0],
])('since %s: %s %i', (since, unit, count) => {
  expect(ageOf(since, new Date('2026-11-21T12:00:00Z'))).toEqual({ unit, count });
});
