import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { mayEditNotices, mayEditReply, mayEditTeamReplies, mayUseReply } from './policy.ts';

const person = (role: Role, agencyId: string | null = 'vsaa'): User => ({ id: 'me', name: 'Me', roles: [role], agencyId, clientId: null });

describe('words of notices', () => {
  it.each<[Role, string | null, string, boolean]>([
    ['agency-admin', 'vsaa', 'vsaa', true],
    ['service-manager', 'vsaa', 'vsaa', true],
    ['service-manager', 'vsaa', 'pmlp', false],
    ['agency-admin', null, 'vsaa', false],
    ['team-lead', 'vsaa', 'vsaa', false],
    ['specialist', 'vsaa', 'vsaa', false],
    ['platform-admin', 'vsaa', 'vsaa', false],
    ['resident', null, 'vsaa', false],
  ])('%s of %s edits those of %s: %p', (role, own, agency, may) => {
    expect(mayEditNotices(person(role, own), agency)).toBe(may);
  });
});

describe('reply templates', () => {
  it.each<[string, { agencyId: string; ownerId: string | null }, boolean, boolean, boolean]>([
    ['my own', { agencyId: 'vsaa', ownerId: 'me' }, true, true, true],
    ['my team’s', { agencyId: 'vsaa', ownerId: null }, true, false, true],
    ['a colleague’s own', { agencyId: 'vsaa', ownerId: 'other' }, false, false, false],
    ['another agency’s', { agencyId: 'pmlp', ownerId: null }, false, false, false],
    ['mine, of the agency I have left', { agencyId: 'pmlp', ownerId: 'me' }, false, false, false],
  ])('%s', (_what, it, uses, specialistEdits, leadEdits) => {
    expect([mayUseReply(person('specialist'), it), mayEditReply(person('specialist'), it), mayEditReply(person('team-lead'), it)]).toEqual([
      uses,
      specialistEdits,
      leadEdits,
    ]);
  });

  it('nobody without an agency has any', () => {
    expect(mayUseReply(person('specialist', null), { agencyId: 'vsaa', ownerId: null })).toBe(false);
    expect(mayEditTeamReplies(person('team-lead', null))).toBe(false);
  });
});
