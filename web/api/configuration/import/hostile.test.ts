import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TYPICAL_PLAN } from '../../../contract/configuration-plan.ts';
import { convert } from './convert.ts';
import { readTable, UnreadableFile } from './read.ts';

const HEAD = 'identifier;name;type;owner;status;services;relations';
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('"', '""', ';', '\n', '\r', '\u0000', '=1+1', '__proto__', 'toString', 'depends-on:x', '\ufeff'),
);
const csv = fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }).map(rows => Buffer.from([HEAD, ...rows.map(row => row.join(';'))].join('\n')));
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(JSON.parse('{"toString":1}'), JSON.parse('[{"__proto__":{"x":1}}]'), [{ type: { toString: 1 }, to: {} }], 1e308),
);
const json = fc
  .array(fc.dictionary(fc.constantFrom(...HEAD.split(';'), 'attributes', '__proto__', 'constructor'), value), { maxLength: 4 })
  .map(rows => Buffer.from(JSON.stringify(rows)));

/** Whatever lies in the file: it is read, or it is said what is wrong; nothing else may happen. */
it('a file of items of anything is read, or refused in words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        csv,
        json,
        fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
      ),
      bytes => {
        try {
          const table = readTable(bytes);
          const { items } = convert(table, TYPICAL_PLAN, []);
          expect(items).toHaveLength(table.rows.length);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFile);
        }
      },
    ),
  );
});

it.each([
  ['half a surrogate pair', '[{"name":"\\ud800"}]'],
  ['NUL', '[{"na\\u0000me":"x"}]'],
  ['a depth without end', `[${'['.repeat(50_000)}${']'.repeat(50_000)}]`],
])('JSON with %s is refused', (_what, text) => {
  expect(() => readTable(Buffer.from(text))).toThrow(UnreadableFile);
});
