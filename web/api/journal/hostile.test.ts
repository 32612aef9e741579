import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseBulk } from './record.ts';

const RECORD = '{"partitionId":1,"position":7,"key":2251799813685249,"timestamp":1,"valueType":"JOB","intent":"CREATED","value":{"a":1}}';
/** A record with one of its bytes changed, cut, or doubled. */
const bent = fc
  .tuple(fc.nat(RECORD.length - 1), fc.constantFrom('', '"', '}', '\\', '\u0000', '-', '9'.repeat(40), '{"key":'))
  .map(([at, put]) => RECORD.slice(0, at) + put + RECORD.slice(at + 1));

it('a bulk of anything gives the records it holds, and a fault for each line that is none', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          bent,
          fc.string({ unit: 'binary' }).map(it => it.replaceAll('\n', '')),
          fc.constant(RECORD),
        ),
        { maxLength: 8 },
      ),
      lines => {
        const faults: unknown[] = [];
        const records = parseBulk(lines.join('\n'), fault => void faults.push(fault));
        const asked = lines.filter(it => it !== '' && !it.startsWith('{"index"') && !it.startsWith('{"create"'));
        expect(records.length + faults.length).toBe(asked.length);
        expect(records.filter(it => it.value !== null && it.position === 7n).length).toBeGreaterThanOrEqual(lines.filter(it => it === RECORD).length);
      },
    ),
  );
});
