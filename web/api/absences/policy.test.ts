import { expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import { mayEnterAbsence, maySeeAbsence, maySeeNote } from './policy.ts';

const user = (id: string, roles: User['roles'], agencyId: string | null): User => ({ id, name: '', roles, agencyId, clientId: null });
const vita = { userId: 'vita', agencyId: 'vsaa' };

it.each([
  ['the person', user('vita', ['specialist'], 'vsaa'), true, true],
  ['the lead of the team', user('vija', ['team-lead'], 'vsaa'), true, true],
  ['a colleague', user('valdis', ['specialist'], 'vsaa'), false, true],
  ['the lead of another team', user('karlis', ['team-lead'], 'kac'), false, false],
  ['somebody without a team', user('aija', ['auditor'], null), false, false],
  ['the person, in another team by now', user('vita', ['specialist'], 'pmlp'), false, false],
])('%s enters: %s, sees: %s', (_who, who, enters, sees) => {
  expect(mayEnterAbsence(who, vita)).toBe(enters);
  expect(maySeeNote(who, vita)).toBe(enters);
  expect(maySeeAbsence(who, vita)).toBe(sees);
});
