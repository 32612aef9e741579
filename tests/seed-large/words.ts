import type { Chance } from './random.ts';

const BEGIN = ['br', 'k', 'l', 'm', 'st', 't', 'r', 'v', 'p', 'gr', 'n', 'd', 's', 'z', 'kl', 'b'];
const MIDDLE = ['a', 'e', 'i', 'o', 'u', 'ā', 'ē', 'ī', 'ie', 'au'];
const END = ['l', 'n', 'r', 'd', 'k', 'm', 'v', 'st', 'ž', 'š', 'ņ', 'ļ', 'dz', 'g', 'p'];
const CASE_ENDINGS = ['s', 'a', 'u', 'am', 'ai', 'iem', 'ām', 'os', 'ās', 'e', 'es', 'is'];
const WORDS = 6000;

/** The n-th invented root: long enough to be told from others, short enough to look like a word. */
function rootOf(n: number): string {
  const at = (of: readonly string[], by: number) => of[Math.floor(n / by) % of.length]!;
  return at(BEGIN, 1) + at(MIDDLE, 16) + at(END, 160) + at(MIDDLE, 7) + at(END, 31);
}

const ROOTS = Array.from({ length: WORDS }, (_, n) => rootOf(n * 7919));

/** So many words, a few of them in every second text and most in one of thousands, as in any language. */
export const wordsOf = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => ROOTS[Math.floor(chance.share() ** 4 * WORDS)]! + chance.one(CASE_ENDINGS)).join(' ');
