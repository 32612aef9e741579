export type Data = Record<string, unknown>;
/** One field that two have filled in differently since they began from the same. */
export type Clash = { key: string; base: unknown; mine: unknown; theirs: unknown };
export type Merge = { merged: Data; clashes: Clash[] };

const sorted = (it: object) => Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)));
const canonical = (value: unknown): string =>
  JSON.stringify(isEmpty(value) ? null : value, (_key, it: unknown) => (it && typeof it === 'object' && !Array.isArray(it) ? sorted(it) : it));

/** Nothing filled in, however a form says so. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** Keys that forms keep for themselves, not answers of people. */
const isOwn = (key: string) => key.startsWith('_');

/**
 * Field by field, from what both began with: what only one has changed is taken; what both have changed, each in another way, is for a
 * person to choose. Until they have, `merged` holds mine: nothing is lost by choosing nothing (must-be-true 2).
 */
export function mergeDrafts(base: Data, mine: Data, theirs: Data): Merge {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const clashes: Clash[] = [];
  const entries = keys.map(key => {
    const [was, here, there] = [base[key], mine[key], theirs[key]];
    if (isOwn(key) || isSame(here, there) || isSame(was, there)) return [key, here];
    if (isSame(was, here)) return [key, there];
    clashes.push({ key, base: was, mine: here, theirs: there });
    return [key, here];
  });
  return { merged: Object.fromEntries(entries.filter(([, value]) => value !== undefined)), clashes };
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(it => typeof it === 'string');

/** Both answers together: two texts one below the other, two lists as one. Undefined where only one can hold. */
export function bothOf(mine: unknown, theirs: unknown): unknown {
  if (isEmpty(mine) || isEmpty(theirs)) return undefined;
  if (isTexts(mine) && isTexts(theirs)) return [...new Set([...mine, ...theirs])];
  if (typeof mine !== 'string' || typeof theirs !== 'string') return undefined;
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  return `${mine}\n\n${theirs}`;
}

/** What another has filled in that stands otherwise here: there is no common beginning, so each such field is a choice. */
export const differences = (mine: Data, theirs: Data): Clash[] =>
  Object.entries(theirs)
    .filter(([key, value]) => !isOwn(key) && !isEmpty(value) && !isSame(value, mine[key]))
    .map(([key, value]) => ({ key, base: undefined, mine: mine[key], theirs: value }));
