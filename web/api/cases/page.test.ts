import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Problem } from '../../../platform/problem.ts';
import { MOMENT_AND_ID, readCursor, writeCursor, type Kind } from './page.ts';

const ID = '0192f000-0000-7000-8000-000000000001';
const AT = '2026-11-02T08:00:00.000Z';

describe('a cursor', () => {
  it.each<[Kind[], (string | null)[]]>([
    [
      ['instant', 'uuid'],
      [AT, ID],
    ],
    [
      ['timestamptz', 'uuid'],
      ['2026-11-02 08:00:00.123+00', ID],
    ],
    [
      ['timestamptz', 'uuid'],
      ['2026-11-02 10:00:00+02', ID],
    ],
    [
      ['timestamptz', 'uuid'],
      ['infinity', ID],
    ],
    [
      ['timestamptz', 'uuid'],
      [null, ID],
    ],
    [
      ['text', 'integer', 'text'],
      ['due', '4', 'žogs'],
    ],
  ])('%j reads %j', (kinds, key) => {
    expect(readCursor(writeCursor(key), kinds)).toEqual(key);
  });

  it.each<[string, (string | null)[]]>([
    ['no moment', ['yesterday', ID]],
    ['a day that is not', ['2026-02-30T08:00:00Z', ID]],
    ['the end of time', ['infinity', ID]],
    ['a year that no calendar has', ['0000-01-01T00:00:00Z', ID]],
    ['no id', [AT, "' OR 1=1 --"]],
    ['nothing for an id', [AT, null]],
    ['one place too many', [AT, ID, ID]],
  ])('with %s is refused', (_what, key) => {
    expect(() => readCursor(writeCursor(key), MOMENT_AND_ID)).toThrow(Problem);
  });

  it('NUL in a text is refused', () => {
    expect(() => readCursor(writeCursor(['a\u0000']), ['text'])).toThrow(Problem);
  });

  it('of anything is refused or is what it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.jsonValue().map(it => Buffer.from(JSON.stringify(it)).toString('base64url')),
        ),
        cursor => {
          try {
            const [at] = readCursor(cursor, MOMENT_AND_ID)!;
            expect(Number.isNaN(new Date(at!).getTime())).toBe(false);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        },
      ),
    );
  });
});
