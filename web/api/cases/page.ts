import { Problem } from '../../../platform/problem.ts';

/** Where the next page of a list begins: the sort key of the last row shown (keyset, F5). Opaque to clients. */
export const writeCursor = (key: (string | null)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** @throws Problem invalid-request when it is not a cursor of ours. */
export function readCursor(cursor: string | undefined, length: number): (string | null)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length && key.every(it => it === null || typeof it === 'string')) return key as (string | null)[];
  } catch {
    // falls through: not JSON is not a cursor
  }
  throw new Problem('invalid-request', 'This is not a cursor', [{ path: 'cursor', code: 'invalid' }]);
}
