import { expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import { partOf } from './policy.ts';

const buildUser = (roles: User['roles'], agencyId: string | null): User => ({ id: 'u', name: 'U', roles, agencyId, clientId: null });

it.each([
  ['an auditor', buildUser(['auditor'], 'vraa'), 'all'],
  ['the platform’s administrator', buildUser(['platform-admin'], 'vraa'), 'all'],
  ['an agency’s administrator', buildUser(['agency-admin'], 'vsaa'), 'vsaa'],
  ['an administrator of no agency', buildUser(['agency-admin'], null), null],
  ['a team lead', buildUser(['team-lead'], 'vsaa'), null],
])('%s', (_who, user, part) => expect(partOf(user)).toBe(part));
