import { describe, expect, it } from '@jest/globals';
import { proposedTerm } from '../../../contract/terms.ts';
import { draftOf, faultsOf, toProposed } from './term-draft.ts';

const NEXT = '2026-11-22';
const whole = { ...draftOf(null, ''), amount: '5', lv: 'Vienošanās', en: 'Agreement', validFrom: '2027-01-01' };
const faults = (it: Partial<typeof whole>, onlyServices = false) => faultsOf({ ...whole, ...it }, { onlyServices, next: NEXT });

describe('a term as it is typed', () => {
  it.each([
    ['nothing wrong', {}, {}],
    ['no amount', { amount: '' }, { amount: 'number' }],
    ['an amount in words', { amount: 'pieci' }, { amount: 'number' }],
    ['nought', { amount: '0' }, { amount: 'number' }],
    ['no law', { lv: ' ', en: '' }, { lv: 'law', en: 'law' }],
    ['no day', { validFrom: '' }, { validFrom: 'required' }],
    ['today', { validFrom: '2026-11-21' }, { validFrom: 'past' }],
    ['extended to nothing', { extensionTimes: '1' }, { extension: 'extension' }],
  ])('%s', (_what, typed, expected) => {
    expect(faults(typed)).toEqual(expected);
  });

  it('is of a service where one may set no others', () => {
    expect(faults({}, true)).toEqual({ serviceId: 'required' });
  });

  it('is what the contract takes, also as the next version of another', () => {
    const proposed = proposedTerm.parse(toProposed({ ...whole, kind: 'complaint', priority: '2', extensionTimes: '1', extensionAmount: '4' }, 'vsaa'));
    expect(proposed).toMatchObject({
      agencyId: 'vsaa',
      serviceId: null,
      kind: 'complaint',
      priority: 2,
      extension: { times: 1, limit: { amount: 4, unit: 'months' } },
    });

    const next = draftOf({ ...proposed, id: '', mayChange: true, mayTakeBack: false, cancelled: null }, '');
    expect(toProposed({ ...next, validFrom: '2027-01-01' }, 'vsaa')).toEqual(proposed);
  });
});
