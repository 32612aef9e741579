import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import * as policy from './policy.ts';
import { NEXT_STATUSES, type Status } from './status.ts';

const buildUser = (it: Partial<User> = {}): User => ({ id: 'u', name: 'U', roles: [], agencyId: null, clientId: null, ...it });
const buildCase = (it: object = {}) => ({
  clientId: 'anna',
  owner: 'kac',
  holder: 'vsaa',
  team: 'vsaa',
  fromAgency: null,
  complainedOf: [] as string[],
  status: 'in_progress',
  hasQuestion: true,
  hasDecision: false,
  hasFeedback: false,
  escalated: false,
  ...it,
});

const PEOPLE = {
  client: buildUser({ roles: ['resident'], clientId: 'anna' }),
  stranger: buildUser({ roles: ['resident'], clientId: 'janis' }),
  kac: buildUser({ roles: ['kac-specialist'], agencyId: 'kac' }),
  kacLead: buildUser({ roles: ['team-lead'], agencyId: 'kac' }),
  vsaa: buildUser({ roles: ['specialist'], agencyId: 'vsaa' }),
  vsaaLead: buildUser({ roles: ['team-lead', 'specialist'], agencyId: 'vsaa' }),
  partner: buildUser({ roles: ['partner-worker'], agencyId: 'vsaa' }),
  pmlp: buildUser({ roles: ['specialist'], agencyId: 'pmlp' }),
  manager: buildUser({ roles: ['service-manager'], agencyId: 'vsaa' }),
  admin: buildUser({ roles: ['platform-admin'], agencyId: 'vraa' }),
  auditor: buildUser({ roles: ['auditor'], agencyId: 'vraa' }),
};
type Who = keyof typeof PEOPLE;
const everyone = Object.keys(PEOPLE) as Who[];

/** Which people each policy lets, in which statuses. */
const RULES: [string, (user: User, it: ReturnType<typeof buildCase>) => boolean, Partial<Record<Status, Who[]>>][] = [
  [
    'maySeeCase',
    policy.maySeeCase,
    {
      in_progress: ['client', 'kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner', 'auditor'],
      closed: ['client', 'kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner', 'auditor'],
    },
  ],
  ['mayAnswer', policy.mayAnswer, { waiting_applicant: ['client', 'kac', 'kacLead'], closed: [] }],
  ['mayWithdraw', policy.mayWithdraw, { submitted: ['client'], in_progress: ['client'], waiting_applicant: ['client'], done: [], closed: [] }],
  [
    'mayWrite',
    policy.mayWrite,
    { in_progress: ['client', 'kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner'], done: ['client', 'kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner'], closed: [] },
  ],
  ['mayRead', policy.mayRead, { closed: ['client', 'kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner'] }],
  ['mayNote', policy.mayNote, { closed: ['kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner'] }],
  ['mayRate', policy.mayRate, { in_progress: [], done: ['client'], closed: ['client'] }],
  ['mayDispute', policy.mayDispute, { in_progress: [], done: ['client'], closed: [] }],
  ['mayEscalate', policy.mayEscalate, { submitted: [], in_progress: ['kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner'], done: [] }],
  ['mayClassify', policy.mayClassify, { submitted: [], in_progress: ['kac', 'kacLead', 'vsaaLead'], done: [] }],
  ['maySeeLooks', policy.maySeeLooks, { in_progress: ['client', 'auditor'] }],
  ['maySeeDiagram', policy.maySeeDiagram, { in_progress: ['kac', 'kacLead', 'vsaa', 'vsaaLead', 'partner', 'auditor'] }],
];
const ROWS = RULES.flatMap(([name, rule, statuses]) =>
  Object.entries(statuses).flatMap(([status, allowed]) => everyone.map(who => [name, who, status, allowed.includes(who), rule] as const)),
);

describe('who may do what with a case', () => {
  it.each(ROWS)('%s: %s, %s: %s', (_name, who, status, expected, rule) => {
    expect(rule(PEOPLE[who], buildCase({ status }))).toBe(expected);
  });

  it.each([
    ['a change of their agency’s services', { kind: 'change-request' }, true],
    ['a change of another agency’s', { kind: 'change-request', holder: 'pmlp' }, false],
    ['a change that is a complaint about them', { kind: 'change-request', complainedOf: ['u'] }, false],
    ['an application for their services', { kind: 'service-request' }, false],
  ])('who manages services sees %s: %s', (_what, it, sees) => {
    expect([policy.maySeeCase(PEOPLE.manager, buildCase(it)), policy.mayNote(PEOPLE.manager, buildCase(it))]).toEqual([sees, sees]);
  });

  it('a decision ends withdrawing, feedback ends rating', () => {
    expect(policy.mayWithdraw(PEOPLE.client, buildCase({ hasDecision: true }))).toBe(false);
    expect(policy.mayRate(PEOPLE.client, buildCase({ status: 'done', hasFeedback: true }))).toBe(false);
  });
});

