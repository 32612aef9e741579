import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import * as policy from './policy.ts';

const buildUser = (it: Partial<User> = {}): User => ({ id: 'u', name: 'U', roles: [], agencyId: null, clientId: null, ...it });
const buildContact = (it: Partial<policy.ContactFacts> = {}): policy.ContactFacts => ({
  adviserId: 'liga',
  agency: 'kac',
  channel: 'phone',
  endedAt: null,
  identification: 'partial',
  clientId: null,
  attempts: 0,
  ...it,
});
const KNOWN = { identification: 'authenticated', clientId: 'anna' };

const PEOPLE = {
  liga: buildUser({ id: 'liga', roles: ['kac-specialist'], agencyId: 'kac' }),
  karlis: buildUser({ id: 'karlis', roles: ['kac-specialist', 'team-lead'], agencyId: 'kac' }),
  lead: buildUser({ id: 'lead', roles: ['team-lead'], agencyId: 'kac' }),
  vita: buildUser({ id: 'vita', roles: ['specialist'], agencyId: 'vsaa' }),
  client: buildUser({ id: 'anna', roles: ['resident'], clientId: 'anna' }),
  auditor: buildUser({ id: 'aija', roles: ['auditor'], agencyId: 'vraa' }),
};
type Who = keyof typeof PEOPLE;
const open = { team: 'kac', doneAt: null, escalatedAt: null };

const RULES: [string, (user: User) => boolean, Who[]][] = [
  ['take contacts', policy.mayTakeContacts, ['liga', 'karlis']],
  ['see a conversation of KAC', user => policy.maySeeContact(user, buildContact()), ['liga', 'karlis', 'lead', 'auditor']],
  ['write into Līga’s conversation', user => policy.mayWorkOn(user, buildContact()), ['liga']],
  ['write into it when it has ended', user => policy.mayWorkOn(user, buildContact({ endedAt: new Date() })), []],
  ['see restricted data of a number (J10)', user => policy.maySeeRestricted(user, buildContact()), []],
  ['see restricted data of somebody anonymous', user => policy.maySeeRestricted(user, buildContact({ identification: 'anonymous' })), []],
  ['see restricted data once recognised', user => policy.maySeeRestricted(user, buildContact(KNOWN)), ['liga']],
  ['see restricted data after the conversation', user => policy.maySeeRestricted(user, buildContact({ ...KNOWN, endedAt: new Date() })), []],
  ['ask a caller', user => policy.mayVerify(user, buildContact({ attempts: 2 }), 3), ['liga']],
  ['ask a caller once too often', user => policy.mayVerify(user, buildContact({ attempts: 3 }), 3), []],
  ['ask whom one knows', user => policy.mayVerify(user, buildContact(KNOWN), 3), []],
  ['take a document over the phone', user => policy.mayIdentify(user, buildContact()), []],
  ['take a document at the counter', user => policy.mayIdentify(user, buildContact({ channel: 'counter' })), ['liga']],
  ['see names behind a caller’s number', user => policy.maySeeCandidates(user, buildContact()), []],
  ['see names at the counter', user => policy.maySeeCandidates(user, buildContact({ channel: 'counter', identification: 'anonymous' })), ['liga']],
  ['call back', user => policy.mayCall(user, open), ['liga', 'karlis', 'lead']],
  ['call back what is done', user => policy.mayCall(user, { ...open, doneAt: new Date() }), []],
  ['call back for another agency', user => policy.mayCall(user, { ...open, team: 'vsaa' }), []],
  ['decide of a missed call', user => policy.mayDecideCallBack(user, { ...open, escalatedAt: new Date() }), ['karlis', 'lead']],
  ['count', policy.mayCount, ['liga', 'karlis', 'lead']],
];
const ROWS = RULES.flatMap(([what, rule, allowed]) =>
  (Object.keys(PEOPLE) as Who[]).map(who => [who, allowed.includes(who) ? 'may' : 'may not', what, rule] as const),
);

describe('conversations and call-backs', () => {
  it.each(ROWS)('%s %s %s', (who, verdict, _what, rule) => {
    expect(rule(PEOPLE[who]) ? 'may' : 'may not').toBe(verdict);
  });
});

describe('restricted data', () => {
  const anyUser = fc.record({
    id: fc.constantFrom('liga', 'x'),
    roles: fc.subarray([...ROLES]),
    agencyId: fc.constantFrom('kac', 'vsaa', null),
    clientId: fc.constantFrom('anna', null),
  });
  const anyContact = fc.record({
    adviserId: fc.constantFrom('liga', 'x'),
    agency: fc.constantFrom('kac', 'vsaa'),
    channel: fc.constantFrom('phone', 'counter', 'post'),
    endedAt: fc.constantFrom(null, new Date()),
    identification: fc.constantFrom('partial', 'anonymous'),
    clientId: fc.constant(null),
    attempts: fc.nat(5),
  });

  it('is nobody’s while the caller is not recognised, whoever asks', () => {
    fc.assert(fc.property(anyUser, anyContact, (user, contact) => !policy.maySeeRestricted({ ...user, name: 'U' }, contact)));
  });
});

describe('placeOf', () => {
  it('puts each open call-back into exactly one list', () => {
    const moment = fc.constantFrom(null, new Date());
    fc.assert(
      fc.property(fc.record({ doneAt: moment, escalatedAt: moment, assigneeId: fc.constantFrom(null, 'liga') }), it => {
        const place = policy.placeOf({ team: 'kac', ...it });
        return it.doneAt ? place === 'done' : ['lead', 'assignee', 'team'].includes(place);
      }),
    );
  });
});
