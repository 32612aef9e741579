import { expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import { mayAdminister, maySeeSettings } from './policy.ts';

const buildUser = (roles: User['roles'], agencyId: string | null): User => ({ id: 'u', name: 'U', roles, agencyId, clientId: null });

it.each([
  ['its administrator', buildUser(['agency-admin'], 'vsaa'), true, true],
  ['another one’s administrator', buildUser(['agency-admin'], 'pmlp'), false, false],
  ['the platform’s administrator', buildUser(['platform-admin'], 'vraa'), true, true],
  ['its team lead', buildUser(['team-lead'], 'vsaa'), false, true],
  ['an account of it without a role', buildUser([], 'vsaa'), false, false],
  ['a resident', buildUser(['resident'], null), false, false],
])('settings of VSAA: %s', (_who, user, change, see) => {
  expect([mayAdminister(user, 'vsaa'), maySeeSettings(user, 'vsaa')]).toEqual([change, see]);
});
