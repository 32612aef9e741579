import { describe, expect, it } from '@jest/globals';
import { GATE_PARTS } from '../../contract/changes.ts';
import type { Role } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { collisionOf, type Window } from './collisions.ts';
import { missingAtGate, type GateFacts } from './gate.ts';
import { boardOf, partiesOf, speaksFor, toTell, type Boards } from './members.ts';
import { mayEditBoard, mayGiveVoice, mayListChanges, mayOpenCase, mayResumeChange, maySeeBoard, maySeeChange } from './policy.ts';

const person = (agencyId: string | null, ...roles: Role[]): User => ({ id: 'one', name: 'One', roles, agencyId, clientId: agencyId ? null : 'client' });
const PEOPLE: [string, User][] = [
  ['the client', person(null, 'resident')],
  ['the front office', person('kac', 'kac-specialist')],
  ['a specialist of the agency', person('vsaa', 'specialist')],
  ['its lead', person('vsaa', 'team-lead')],
  ['its service manager', person('vsaa', 'service-manager')],
  ['its administrator', person('vsaa', 'agency-admin')],
  ['a specialist of another agency', person('pmlp', 'specialist')],
  ['a service manager of another agency', person('pmlp', 'service-manager')],
  ['an auditor', person('vraa', 'auditor')],
  ['a platform administrator', person('vraa', 'platform-admin')],
];
const CASE = { clientId: 'client', owner: 'kac', holder: 'vsaa', team: 'vsaa', fromAgency: null, complainedOf: [] as string[], status: 'in_progress' };
const CHANGE = { ...CASE, changeStatus: 'with-board' };
const NOBODY = { asked: ['two'], speaksFor: ['one'] };
const ASKED = { asked: ['one'], speaksFor: ['one'] };
const who = (may: (user: User) => boolean) => PEOPLE.filter(([, user]) => may(user)).map(([name]) => name);
const WORKERS = ['the front office', 'a specialist of the agency', 'its lead'];

describe('who may do what with changes (P5)', () => {
  it.each<[string, (user: User) => boolean, string[]]>([
    [
      'open the register',
      mayListChanges,
      [...WORKERS, 'its service manager', 'a specialist of another agency', 'a service manager of another agency', 'an auditor'],
    ],
    ['see one', user => maySeeChange(user, CASE, NOBODY), [...WORKERS, 'its service manager', 'an auditor']],
    [
      'see one whose board they sit on',
      user => maySeeChange(user, CASE, ASKED),
      [...WORKERS, 'its service manager', 'a specialist of another agency', 'a service manager of another agency', 'an auditor'],
    ],
    ['see one they are complained of in', user => maySeeChange(user, { ...CASE, complainedOf: ['one'] }, ASKED), []],
    ['open its case', user => mayOpenCase(user, CASE), [...WORKERS, 'an auditor']],
    ['give somebody else’s voice', user => mayGiveVoice(user, 'two', { speaksFor: ['one'] }), []],
    [
      'give their own voice',
      user => mayGiveVoice(user, 'one', { speaksFor: ['one'] }),
      [...WORKERS, 'its service manager', 'a specialist of another agency', 'a service manager of another agency'],
    ],
    ['take up what is not deferred', user => mayResumeChange(user, CHANGE), []],
    ['take up a deferred one', user => mayResumeChange(user, { ...CHANGE, changeStatus: 'deferred' }), [...WORKERS, 'its service manager']],
    ['keep the board', user => mayEditBoard(user, 'vsaa'), ['its service manager', 'its administrator']],
  ])('%s', (_what, may, expected) => {
    expect(who(may)).toEqual(expected);
  });

  it('the board of one’s own agency is seen by all who work there', () => {
    expect(who(maySeeBoard)).not.toContain('the client');
    expect(who(maySeeBoard)).toEqual(expect.arrayContaining([...WORKERS, 'its service manager', 'its administrator']));
  });
});

