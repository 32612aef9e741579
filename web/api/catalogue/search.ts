import { stemsOf } from './words.ts';

/** Texts of one thing; a heavier text says more about what it is. */
export type Searchable = { weight: number; text: string }[];

/** Words as different as "apbedīt" and "apbedīšana" begin alike; this much of the asked word must. */
const ALIKE = 0.75;
const SHORTEST_ALIKE = 5;
/** A word that only begins so counts less than the word itself, in however heavy a text. */
const BEGINS = 0.2;

/**
 * How well a thing answers a query: for each word of the query the heaviest text that has the word counts whole,
 * one in which a word begins with it a fifth, one with a word of the same root a tenth. 0 = a word is nowhere, so the thing is not an answer.
 */
export function score(query: string, texts: Searchable): number {
  const asked = stemsOf(query);
  const known = texts.map(({ weight, text }) => ({ weight, stems: stemsOf(text) }));
  const best = asked.map(word => Math.max(0, ...known.map(({ weight, stems }) => weight * Math.max(0, ...stems.map(it => likeness(word, it))))));
  return best.length === 0 || best.includes(0) ? 0 : best.reduce((sum, it) => sum + it, 0);
}

/** Does a query ask for anything at all? Empty words alone do not. */
export const asks = (query: string | undefined): query is string => query !== undefined && stemsOf(query).length > 0;

function likeness(asked: string, word: string): number {
  if (word === asked) return 1;
  // whoever still types wants beginnings too, but "bēres" (a funeral) is not "bērns" (a child)
  if (word.startsWith(asked)) return BEGINS;
  return asked.length >= SHORTEST_ALIKE && commonStart(asked, word) >= Math.max(SHORTEST_ALIKE, asked.length * ALIKE) ? BEGINS / 2 : 0;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
