/** Latvian endings that do not change what a word means for search, longest first (after Lucene's LatvianStemmer, shortened). */
const ENDINGS = [
  'ajiem',
  'ajām',
  'iem',
  'ajam',
  'ajai',
  'ajos',
  'ajās',
  'ām',
  'am',
  'em',
  'ēm',
  'os',
  'ās',
  'ai',
  'us',
  'as',
  'es',
  'is',
  'u',
  'a',
  'e',
  'i',
  's',
  'š',
  'o',
  'ā',
  'ē',
  'ī',
  'ū',
].map(fold);
const SHORTEST_STEM = 3;

/** Words that say nothing about what is looked for. */
const EMPTY = new Set(
  [
    'un',
    'vai',
    'par',
    'pēc',
    'kā',
    'kas',
    'ko',
    'kur',
    'ir',
    'man',
    'no',
    'ar',
    'uz',
    'lai',
    'the',
    'a',
    'an',
    'for',
    'of',
    'to',
    'and',
    'or',
    'my',
    'i',
    'how',
    'in',
    'after',
    'on',
  ].map(fold),
);

/** Letters without their marks, lower case: people search for "bernu" and mean "bērnu". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The part of a word that search compares, without marks: "pabalsts" and "PABALSTU" are both "pabalst". */
export function stem(word: string): string {
  const folded = fold(word);
  const ending = ENDINGS.find(it => folded.endsWith(it) && folded.length - it.length >= SHORTEST_STEM);
  return ending ? folded.slice(0, -ending.length) : folded;
}

/** Stems of the words of a text that mean something, in order. */
export const stemsOf = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}.]+/u)
    .filter(word => word && !EMPTY.has(fold(word)))
    .map(stem);
