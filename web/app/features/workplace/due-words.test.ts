import { expect, it } from '@jest/globals';
import { dueWords } from './due-words.ts';

const now = new Date('2026-11-21T21:30:00Z'); // 23:30 in Latvia

it.each([
  [null, { key: 'none' }],
  ['2026-11-21T21:59:00Z', { key: 'today' }],
  ['2026-11-21T22:01:00Z', { key: 'tomorrow' }],
  ['2026-11-24T15:00:00Z', { key: 'by', date: '2026-11-24T15:00:00Z' }],
  ['2026-11-20T15:00:00Z', { key: 'late', count: 1 }],
  ['2026-10-21T15:00:00Z', { key: 'late', count: 31 }],
])('%s → %j', (dueAt, expected) => {
  expect(dueWords(dueAt, now)).toEqual(expected);
});
