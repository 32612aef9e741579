import { expect, it } from '@jest/globals';
import { withinHours } from './hours.ts';

it.each([
  ['within', '2026-11-23T10:00:00Z', '08:00-20:00', '2026-11-23T10:00:00Z'],
  ['before the first hour', '2026-11-23T04:30:00Z', '08:00-20:00', '2026-11-23T06:00:00Z'],
  ['after the last hour', '2026-11-23T18:00:00Z', '08:00-20:00', '2026-11-24T06:00:00Z'],
  ['the night the clock goes back', '2026-10-24T20:00:00Z', '08:00-20:00', '2026-10-25T06:00:00Z'],
  ['the night the clock goes forward', '2026-03-28T20:00:00Z', '08:00-20:00', '2026-03-29T05:00:00Z'],
  ['hours over midnight, inside', '2026-11-23T22:00:00Z', '20:00-02:00', '2026-11-23T22:00:00Z'],
  ['hours over midnight, outside', '2026-11-23T10:00:00Z', '20:00-02:00', '2026-11-23T18:00:00Z'],
  ['no hours', '2026-11-23T01:00:00Z', '', '2026-11-23T01:00:00Z'],
])('%s', (_case, at, hours, expected) => {
  expect(withinHours(new Date(at), hours)).toEqual(new Date(expected));
});
