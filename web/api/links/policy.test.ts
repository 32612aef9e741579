import { describe, expect, it } from '@jest/globals';
import type { User } from '../http/user.ts';
import * as policy from './policy.ts';

const buildUser = (it: Partial<User> = {}): User => ({ id: 'u', name: 'U', roles: [], agencyId: null, clientId: null, ...it });
const buildCase = (it: object = {}) => ({
  id: 'a',
  kind: 'information-request',
  clientId: 'anna',
  owner: 'kac',
  holder: 'vsaa',
  team: 'vsaa',
  fromAgency: null,
  complainedOf: [],
  status: 'in_progress',
  outcome: null as string | null,
  hasDecision: false,
  ...it,
});

const PEOPLE = {
  client: buildUser({ roles: ['resident'], clientId: 'anna' }),
  kac: buildUser({ roles: ['kac-specialist'], agencyId: 'kac' }),
  kacLead: buildUser({ roles: ['team-lead'], agencyId: 'kac' }),
  vsaa: buildUser({ roles: ['specialist'], agencyId: 'vsaa' }),
  pmlp: buildUser({ roles: ['specialist'], agencyId: 'pmlp' }),
  auditor: buildUser({ roles: ['auditor'], agencyId: 'vraa' }),
};
type Who = keyof typeof PEOPLE;

const ROWS: [string, (user: User) => boolean, Who[]][] = [
  ['links two cases of VSAA', user => policy.mayLink(user, buildCase(), buildCase({ id: 'b' })), ['kac', 'kacLead', 'vsaa']],
  ['links with a case of PMLP', user => policy.mayLink(user, buildCase(), buildCase({ holder: 'pmlp', team: 'pmlp' })), ['kac', 'kacLead']],
  [
    'sees a link to a case of PMLP',
    user => policy.maySeeLink(user, { case: buildCase(), other: buildCase({ clientId: 'janis', holder: 'pmlp', team: 'pmlp' }) }),
    ['kac', 'kacLead', 'auditor'],
  ],
  ['merges', user => policy.mayMerge(user, buildCase(), buildCase({ id: 'b' })), ['kac', 'kacLead']],
  ['merges into itself', user => policy.mayMerge(user, buildCase(), buildCase()), []],
  ['merges into another client’s', user => policy.mayMerge(user, buildCase(), buildCase({ id: 'b', clientId: 'janis' })), []],
  ['merges into another holder’s', user => policy.mayMerge(user, buildCase(), buildCase({ id: 'b', holder: 'pmlp' })), []],
  ['merges into one of another agency that asks', user => policy.mayMerge(user, buildCase(), buildCase({ id: 'b', fromAgency: 'pmlp' })), []],
  [
    'merges a complaint into what the worker complained of may see',
    user => policy.mayMerge(user, buildCase({ complainedOf: ['vita'] }), buildCase({ id: 'b' })),
    [],
  ],
  [
    'merges two complaints of one worker',
    user => policy.mayMerge(user, buildCase({ complainedOf: ['vita'] }), buildCase({ id: 'b', complainedOf: ['vita'] })),
    ['kac', 'kacLead'],
  ],
  ['merges what is decided', user => policy.mayMerge(user, buildCase({ hasDecision: true }), buildCase({ id: 'b' })), []],
  ['merges what is closed', user => policy.mayMerge(user, buildCase({ status: 'closed' }), buildCase({ id: 'b' })), []],
  ['merges into a duplicate', user => policy.mayMerge(user, buildCase(), buildCase({ id: 'b', outcome: 'duplicate' })), []],
  ['un-merges', user => policy.mayUnmerge(user, buildCase({ status: 'closed', outcome: 'duplicate' })), ['kac', 'kacLead']],
  ['un-merges what was fulfilled', user => policy.mayUnmerge(user, buildCase({ status: 'closed', outcome: 'fulfilled' })), []],
  ['splits', user => policy.maySplit(user, buildCase()), ['kac']],
  ['splits what is closed', user => policy.maySplit(user, buildCase({ status: 'closed' })), []],
  ['looks for duplicates', user => policy.mayLookForDuplicates(user), ['kac']],
];
const EACH = ROWS.flatMap(([what, rule, allowed]) =>
  (Object.keys(PEOPLE) as Who[]).map(who => [who, allowed.includes(who) ? 'may' : 'may not', what, rule] as const),
);

describe('links, merging, splitting', () => {
  it.each(EACH)('%s %s: %s', (who, verdict, _what, rule) => {
    expect(rule(PEOPLE[who]) ? 'may' : 'may not').toBe(verdict);
  });
});