/** Says whether a row passes a filter, as PostgreSQL would; knows only what the filters use. */
function passes(where: any, row: any): boolean {
  return Object.entries(where).every(([key, value]: [string, any]) => {
    if (key === 'OR') return value.some((it: any) => passes(it, row));
    if (key === 'AND') return value.every((it: any) => passes(it, row));
    if (key === 'NOT') return !passes(value, row);
    if (value !== null && typeof value === 'object' && 'has' in value) return row[key].includes(value.has);
    if (value !== null && typeof value === 'object') return value.in.includes(row[key]);
    return row[key] === value;
  });
}

describe('the filter of lists', () => {
  const agency = fc.constantFrom('kac', 'vsaa', 'pmlp', 'vraa');
  const client = fc.constantFrom('anna', 'janis');
  const user = fc.record({
    id: fc.constant('u'),
    name: fc.constant('U'),
    roles: fc.subarray([...ROLES]),
    agencyId: fc.option(agency),
    clientId: fc.option(client),
  });
  const row = fc.record({
    id: fc.constant('c'),
    kind: fc.constantFrom('change-request', 'incident', 'service-request'),
    clientId: fc.option(client),
    owner: fc.constantFrom('kac', 'vsaa'),
    holder: agency,
    team: fc.option(agency),
    fromAgency: fc.option(agency),
    complainedOf: fc.subarray(['u', 'somebody']),
    status: fc.constant('in_progress'),
  });

  it('lets through what maySeeCase allows, and nothing else', () => {
    fc.assert(
      fc.property(user, row, (who, it) => expect(passes(policy.visibleTo(who), it)).toBe(policy.maySeeCase(who, it))),
      { numRuns: 2000 },
    );
  });

  it('no roles, no rows', () => {
    expect(policy.visibleTo(buildUser())).toEqual({ id: { in: [] } });
    expect(policy.ownedBy(buildUser())).toEqual({ id: { in: [] } });
  });
});

describe('opening again', () => {
  const DAY_MS = 24 * 3_600_000;
  const now = new Date('2026-11-21T10:00:00Z');
  const closed = (it: object = {}) => ({
    ...{ clientId: 'client-anna', owner: 'kac', holder: 'vsaa', team: 'kac', fromAgency: null, complainedOf: [] as string[], status: 'closed' },
    ...{ outcome: 'fulfilled' as string | null, reopenUntil: new Date(now.getTime() + DAY_MS) as Date | null },
    ...it,
  });
  const PEOPLE = {
    client: buildUser({ roles: ['resident'], clientId: 'client-anna' }),
    kac: buildUser({ roles: ['kac-specialist'], agencyId: 'kac' }),
    kacLead: buildUser({ roles: ['team-lead'], agencyId: 'kac' }),
    agencyLead: buildUser({ roles: ['team-lead'], agencyId: 'vsaa' }),
    auditor: buildUser({ roles: ['auditor'], agencyId: 'vraa' }),
  };

  it.each([
    ['within the period', {}, ['client', 'kac', 'kacLead']],
    ['on its last moment', { reopenUntil: now }, ['client', 'kac', 'kacLead']],
    ['after it', { reopenUntil: new Date(now.getTime() - 1) }, ['kacLead']],
    ['where the agency opens nothing again', { reopenUntil: null }, ['kacLead']],
    ['registered by mistake', { outcome: 'void' }, ['kac', 'kacLead']],
    ['a duplicate', { outcome: 'duplicate' }, []],
    ['not closed', { status: 'done' }, []],
  ])('%s', (_what, it, allowed) => {
    expect(Object.entries(PEOPLE).flatMap(([who, user]) => (policy.mayReopen(user, closed(it), now) ? [who] : []))).toEqual(allowed);
  });
});

describe('statuses', () => {
  it('may follow only as PROCESSES §1.6 says', () => {
    expect(NEXT_STATUSES).toMatchObject({ registered: ['classified', 'closed'], done: ['closed', 'classified', 'in_progress'], closed: ['classified'] });
    expect(NEXT_STATUSES.handed_over).not.toContain('done');
    expect(NEXT_STATUSES.submitted).not.toContain('classified');
  });

  it('each can be reached, and each reaches the end', () => {
    const reach = (from: Status, seen = new Set<Status>()): Set<Status> => {
      if (!seen.has(from)) {
        seen.add(from);
        NEXT_STATUSES[from].forEach(to => reach(to, seen));
      }
      return seen;
    };
    const all = Object.keys(NEXT_STATUSES) as Status[];
    const withoutPartner = all.filter(it => it !== 'submitted');
    expect([...reach('submitted')]).toEqual(expect.arrayContaining(withoutPartner));
    all.forEach(it => expect(reach(it)).toContain('closed'));
  });
});

it('no client and no client are not the same person', () => {
  expect(policy.mayRead(PEOPLE.auditor, buildCase({ clientId: null }))).toBe(false);
});
