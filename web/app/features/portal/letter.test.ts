import { expect, it } from '@jest/globals';
import { fromAskDraft, letterFaults } from './letter.ts';

const empty = fromAskDraft(null, 'key');

it('says what is missing, all of it at once', () => {
  expect(letterFaults(empty)).toEqual({ kind: true, text: true });
  expect(letterFaults({ ...empty, kind: 'complaint', text: ' a ' })).toEqual({ text: true });
  expect(letterFaults({ ...empty, kind: 'complaint', text: 'Slikti' })).toEqual({});
});

it('takes up what was typed before, also by a release that knew questions only', () => {
  expect(fromAskDraft({ text: 'Kur?', files: [], key: 'old' }, 'key')).toEqual({ kind: 'information-request', text: 'Kur?', about: '', files: [], key: 'old' });
  expect(fromAskDraft({ kind: 'suggestion', text: 'Lūdzu' }, 'key')).toMatchObject({ kind: 'suggestion', text: 'Lūdzu', key: 'key' });
});
