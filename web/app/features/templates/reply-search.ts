/** A word begun with `;` right before the caret: what is sought among the reply templates. */
export type Asked = { from: number; to: number; query: string };

const ASKED = /(?:^|\s);([^\s;]*)$/u;

/** Reads `;word` before the caret. Null when nothing is asked: a semicolon inside a sentence asks nothing. */
export function readAsked(text: string, caret: number): Asked | null {
  const found = ASKED.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? '';
  return { from: caret - query.length - 1, to: caret, query };
}

/** Letters as they sound without their marks, so that "atbilde" finds "Atbildē". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('lv');

/** Those whose title or words hold what is sought; title first. */
export function matching<T extends { title: string; body: string }>(templates: T[], query: string): T[] {
  const sought = plain(query);
  const inTitle = templates.filter(({ title }) => plain(title).includes(sought));
  return [...inTitle, ...templates.filter(it => !inTitle.includes(it) && plain(it.body).includes(sought))];
}
