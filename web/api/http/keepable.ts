import type { FieldFault } from '../../../platform/problem.ts';

/** No form and no filter is nested deeper; whatever walks a value by recursion stands far more. */
const DEEPEST = 40;
/** Nobody reads more at once. */
const MOST_FAULTS = 20;
/** NUL, and halves of surrogate pairs: PostgreSQL takes neither in text nor in jsonb. */
const UNKEEPABLE = /\u0000/;
const isKeepable = (text: string) => !UNKEEPABLE.test(text) && text.isWellFormed();

/**
 * What of a request nobody could keep, wherever it stands, keys included: the caller's fault, found before a database fails on it. Walked
 * without recursion, because the depth is the caller's too.
 */
export function faultsOfKeeping(value: unknown): FieldFault[] {
  const faults: FieldFault[] = [];
  const left: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let it = left.pop(); it && faults.length < MOST_FAULTS; it = left.pop()) {
    const { value: here, path, depth } = it;
    if (typeof here === 'string' && !isKeepable(here)) faults.push({ path, code: 'text', message: 'Holds a character that cannot be kept' });
    if (typeof here !== 'object' || here === null) continue;
    if (depth >= DEEPEST) {
      faults.push({ path, code: 'depth', message: `Nested more than ${DEEPEST} deep` });
      continue;
    }
    for (const [key, each] of Object.entries(here)) {
      const inside = path === '' ? key : `${path}.${key}`;
      if (isKeepable(key)) left.push({ value: each, path: inside, depth: depth + 1 });
      else faults.push({ path, code: 'text', message: 'A name holds a character that cannot be kept' });
    }
  }
  return faults;
}
