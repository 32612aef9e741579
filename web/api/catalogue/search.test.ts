import { describe, expect, it } from '@jest/globals';
import { asks, score, type Searchable } from './search.ts';
import { stem } from './words.ts';

const funeral: Searchable = [
  { weight: 4, text: 'Apbedīšanas pabalsts Funeral benefit P.08' },
  { weight: 3, text: 'bēres nāve miris burial death Tuvinieka nāve' },
  { weight: 1, text: 'Vienreizējs pabalsts tam, kurš uzņēmies apbedīšanu' },
];

describe('stem', () => {
  it.each([
    ['pabalsts', 'pabalstu'],
    ['bēres', 'bērēm'],
    ['nāve', 'naves'],
    ['Apbedīšana', 'apbedisanas'],
    ['benefit', 'benefits'],
  ])('%s and %s are the same word', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it('leaves short words alone', () => {
    expect(stem('ēka')).not.toBe('');
    expect(stem('uz')).toBe('uz');
  });
});

describe('score', () => {
  it.each(['bēres', 'beres', 'BĒRU', 'nāves', 'apbedīt', 'apbed', 'funeral', 'funerals', 'P.08', 'pabalsts pēc nāves', 'benefit for a funeral'])(
    'finds the funeral benefit by "%s"',
    query => {
      expect(score(query, funeral)).toBeGreaterThan(0);
    },
  );

  it.each(['pase', 'bērna pabalsts', 'passport', 'apbraukšana'])('does not find it by "%s"', query => {
    expect(score(query, funeral)).toBe(0);
  });

  it('counts a title more than a keyword, and that more than a summary', () => {
    const by = (word: string) => score(word, funeral);

    expect(by('pabalsts')).toBeGreaterThan(by('nāve'));
    expect(by('nāve')).toBeGreaterThan(by('vienreizējs'));
  });
});

it.each([
  [undefined, false],
  ['  ', false],
  ['par un kā', false],
  ['bēres', true],
])('a query "%s" asks for something: %s', (query, expected) => {
  expect(asks(query)).toBe(expected);
});
