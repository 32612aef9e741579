import { expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import { mayChangeTerm, mayReadTerms } from './policy.ts';

const buildUser = (roles: User['roles'], agencyId: string | null): User => ({ id: 'u', name: 'U', roles, agencyId, clientId: null });
const TERMS = [
  { agencyId: null, serviceId: null },
  { agencyId: 'vsaa', serviceId: null },
  { agencyId: 'vsaa', serviceId: 'permit' },
];

it.each([
  ['the administrator of the agency', buildUser(['agency-admin'], 'vsaa'), [false, true, true], true],
  ['its service manager', buildUser(['service-manager'], 'vsaa'), [false, false, true], true],
  ['another agency’s administrator', buildUser(['agency-admin', 'service-manager'], 'pmlp'), [false, false, false], true],
  ['the administrator of the platform', buildUser(['platform-admin'], 'vraa'), [true, false, false], true],
  ['its team lead', buildUser(['team-lead'], 'vsaa'), [false, false, false], true],
  ['a resident', buildUser(['resident'], null), [false, false, false], false],
])('%s: general terms, the agency’s, its service’s', (_who, user, change, read) => {
  expect([TERMS.map(it => mayChangeTerm(user, it)), mayReadTerms(user)]).toEqual([change, read]);
});
