import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysOf, type WorkRow } from './totals.ts';

const ON = new Date('2026-11-02T00:00:00Z');
const measured = (seconds: number): WorkRow => ({
  userId: 'vita',
  on: ON,
  seconds,
  source: 'measured',
  correctedFrom: null,
  reason: null,
  correctedBy: null,
  at: ON,
});
const corrected = (seconds: number, correctedFrom: number, minute: number): WorkRow => ({
  ...measured(seconds),
  source: 'corrected',
  correctedFrom,
  reason: 'Zvanīju',
  correctedBy: 'vita',
  at: new Date(ON.getTime() + minute * 60_000),
});

it('a day counts what was measured', () => {
  expect(daysOf([measured(720)])).toMatchObject([{ on: '2026-11-02', seconds: 720, measuredSeconds: 720, correction: null }]);
});

it('a correction counts until then, and what is measured since is added', () => {
  expect(daysOf([measured(1000), corrected(1200, 720, 5)])).toMatchObject([{ seconds: 1480, measuredSeconds: 1000 }]);
});

it('of several corrections the last one counts', () => {
  expect(daysOf([measured(720), corrected(600, 720, 9), corrected(1200, 720, 5)])).toMatchObject([{ seconds: 600 }]);
});

it('a day without anything measured can be corrected', () => {
  expect(daysOf([corrected(900, 0, 1)])).toMatchObject([{ seconds: 900, measuredSeconds: 0 }]);
});

it('corrections never lose what was measured', () => {
  const correction = fc.record({ seconds: fc.nat(86_400), from: fc.nat(5000), minute: fc.nat(1000) });
  fc.assert(
    fc.property(fc.nat(5000), fc.array(correction, { maxLength: 6 }), (seconds, corrections) => {
      const [day] = daysOf([measured(seconds), ...corrections.map(it => corrected(it.seconds, it.from, it.minute))]);
      expect(day!.measuredSeconds).toBe(seconds);
      expect(day!.seconds).toBeGreaterThanOrEqual(0);
    }),
  );
});