describe('the gate (P5.7)', () => {
  const at = new Date('2026-11-02T08:00:00Z');
  const open: GateFacts = {
    approvalId: 'decision',
    acceptedRisk: 2,
    plannedStart: new Date('2026-11-10T20:00:00Z'),
    plannedEnd: new Date('2026-11-11T00:00:00Z'),
    resources: 'Divi cilvēki',
    backOutPlan: 'Atpakaļ',
    planRisk: 2,
  };
  const missing = (it: Partial<GateFacts>, objections = 0) => missingAtGate({ ...open, ...it }, { objections, at });

  it('is open when nothing is missing', () => expect(missing({})).toEqual([]));

  it.each<[string, Partial<GateFacts>, string]>([
    ['it is not approved', { approvalId: null }, 'approval'],
    ['no time is set', { plannedStart: null }, 'time'],
    ['its time is over', { plannedStart: new Date('2026-11-01T00:00:00Z'), plannedEnd: new Date('2026-11-01T08:00:00Z') }, 'time'],
    ['it ends before it begins', { plannedEnd: new Date('2026-11-10T19:00:00Z') }, 'time'],
    ['nobody is planned to do it', { resources: ' ' }, 'resources'],
    ['nobody knows the way back', { backOutPlan: null }, 'resources'],
    ['its risk is not known', { planRisk: null }, 'risk'],
    ['nobody has accepted a risk', { acceptedRisk: null }, 'risk'],
    ['it risks more than was accepted', { planRisk: 3 }, 'risk'],
  ])('is closed when %s', (_what, it, part) => expect(missing(it)).toEqual([part]));

  it('is closed when somebody affected is against it', () => expect(missing({}, 1)).toEqual(['agreement']));

  it('says all that is missing at once', () => {
    const nothing = { approvalId: null, acceptedRisk: null, plannedStart: null, plannedEnd: null, resources: null, backOutPlan: null, planRisk: null };
    expect(missing(nothing, 2)).toEqual([...GATE_PARTS]);
  });
});

describe('who is asked (P5.4, P5.6)', () => {
  const seat = (userId: string, agency: string, more: object = {}) => ({ userId, agency, serviceId: null, urgent: false, ...more });
  const boards: Boards = {
    holder: 'vsaa',
    services: [
      { id: 'permit', holder: 'vsaa' },
      { id: 'benefit', holder: 'vsaa' },
      { id: 'passport', holder: 'pmlp' },
    ],
    seats: [seat('anda', 'vsaa', { urgent: true }), seat('bruno', 'vsaa', { serviceId: 'permit' }), seat('cilda', 'vsaa', { serviceId: 'licence' })],
    leaders: [
      { id: 'dace', agencyId: 'pmlp' },
      { id: 'egils', agencyId: 'vsaa' },
    ],
  };

  it('the members for the services affected, and who leads an agency that has named nobody', () => {
    expect(boardOf(boards, { urgent: false })).toEqual([
      { userId: 'anda', agency: 'vsaa', services: ['permit', 'benefit'] },
      { userId: 'bruno', agency: 'vsaa', services: ['permit'] },
      { userId: 'dace', agency: 'pmlp', services: ['passport'] },
    ]);
  });

  it('of an urgent change the smaller board', () => {
    expect(boardOf(boards, { urgent: true }).map(it => it.userId)).toEqual(['anda', 'dace']);
  });

  it('about a plan the other agencies only', () => {
    expect(partiesOf(boards, ['valmiera', 'vsaa']).map(it => it.userId)).toEqual(['dace']);
    expect(partiesOf({ ...boards, services: [] }, []).map(it => it.userId)).toEqual([]);
  });

  it('a substitute speaks for who is away, on the days of the absence', () => {
    const away = [{ id: 'a', userId: 'anda', fromOn: '2026-11-02', toOn: '2026-11-06', covers: 'all', substituteId: 'bruno' }];
    const [during, after] = [new Date('2026-11-03T10:00:00Z'), new Date('2026-11-07T10:00:00Z')];

    expect([speaksFor('bruno', 'anda', away, during), speaksFor('anda', 'anda', away, during), speaksFor('bruno', 'anda', away, after)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([toTell('anda', away, during), toTell('anda', away, after)]).toEqual([['anda', 'bruno'], ['anda']]);
  });
});

describe('collisions (P5.6)', () => {
  const window = (id: string, from: number, to: number, more: Partial<Window> = {}): Window => ({
    id,
    start: new Date(Date.UTC(2026, 10, 10, from)),
    end: new Date(Date.UTC(2026, 10, 10, to)),
    items: ['SRV-1'],
    services: [],
    ...more,
  });

  it.each<[string, Window, boolean]>([
    ['at the same time on the same item', window('two', 9, 11), true],
    ['on the same service', window('two', 9, 11, { items: [], services: ['permit'] }), true],
    ['within it', window('two', 9, 10), true],
    ['right after it', window('two', 12, 13), false],
    ['right before it', window('two', 6, 8), false],
    ['on something else', window('two', 9, 11, { items: ['SRV-2'] }), false],
    ['itself', window('one', 8, 12), false],
  ])('%s', (_what, other, collides) => {
    const one = window('one', 8, 12, { services: ['permit'] });
    expect([collisionOf(one, other) !== null, collisionOf(other, one) !== null]).toEqual([collides, collides]);
  });
});
