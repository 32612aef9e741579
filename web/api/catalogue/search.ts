import { stem, wordsOf } from './words.ts';

export type Searchable = { weight: number; text: string }[];

/**
 * How well a thing answers a query: the sum, over the words of the query, of the heaviest text that has the word or begins one with it.
 * 0 = a word is nowhere, so the thing is not an answer.
 */
export function score(query: string, texts: Searchable): number {
  const asked = wordsOf(query).map(stem);
  const stems = texts.map(({ weight, text }) => ({ weight, words: wordsOf(text).map(stem) }));
  const best = asked.map(word => Math.max(0, ...stems.filter(({ words }) => words.some(it => it.startsWith(word))).map(({ weight }) => weight)));
  return best.includes(0) ? 0 : best.reduce((sum, it) => sum + it, 0);
}
