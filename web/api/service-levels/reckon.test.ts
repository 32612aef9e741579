import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PARAMETERS, RANGES } from '../../contract/service-levels.ts';
import { factOf, factsOf, isMet, judge, total, type Sums } from './reckon.ts';

const NOTHING: Sums = { serviceId: '', closed: 0, withDue: 0, onTime: 0, firstLine: 0, minutes: 0, rated: 0, ratingSum: 0, disputed: 0 };
const sums = (it: Partial<Sums>): Sums => ({ ...NOTHING, ...it });
const MONTH = sums({ serviceId: 'permit', closed: 8, withDue: 6, onTime: 5, firstLine: 2, minutes: 8 * 2 * 1440, rated: 4, ratingSum: 14, disputed: 1 });

describe('levels (P10.7)', () => {
  it('are what was measured', () => {
    expect(factsOf(MONTH).map(it => [it.parameter, it.value, it.count])).toEqual([
      ['on-time', 83.33, 6],
      ['first-line', 25, 8],
      ['days-to-close', 2, 8],
      ['satisfaction', 3.5, 4],
      ['disputed', 25, 4],
    ]);
  });

  it('of nothing are nothing, and neither reach a target nor miss it', () => {
    for (const parameter of PARAMETERS) expect(factOf(parameter, NOTHING)).toEqual({ parameter, value: null, count: 0 });
    expect(judge([{ id: '1', serviceId: null, parameter: 'on-time', target: 100 }], [])).toMatchObject([{ fact: null, met: null }]);
  });

  it('are of a service, or of all the agency’s together', () => {
    const other = sums({ serviceId: 'pension', closed: 2, withDue: 2, onTime: 2 });
    const aims = [
      { id: '1', serviceId: 'permit', parameter: 'on-time' as const, target: 90 },
      { id: '2', serviceId: null, parameter: 'on-time' as const, target: 87.5 },
      { id: '3', serviceId: null, parameter: 'days-to-close' as const, target: 1.6 },
    ];
    expect(judge(aims, [MONTH, other]).map(it => [it.fact, it.met])).toEqual([
      [83.33, false],
      [87.5, true],
      [1.6, true],
    ]);
  });

  it('of some, less is better', () => {
    expect([isMet('disputed', 5, 5), isMet('disputed', 5, 5.1), isMet('satisfaction', 4, 3.9), isMet('satisfaction', 4, 4)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('always are within what a target may be', () => {
    const day = fc.record({ closed: fc.nat(500), minutes: fc.nat(500_000), rated: fc.nat(200) }).chain(({ closed, minutes, rated }) =>
      fc.record({
        ...{ serviceId: fc.constantFrom('', 'permit'), closed: fc.constant(closed), minutes: fc.constant(minutes), rated: fc.constant(rated) },
        ...{ withDue: fc.constant(closed), onTime: fc.nat(closed), firstLine: fc.nat(closed) },
        ...{ ratingSum: fc.integer({ min: rated, max: 5 * rated }), disputed: fc.nat(rated) },
      }),
    );
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), days => {
        for (const { parameter, value } of factsOf(total(days))) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(RANGES[parameter][0]);
          if (parameter !== 'days-to-close') expect(value).toBeLessThanOrEqual(RANGES[parameter][1]);
        }
      }),
    );
  });
});
