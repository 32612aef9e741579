import { expect, it } from '@jest/globals';
import { ROLES } from '../../contract/words.ts';
import { mayLookUp } from './policy.ts';

it.each(ROLES.map(role => [role, role === 'kac-specialist'] as const))('%s may look a client up: %s', (role, expected) => {
  expect(mayLookUp({ id: 'someone', name: '', roles: [role], agencyId: 'kac', clientId: null })).toBe(expected);
});

it('a counter specialist of no agency may not', () => {
  expect(mayLookUp({ id: 'someone', name: '', roles: ['kac-specialist'], agencyId: null, clientId: null })).toBe(false);
});
