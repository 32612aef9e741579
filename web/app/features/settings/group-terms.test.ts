import { describe, expect, it } from '@jest/globals';
import { groupTerms, standingOf, type Term } from './group-terms.ts';

const NEXT = '2026-11-22';
const term = (it: Partial<Term>): Term => ({
  ...{
    id: '1',
    purpose: 'answer',
    agencyId: null,
    serviceId: null,
    kind: null,
    priority: null,
    amount: 10,
    unit: 'working-days',
    ends: 'midnight',
    rolls: true,
  },
  ...{ countsFrom: 'submitted', pausesFor: [], silence: 'nothing', extension: null, law: { lv: '', en: '' } },
  ...{ mayChange: false, mayTakeBack: false, cancelled: null },
  ...{ validFrom: '2000-01-01', validTo: null },
  ...it,
});

describe('standing of a dated term', () => {
  it.each([
    ['2000-01-01', null, 'now'],
    ['2026-11-21', '2026-11-21', 'now'],
    ['2000-01-01', '2026-11-20', 'over'],
    ['2026-11-22', null, 'ahead'],
  ])('from %s to %s: %s', (validFrom, validTo, standing) => {
    expect(standingOf({ validFrom, validTo }, NEXT)).toBe(standing);
  });
});

it('puts versions of one scope together, the agency’s own first, and shows what holds now', () => {
  const old = term({ id: 'old', validTo: '2026-11-20' });
  const now = term({ id: 'now', validFrom: '2026-11-21', validTo: '2026-12-31' });
  const ahead = term({ id: 'ahead', validFrom: '2027-01-01' });
  const own = term({ id: 'own', agencyId: 'vsaa', validFrom: '2027-01-01' });

  const groups = groupTerms([ahead, old, now, own], NEXT);

  expect(groups.map(it => [it.shown.id, it.ahead.map(each => each.id), it.others.map(each => each.id)])).toEqual([
    ['own', [], []],
    ['now', ['ahead'], ['old']],
  ]);
});

it('what was taken back neither holds nor is to come', () => {
  const now = term({ id: 'now' });
  const back = term({ id: 'back', validFrom: '2027-01-01', cancelled: { at: '2026-11-21T10:00:00Z', by: 'Māra', reason: 'Pārrakstīšanās' } });

  expect(groupTerms([now, back], NEXT)).toMatchObject([{ shown: now, ahead: [], others: [back] }]);
  expect(groupTerms([back], NEXT)).toMatchObject([{ shown: back, ahead: [], others: [] }]);
});
