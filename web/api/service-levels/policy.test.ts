import { expect, it } from '@jest/globals';
import { ROLES } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import * as policy from './policy.ts';

const user = (roles: User['roles'], agencyId: string | null = 'vsaa'): User => ({ id: 'u', name: 'U', roles, agencyId, clientId: null });
const RULES = [policy.mayReadLevels, policy.mayTellDemand, policy.mayDecideBreach, policy.mayKeepLevels];
const allowed = (it: User, agency = 'vsaa') => RULES.map(rule => rule(it, agency));

it.each<[string, User, boolean[]]>([
  ['a service manager', user(['service-manager']), [true, true, true, true]],
  ['an agency’s administrator', user(['agency-admin']), [true, true, true, true]],
  ['a lead', user(['team-lead']), [true, true, true, false]],
  ['a specialist', user(['specialist']), [true, true, false, false]],
  ['an auditor', user(['auditor'], 'vraa'), [true, false, false, false]],
  ['a resident', user(['resident'], null), [false, false, false, false]],
])('P10: %s may read, tell a need, decide of a breach, keep', (_who, it, expected) => {
  expect(allowed(it)).toEqual(expected);
});

it('nobody of another agency may anything, but auditors read', () => {
  for (const role of ROLES) expect([role, ...allowed(user([role], 'pmlp'))]).toEqual([role, role === 'auditor', false, false, false]);
});
