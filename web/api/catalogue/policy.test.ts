import { expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import { mayPrefill } from './policy.ts';

const user = (roles: User['roles'], { agencyId = null, clientId = null }: Partial<User> = {}): User => ({ id: 'someone', name: '', roles, agencyId, clientId });

it.each([
  ['a resident', user(['resident'], { clientId: 'anna' }), 'anna', true, true],
  ['a resident, where no assistant may', user(['resident'], { clientId: 'anna' }), 'anna', false, true],
  ['a resident for another', user(['resident'], { clientId: 'anna' }), 'janis', true, false],
  ['a counter specialist', user(['kac-specialist'], { agencyId: 'kac' }), 'anna', true, true],
  ['a counter specialist, where no assistant may', user(['kac-specialist'], { agencyId: 'kac' }), 'anna', false, false],
  ['a counter specialist of no agency', user(['kac-specialist']), 'anna', true, false],
  ['a specialist of an agency', user(['specialist'], { agencyId: 'vsaa' }), 'anna', true, false],
  ['somebody without a role', user([], { clientId: 'anna' }), 'anna', true, false],
])('%s', (_who, asker, clientId, assistant, expected) => {
  expect(mayPrefill(asker, clientId, { assistant })).toBe(expected);
});
