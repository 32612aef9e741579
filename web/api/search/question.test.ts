import { expect, it } from '@jest/globals';
import { understand } from './question.ts';

it.each([
  ['0008 1234', { by: 'code', code: '0008 1234', phone: '00081234' }],
  ['00081234', { by: 'code', code: '0008 1234', phone: '00081234' }],
  ['0008', { by: 'code', code: '0008', phone: null }],
  ['26 123 456', { by: 'code', code: '2612 3456', phone: '26123456' }],
  ['+371 26123456', { by: 'phone', phone: '26123456' }],
  ['0037126123456', { by: 'phone', phone: '26123456' }],
  ['120380-11111', { by: 'personal-code', personalCode: '120380-11111' }],
  ['12038011111', { by: 'personal-code', personalCode: '120380-11111' }],
  ['Anna@Example.lv', { by: 'email', email: 'anna@example.lv' }],
  ['pabalsts bērnam', { by: 'words', words: 'pabalsts bērnam' }],
  ['12', { by: 'words', words: '12' }],
])('%s is understood', (typed, question) => {
  expect(understand(typed)).toEqual(question);
});
