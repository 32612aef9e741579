import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { mayDeclareMajor, mayDetach, mayNoteFinding, maySeeIncident, maySignal } from '../incidents/policy.ts';
import { mayConcludeTrends, mayDecideProposal, mayLinkIncident, mayMakeTrends, mayOwnProblem, mayReadTrends, mayResume, maySeeProposal } from './policy.ts';

const person = (agencyId: string | null, ...roles: Role[]): User => ({ id: 'one', name: 'One', roles, agencyId, clientId: agencyId ? null : 'client' });
const PEOPLE: [string, User][] = [
  ['the client', person(null, 'resident')],
  ['the front office', person('kac', 'kac-specialist')],
  ['a specialist of the agency', person('vsaa', 'specialist')],
  ['its lead', person('vsaa', 'team-lead')],
  ['its service manager', person('vsaa', 'service-manager')],
  ['a specialist of another agency', person('pmlp', 'specialist')],
  ['an auditor', person('vraa', 'auditor')],
  ['a platform administrator', person('vraa', 'platform-admin')],
];
const CASE = { clientId: 'client', owner: 'kac', holder: 'vsaa', team: 'vsaa', fromAgency: null, complainedOf: [], status: 'in_progress' };
const INCIDENT = { ...CASE, state: 'diagnosing', majorAt: null, parentId: null };
const PROBLEM = { ...CASE, problemStatus: 'investigating', hasKnownError: false, reviewOn: null };
const who = (may: (user: User) => boolean) => PEOPLE.filter(([, user]) => may(user)).map(([name]) => name);

const WORKERS = ['the front office', 'a specialist of the agency', 'its lead'];

describe('incidents', () => {
  it.each<[string, (user: User) => boolean, string[]]>([
    ['see what was found out', user => maySeeIncident(user, CASE), [...WORKERS, 'an auditor']],
    ['write a finding', user => mayNoteFinding(user, CASE), WORKERS],
    ['write one of a closed case', user => mayNoteFinding(user, { ...CASE, status: 'closed' }), []],
    ['declare it major', user => mayDeclareMajor(user, INCIDENT), WORKERS],
    ['declare it twice', user => mayDeclareMajor(user, { ...INCIDENT, majorAt: new Date(0) }), []],
    ['declare a restored one', user => mayDeclareMajor(user, { ...INCIDENT, state: 'restored' }), []],
    ['detach what has no parent', user => mayDetach(user, INCIDENT), []],
    ['detach a child', user => mayDetach(user, { ...INCIDENT, parentId: 'parent' }), WORKERS],
    ['detach a restored child', user => mayDetach(user, { ...INCIDENT, parentId: 'parent', state: 'restored' }), []],
    ['send signals', user => maySignal(user), [...WORKERS, 'a specialist of another agency']],
  ])('%s', (_what, may, expected) => {
    expect(who(may)).toEqual(expected);
  });
});

describe('problems', () => {
  it.each<[string, (user: User) => boolean, string[]]>([
    ['link incidents', user => mayLinkIncident(user, PROBLEM), WORKERS],
    ['link to a solved one', user => mayLinkIncident(user, { ...PROBLEM, problemStatus: 'solved' }), []],
    ['own', user => mayOwnProblem(user, PROBLEM), WORKERS],
    ['own a closed one', user => mayOwnProblem(user, { ...PROBLEM, problemStatus: 'closed' }), []],
    ['resume what is worked on', user => mayResume(user, PROBLEM), []],
    ['resume a deferred one', user => mayResume(user, { ...PROBLEM, problemStatus: 'deferred' }), WORKERS],
    ['resume a known error that waits for no day', user => mayResume(user, { ...PROBLEM, problemStatus: 'known-error' }), []],
    ['resume an accepted known error', user => mayResume(user, { ...PROBLEM, problemStatus: 'known-error', reviewOn: new Date(0) }), WORKERS],
    ['decide a proposal', user => mayDecideProposal(user, { holder: 'vsaa' }), WORKERS],
    ['see a proposal', user => maySeeProposal(user, { holder: 'vsaa' }), [...WORKERS, 'an auditor']],
    ['read trends', mayReadTrends, ['its lead', 'its service manager', 'an auditor']],
    ['make trends', mayMakeTrends, ['its lead', 'its service manager']],
    ['conclude from trends of another agency', user => mayConcludeTrends(user, { agency: 'pmlp' }), []],
  ])('%s', (_what, may, expected) => {
    expect(who(may)).toEqual(expected);
  });
});
