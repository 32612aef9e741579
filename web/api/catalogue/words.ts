/** Latvian endings that do not change what a word means for search, longest first (after Lucene's LatvianStemmer, shortened). */
const ENDINGS = ['ajiem', 'ajām', 'iem', 'ajam', 'ajai', 'ajos', 'ajās', 'ām', 'am', 'em', 'ēm', 'os', 'ās', 'ai', 'us', 'as', 'es', 'is', 'u', 'a', 'e', 'i', 's', 'š', 'o', 'ā', 'ē', 'ī', 'ū'];
const SHORTEST_STEM = 3;

/** Letters without their marks, lower case: people search for "bernu" and mean "bērnu". */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The part of a word that search compares. */
export function stem(word: string): string {
  const lower = word.toLowerCase();
  const ending = ENDINGS.find(it => lower.endsWith(it) && lower.length - it.length >= SHORTEST_STEM);
  return fold(ending ? lower.slice(0, -ending.length) : lower);
}

export const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}.]+/u).filter(Boolean);
