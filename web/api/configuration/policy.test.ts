import { describe, expect, it } from '@jest/globals';
import { fitsMask } from '../../contract/configuration-plan.ts';
import { ITEM_STATUSES } from '../../contract/configuration.ts';
import { ROLES } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { lacksOf } from './lacks.ts';
import { faultOfStatus, isApprovedChange, mayAudit, mayEditItems, mayListItems, mayPlan, mayRecheck, maySeeItem, type ChangeFacts } from './policy.ts';

const who = (roles: User['roles'], agencyId: string | null = 'vsaa'): User => ({ id: 'x', name: 'X', roles, agencyId, clientId: null });
const change = (it: Partial<ChangeFacts> = {}): ChangeFacts => ({
  kind: 'change-request',
  status: 'in_progress',
  outcome: null,
  holder: 'vsaa',
  fromAgency: null,
  approved: true,
  ...it,
});

describe('who may do what with items (P6)', () => {
  it('lets only those who work in agencies look', () => {
    for (const role of ROLES) {
      const looks = ['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'platform-admin', 'auditor'].includes(
        role,
      );
      expect([role, mayListItems(who([role]))]).toEqual([role, looks]);
    }
    expect(mayListItems(who(['specialist'], null))).toBe(false);
  });

  it.each([
    ['own agency', who(['specialist']), 'vsaa', true],
    ['another agency', who(['specialist']), 'pmlp', false],
    ['the front office, any', who(['kac-specialist'], 'kac'), 'pmlp', true],
    ['an auditor, any', who(['auditor'], 'vraa'), 'pmlp', true],
    ['a resident', who(['resident'], null), 'vsaa', false],
  ])('sees: %s', (_what, user, agencyId, may) => expect(maySeeItem(user, { agencyId })).toBe(may));

  it('edits at level 2 and with the holder, in one’s own agency; the front office only reads', () => {
    expect(mayEditItems(who(['specialist']), 'vsaa')).toBe(true);
    expect(mayEditItems(who(['service-manager']), 'vsaa')).toBe(true);
    expect(mayEditItems(who(['specialist']), 'pmlp')).toBe(false);
    expect(mayEditItems(who(['kac-specialist'], 'kac'), 'kac')).toBe(false);
    expect(mayEditItems(who(['auditor']), 'vsaa')).toBe(false);
  });

  it('plans and audits with the holder', () => {
    expect(mayPlan(who(['service-manager']), 'vsaa')).toBe(true);
    expect(mayPlan(who(['specialist']), 'vsaa')).toBe(false);
    expect(mayAudit(who(['team-lead']), 'vsaa')).toBe(true);
    expect(mayAudit(who(['specialist']), 'vsaa')).toBe(false);
    expect(mayRecheck(who(['team-lead']), { agencyId: 'vsaa', correctedBy: 'x' })).toBe(false);
    expect(mayRecheck(who(['team-lead']), { agencyId: 'vsaa', correctedBy: 'y' })).toBe(true);
  });
});

describe('an approved change (P5.5)', () => {
  it.each([
    ['approved, and worked on', change(), true],
    ['approved, and carried out', change({ outcome: 'fulfilled', status: 'closed' }), true],
    ['not decided, refused, or to be decided again', change({ approved: false }), false],
    ['carried out without an approval', change({ approved: false, outcome: 'fulfilled' }), false],
    ['withdrawn after the decision', change({ outcome: 'withdrawn' }), false],
    ['registered by mistake', change({ outcome: 'void' }), false],
    ['not a change at all', change({ kind: 'incident' }), false],
  ])('%s', (_what, facts, approved) => expect(isApprovedChange(facts)).toBe(approved));
});

describe('a status (P6.4)', () => {
  const ways = ITEM_STATUSES.flatMap(from => ITEM_STATUSES.map(to => ({ from, to })));
  const allowed = (ground: Parameters<typeof faultOfStatus>[1]) =>
    ways.filter(way => faultOfStatus({ agencyId: 'vsaa', ...way }, ground) === null).map(({ from, to }) => `${from} > ${to}`);

  it('changes by an approved change, and never leaves what is retired', () => {
    expect(allowed({ kind: 'change', change: change() })).toEqual([
      'planned > in-use',
      'planned > retired',
      'in-use > unavailable',
      'in-use > retired',
      'unavailable > in-use',
      'unavailable > retired',
    ]);
  });

  it('changes by an event only between in use and unavailable', () => {
    expect(allowed({ kind: 'event' })).toEqual(['in-use > unavailable', 'unavailable > in-use']);
  });

  it('changes by no change that is not there, not approved, or of another agency', () => {
    expect(allowed({ kind: 'change', change: null })).toEqual([]);
    expect(allowed({ kind: 'change', change: change({ approved: false }) })).toEqual([]);
    expect(faultOfStatus({ agencyId: 'vsaa', from: 'in-use', to: 'retired' }, { kind: 'change', change: change({ holder: 'pmlp' }) })).toBe(
      'of-another-agency',
    );
  });
});

it.each([
  ['SRV-####', 'SRV-0012', true],
  ['SRV-####', 'srv-0012', true],
  ['SRV-####', 'SRV-012', false],
  ['@@-*', 'LV-x.1', true],
  ['@@-*', 'L1-x', false],
  ['@@-*', 'LV-', false],
  ['*', 'pmlp-person-register', true],
  ['*', 'ar atstarpi', false],
  ['DOC-*-##', 'DOC-a-b-07', true],
  ['DOC-*-##', 'DOC-07', false],
])('the rule %s and the identifier %s: %s', (mask, identifier, fits) => expect(fitsMask(mask, identifier)).toBe(fits));

it('says why a service may not go live (P6.3)', () => {
  expect(lacksOf({ items: [], named: [] })).toEqual(['no-items']);
  expect(lacksOf({ items: [{ status: 'in-use' }], named: [{ item: null }] })).toEqual(['not-registered']);
  expect(lacksOf({ items: [{ status: 'planned' }], named: [] })).toEqual(['not-in-use']);
  expect(lacksOf({ items: [{ status: 'unavailable' }], named: [{ item: { status: 'in-use' } }] })).toEqual([]);
});
