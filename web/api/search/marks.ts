/** Ends of Latvian words are no longer than this (`search_stem` cuts "-ajiem"). */
const LONGEST_ENDING = 5;

/** Letters without their marks, as `search_fold` in the database. */
const fold = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '');

/**
 * Words of a text that answer any part of a question, small letters, each once: for marking what was found. `asked`: the question as
 * PostgreSQL's text of a tsquery, whose words are stems without marks. Near enough to `search_stem`, which would cost ten times what the search does.
 */
export function marksIn(text: string, asked: string): string[] {
  const stems = [...asked.matchAll(/'([^']+)'(:\*)?/g)].map(([, stem = '', typing]) => ({ stem, longest: typing ? Infinity : stem.length + LONGEST_ENDING }));
  const answers = (word: string) => stems.some(({ stem, longest }) => word.startsWith(stem) && word.length <= longest);
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter(word => word.length > 1 && answers(fold(word))))].sort();
}
