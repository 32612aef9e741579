import { Problem } from '../../../platform/problem.ts';

/** Where the next page of a list begins: the sort key of the last row shown (keyset, F5). Opaque to clients. */
export const writeCursor = (key: (string | null)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** What stands in a place of a cursor: `instant` as JavaScript writes it, `timestamptz` as PostgreSQL does. */
export type Kind = 'instant' | 'timestamptz' | 'uuid' | 'integer' | 'text';
/** Where most lists go on: after a moment, and among those of one moment after an id. */
export const MOMENT_AND_ID: readonly Kind[] = ['instant', 'uuid'];

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)$/;
const isMoment = (it: string): boolean => {
  const [, year = '', month = '', day = ''] = MOMENT.exec(it) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(year) >= 1900 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
};
const FITS: Record<Kind, (it: string) => boolean> = {
  instant: it => isMoment(it) && !Number.isNaN(Date.parse(it)),
  timestamptz: it => it === 'infinity' || isMoment(it),
  uuid: it => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(it),
  integer: it => /^-?\d{1,9}$/.test(it),
  text: it => it.isWellFormed() && !it.includes('\u0000'),
};
/** Only a moment may be missing: rows without one stand last. */
const isKind = (it: unknown, kind: Kind): boolean => (it === null ? kind === 'timestamptz' : typeof it === 'string' && FITS[kind](it));

/**
 * A cursor is read by anybody and may be bent by anybody: each of its places must be of the kind that the list compares it with, else the
 * database would fail on it. @throws Problem invalid-request when it is not a cursor of this list
 */
export function readCursor(cursor: string | undefined, kinds: readonly Kind[]): (string | null)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === kinds.length && key.every((it, at) => isKind(it, kinds[at]!))) return key as (string | null)[];
  } catch {
    // falls through: not JSON is not a cursor
  }
  throw new Problem('invalid-request', 'This is not a cursor', [{ path: 'cursor', code: 'invalid' }]);
}
