import { expect, it } from '@jest/globals';
import { readSpans, writeSpans } from './spans.ts';

it.each([
  [
    '08:30-12:30, 13:00-15:00',
    [
      { from: '08:30', to: '12:30' },
      { from: '13:00', to: '15:00' },
    ],
  ],
  ['09:00 – 13:00', [{ from: '09:00', to: '13:00' }]],
  ['', null],
  ['9-17', null],
  ['13:00-09:00', null],
  ['09:00-13:00, 12:00-15:00', null],
  ['08:30-25:00', null],
])('"%s" is %j', (text, spans) => {
  expect(readSpans(text)).toEqual(spans);
});

it('writes what it reads', () => {
  expect(readSpans(writeSpans([{ from: '08:30', to: '12:30' }]))).toEqual([{ from: '08:30', to: '12:30' }]);
});
