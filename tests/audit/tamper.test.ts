import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeChainCheck, type Checkpoint, type StoredEntry } from '../../web/api/audit/check.ts';
import { chained, tamper, tampering } from './tamper.ts';

/** 10 000 of 10 000 (BARS G4). */
const TAMPERINGS = 10_000;

const id = fc.uuid();
const word = fc.constantFrom('case.look', 'case.submit', 'task.complete', 'document.look', 'case.list');
const entry = fc.record({
  seq: fc.constant(0n),
  at: fc.integer({ min: 1_760_000_000_000, max: 1_790_000_000_000 }).map(it => new Date(it)),
  actor: fc.constantFrom('vita', 'valdis', 'līga', 'system'),
  did: word,
  caseId: fc.option(id),
  clientId: fc.option(id),
  purpose: fc.option(fc.constantFrom('handling', 'audit', 'overview')),
  data: fc.constantFrom<object>({}, { channel: 'online' }, { taskKey: '2251799813685253', elementId: 'Task_Answer' }, { shown: ['0008 0001', '0008 0002'] }),
  prevHash: fc.constant(''),
  hash: fc.constant(''),
});
const chain = fc.array(entry, { minLength: 3, maxLength: 30, size: 'max' }).map(it => chained(it as StoredEntry[]));

function wrongWith(entries: readonly StoredEntry[], checkpoints: readonly Checkpoint[]): string | undefined {
  const check = makeChainCheck(checkpoints);
  for (const each of entries) {
    const wrong = check.take(each);
    if (wrong) return wrong;
  }
  return check.end();
}
/** Written a minute ago, at the end as it then was, and some before. */
const notedOf = (entries: readonly StoredEntry[], every: number): Checkpoint[] =>
  entries.filter((_, at) => at % every === 0 || at === entries.length - 1).map(({ seq, hash }) => ({ seq, hash }));

describe('an audit chain with checkpoints outside', () => {
  it('is whole when nobody has touched it', () => {
    fc.assert(fc.property(chain, fc.integer({ min: 1, max: 9 }), (entries, every) => expect(wrongWith(entries, notedOf(entries, every))).toBeUndefined()));
  });

  it(`shows each of ${TAMPERINGS} random tamperings, clever ones too`, () => {
    let clever = 0;
    fc.assert(
      fc.property(chain, tampering, fc.integer({ min: 1, max: 40 }), (entries, how, every) => {
        if (how.clever) clever += 1;
        expect(wrongWith(tamper(entries, how), notedOf(entries, every))).toBeDefined();
      }),
      { numRuns: TAMPERINGS, seed: 4 },
    );
    expect(clever).toBeGreaterThan(TAMPERINGS / 3);
  }, 120_000);

  it('would not show the clever ones without a checkpoint: that is what it is for', () => {
    const [entries] = fc.sample(chain, { numRuns: 1, seed: 1 });
    const rewritten = tamper(entries!, { how: 'rewrite', at: 1, other: 0, field: 0, bit: 0, clever: true });

    expect(wrongWith(rewritten, [])).toBeUndefined();
    expect(wrongWith(rewritten, notedOf(entries!, 40))).toContain('rewritten');
  });

  it('shows what was rewritten after the last but one checkpoint and noted again since', () => {
    const [entries] = fc.sample(chain, { numRuns: 1, seed: 2 });
    const rewritten = tamper(entries!, { how: 'rewrite', at: 0, other: 0, field: 0, bit: 0, clever: true });

    expect(wrongWith(rewritten, [...notedOf(entries!, 40), ...notedOf(rewritten, 40)])).toBeDefined();
  });

  it('shows what was rewritten before an older checkpoint, though the new end was noted since', () => {
    const [entries] = fc.sample(chain, { numRuns: 1, seed: 3 });
    const rewritten = tamper(entries!, { how: 'rewrite', at: 0, other: 0, field: 0, bit: 0, clever: true });
    const goneOn = chained([...rewritten, entries![0]!]);
    const newEnd = goneOn.slice(-1).map(({ seq, hash }) => ({ seq, hash }));

    expect(wrongWith(goneOn, newEnd)).toBeUndefined();
    expect(wrongWith(goneOn, [...notedOf(entries!, 40), ...newEnd])).toContain('rewritten');
  });
});
