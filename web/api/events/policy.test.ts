import { expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import { mayHear, mayHearOperations, mayHearPresence } from './policy.ts';

const user = (roles: User['roles'], more: Partial<User> = {}): User => ({ id: 'someone', name: '', roles, agencyId: null, clientId: null, ...more });
const notice = { caseId: 'case', clientId: 'anna', teams: ['kac', 'vsaa'] };

it.each([
  ['its client', user(['resident'], { clientId: 'anna' }), true],
  ['another resident', user(['resident'], { clientId: 'janis' }), false],
  ['the front office', user(['kac-specialist'], { agencyId: 'kac' }), true],
  ['a specialist of the holder', user(['specialist'], { agencyId: 'vsaa' }), true],
  ['the lead of the holder', user(['team-lead'], { agencyId: 'vsaa' }), true],
  ['a specialist of another agency', user(['specialist'], { agencyId: 'pmlp' }), false],
  ['a service manager of the holder', user(['service-manager'], { agencyId: 'vsaa' }), true],
  ['a service manager of another agency', user(['service-manager'], { agencyId: 'pmlp' }), false],
  ['an auditor', user(['auditor'], { agencyId: 'vraa' }), false],
  ['a specialist who is the client too', user(['specialist'], { agencyId: 'pmlp', clientId: 'anna' }), true],
  ['nobody', user([]), false],
])('%s hears of the case: %s', (_who, listener, expected) => {
  expect(mayHear(listener, notice)).toBe(expected);
});

it('technical trouble is told to operators only', () => {
  expect(mayHearOperations(user(['platform-admin'], { agencyId: 'vraa' }))).toBe(true);
  expect(mayHearOperations(user(['specialist', 'team-lead'], { agencyId: 'vsaa' }))).toBe(false);
});

it('nobody hears of a case without a client through having none', () => {
  expect(mayHear(user(['resident']), { ...notice, clientId: null })).toBe(false);
});

it.each([
  ['the front office', user(['kac-specialist'], { agencyId: 'kac' }), true],
  ['a specialist of the holder', user(['specialist'], { agencyId: 'vsaa' }), true],
  ['a specialist of another agency', user(['specialist'], { agencyId: 'pmlp' }), false],
  ['its client', user(['resident'], { clientId: 'anna' }), false],
  ['an auditor', user(['auditor'], { agencyId: 'vsaa' }), false],
])('%s hears who is at the case: %s', (_who, listener, expected) => {
  expect(mayHearPresence(listener, notice)).toBe(expected);
});
