import { describe, expect, it } from '@jest/globals';
import { matching, readAsked } from './reply-search.ts';

describe('what is asked for with ;', () => {
  it.each([
    [';', 1, { from: 0, to: 1, query: '' }],
    ['Labdien! ;ter', 13, { from: 9, to: 13, query: 'ter' }],
    ['pirmais\n;āt', 11, { from: 8, to: 11, query: 'āt' }],
    ['viens; divi', 11, null],
    ['viens;divi', 10, null],
    [';ter miņš', 9, null],
    [';ter tālāk', 4, { from: 0, to: 4, query: 'ter' }],
    ['', 0, null],
  ])('%p at %p', (text, caret, asked) => {
    expect(readAsked(text, caret)).toEqual(asked);
  });
});

it('finds without marks, by title first', () => {
  const templates = [
    { title: 'Adrese', body: 'Par termiņu' },
    { title: 'Termiņš', body: 'Atbilde būs' },
    { title: 'Cits', body: 'x' },
  ];
  expect(matching(templates, 'termin').map(it => it.title)).toEqual(['Termiņš', 'Adrese']);
  expect(matching(templates, '')).toHaveLength(3);
});
