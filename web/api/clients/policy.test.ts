import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { isAtHand, mayLookUp } from './policy.ts';

it.each(ROLES.map(role => [role, role === 'kac-specialist'] as const))('%s may look a client up: %s', (role, expected) => {
  expect(mayLookUp({ id: 'someone', name: '', roles: [role], agencyId: 'kac', clientId: null })).toBe(expected);
});

it('a counter specialist of no agency may not', () => {
  expect(mayLookUp({ id: 'someone', name: '', roles: ['kac-specialist'], agencyId: null, clientId: null })).toBe(false);
});

describe('a client is at hand', () => {
  const now = new Date('2026-11-02T10:00:00Z');
  const liga: User = { id: 'liga', name: '', roles: ['kac-specialist'], agencyId: 'kac', clientId: null };
  const consent = { clientId: 'anna', agency: 'kac', givenAt: new Date('2026-11-01T10:00:00Z'), until: new Date('2026-11-03T10:00:00Z'), withdrawnAt: null };
  const contact = { clientId: 'anna', adviserId: 'liga', agency: 'kac', identification: 'authenticated' };
  const nothing = { clientId: 'anna', consents: [], contacts: [], lookedUp: false, now };

  it.each([
    ['looked up by oneself', { ...nothing, lookedUp: true }, true],
    ['consenting to the agency', { ...nothing, consents: [consent] }, true],
    ['recognised in one’s own conversation', { ...nothing, contacts: [contact] }, true],
    ['nothing', nothing, false],
    ['consent that is over', { ...nothing, consents: [{ ...consent, until: now }] }, false],
    ['consent taken back', { ...nothing, consents: [{ ...consent, withdrawnAt: now }] }, false],
    ['consent to another agency', { ...nothing, consents: [{ ...consent, agency: 'pmlp' }] }, false],
    ['a colleague’s conversation', { ...nothing, contacts: [{ ...contact, adviserId: 'karlis' }] }, false],
    ['a number only', { ...nothing, contacts: [{ ...contact, identification: 'partial' }] }, false],
    ['another client', { ...nothing, clientId: 'janis', consents: [consent], contacts: [contact] }, false],
  ])('%s', (_what, hand, expected) => expect(isAtHand(liga, hand)).toBe(expected));

  it('only at a counter', () => expect(isAtHand({ ...liga, roles: ['specialist'] }, { ...nothing, lookedUp: true })).toBe(false));
});
