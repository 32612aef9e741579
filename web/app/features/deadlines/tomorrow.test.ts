import { expect, it } from '@jest/globals';
import { tomorrow } from './tomorrow.ts';

it.each([
  ['2026-11-21T20:00:00Z', '2026-11-22'],
  ['2026-11-21T22:30:00Z', '2026-11-23'],
  ['2026-12-31T10:00:00Z', '2027-01-01'],
  ['2026-10-24T22:30:00Z', '2026-10-26'],
])('after %s in Riga comes %s', (now, day) => {
  expect(tomorrow(new Date(now))).toBe(day);
});
