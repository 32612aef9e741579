import { expect, it } from '@jest/globals';
import { fieldsOf, NOTHING, questionOf, typeAmount, typeUntil } from './either-field.ts';

it.each([
  [NOTHING, null],
  [typeAmount('5'), { amount: 5 }],
  [typeAmount('0'), { amount: 0 }],
  [typeAmount('x'), null],
  [typeAmount('2.5'), null],
  [typeAmount('99999'), null],
  [typeUntil('2026-12-01'), { until: '2026-12-01' }],
  [typeUntil('2026-12'), null],
])('%j asks %j', (either, question) => {
  expect(questionOf(either)).toEqual(question);
});

it('shows what was typed and fills in the other', () => {
  const answer = { amount: 5, until: '2026-12-01' };
  expect(fieldsOf(typeAmount('5'), answer)).toEqual({ amount: '5', until: '2026-12-01' });
  expect(fieldsOf(typeUntil('2026-12-02'), answer)).toEqual({ amount: '5', until: '2026-12-02' });
  expect(fieldsOf(typeAmount('5'), undefined)).toEqual({ amount: '5', until: '' });
  expect(fieldsOf(typeUntil('2026-12-02'), { amount: null, until: null })).toEqual({ amount: '', until: '2026-12-02' });
});
