import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { asksFourEyes, judgeDecision } from './acts/decision.ts';
import { returnsOf } from './complete.ts';
import * as policy from './policy.ts';

const buildUser = (it: Partial<User>): User => ({ id: 'me', name: 'Me', roles: [], agencyId: null, clientId: null, ...it });
const buildTask = (it: Partial<policy.TaskFacts> = {}): policy.TaskFacts => ({
  team: 'vsaa',
  role: 'specialist',
  state: 'open',
  assigneeId: null,
  owner: 'kac',
  complainedOf: [],
  handOvers: [],
  standInId: null,
  ...it,
});

const buildHandOver = (it: Partial<policy.HandOverFacts>): policy.HandOverFacts => ({ fromId: 'me', fromTeam: 'vsaa', toId: null, toTeam: null, ...it });

const SPECIALIST = buildUser({ roles: ['specialist'], agencyId: 'vsaa' });
const LEAD = buildUser({ roles: ['team-lead'], agencyId: 'vsaa' });
const KAC = buildUser({ roles: ['kac-specialist'], agencyId: 'kac' });
const OTHER = buildUser({ roles: ['specialist'], agencyId: 'pmlp' });

describe('what may be done with a task', () => {
  it.each([
    ['a specialist, nobody’s', SPECIALIST, {}, ['claim', 'assign']],
    ['a specialist, own', SPECIALIST, { assigneeId: 'me' }, ['release', 'assign', 'complete']],
    ['a specialist, a colleague’s', SPECIALIST, { assigneeId: 'you' }, ['take-over']],
    ['a specialist, of a colleague who is away', SPECIALIST, { assigneeId: 'you', standInId: 'me' }, ['stand-in']],
    ['a specialist, of a colleague another stands in for', SPECIALIST, { assigneeId: 'you', standInId: 'she' }, ['take-over']],
    [
      'a specialist, own, handed over',
      SPECIALIST,
      { assigneeId: 'me', handOvers: [buildHandOver({ toId: 'me' })] },
      ['release', 'assign', 'give-back', 'complete'],
    ],
    [
      'a specialist, handed to another before',
      SPECIALIST,
      { assigneeId: 'me', handOvers: [buildHandOver({ toId: 'you' })] },
      ['release', 'assign', 'complete'],
    ],
    ['a specialist, handed to the team', SPECIALIST, { handOvers: [buildHandOver({ toTeam: 'vsaa' })] }, ['claim', 'assign', 'give-back']],
    ['a specialist, handed to the team, a colleague has it', SPECIALIST, { assigneeId: 'you', handOvers: [buildHandOver({ toTeam: 'vsaa' })] }, ['take-over']],
    ['who handed it to another team', OTHER, { handOvers: [buildHandOver({ fromTeam: 'pmlp', toTeam: 'vsaa' })] }, []],
    ['a specialist, a lead’s task', SPECIALIST, { role: 'team-lead' }, []],
    ['a lead, a colleague’s', LEAD, { assigneeId: 'you' }, ['release', 'assign', 'take-over']],
    ['a lead, own', LEAD, { assigneeId: 'me' }, ['release', 'assign', 'complete']],
    ['a specialist who proposed what it confirms', SPECIALIST, { notFor: ['me'] }, []],
    ['the same, handed to them all the same', SPECIALIST, { notFor: ['me'], assigneeId: 'me' }, []],
    ['a lead who proposed what it confirms', LEAD, { notFor: ['me'] }, []],
    ['a finished one', SPECIALIST, { assigneeId: 'me', state: 'completing' }, []],
    ['the front office, the agency’s', KAC, {}, []],
    ['another agency', OTHER, {}, []],
    ['a specialist, a complaint about themselves', SPECIALIST, { complainedOf: ['me'] }, []],
    ['a lead, a complaint about themselves', LEAD, { complainedOf: ['me'], assigneeId: 'me' }, []],
    ['a specialist, a complaint about a colleague', SPECIALIST, { complainedOf: ['you'] }, ['claim', 'assign']],
    ['no agency', buildUser({ roles: ['specialist'] }), {}, []],
  ])('%s', (_what, user, task, may) => {
    expect(policy.mayDoWith(user, buildTask(task))).toEqual(may);
  });
});

it.each([
  ['a specialist of the team', SPECIALIST, true],
  ['its lead', LEAD, true],
  ['the front office, which only watches', KAC, false],
  ['another agency', OTHER, false],
])('what others typed is read by %s: %s', (_who, user, may) => {
  expect(policy.mayReadDrafts(user, buildTask({ assigneeId: 'you' }))).toBe(may);
});

describe('the filter of task lists', () => {
  const agency = fc.constantFrom('kac', 'vsaa', 'pmlp');
  const user = fc.record({
    id: fc.constant('me'),
    name: fc.constant('Me'),
    roles: fc.subarray([...ROLES]),
    agencyId: fc.option(agency),
    clientId: fc.constant(null),
  });
  const task = fc.record({
    key: fc.constant('1'),
    team: agency,
    role: fc.constantFrom('specialist', 'kac-specialist', 'team-lead'),
    state: fc.constant('open'),
    assigneeId: fc.constant(null),
    owner: fc.constantFrom('kac', 'vsaa'),
    complainedOf: fc.subarray(['me', 'you']),
    notFor: fc.subarray(['me', 'you']),
    standInId: fc.constant(null),
    handOvers: fc.array(fc.record({ fromId: fc.constantFrom('me', 'you'), fromTeam: agency, toId: fc.constant(null), toTeam: fc.constant(null) }), {
      maxLength: 2,
    }),
  });
  const passes = (where: any, row: any): boolean =>
    Object.entries(where).every(([key, value]: [string, any]) => {
      if (key === 'NOT') return !row.notFor.includes(value.notFor.has);
      if (key === 'OR') return value.some((it: any) => passes(it, row));
      if (key === 'case') return (value.owner === undefined || value.owner === row.owner) && !row.complainedOf.includes(value.NOT.complainedOf.has);
      if (key === 'handOvers') return row.handOvers.some((it: any) => it.fromId === value.some.fromId && it.fromTeam === value.some.fromTeam);
      return value !== null && typeof value === 'object' ? value.in.includes(row[key]) : row[key] === value;
    });

  it('agrees with the policies', () => {
    fc.assert(
      fc.property(user, task, (who, it) => {
        const staff = policy.mayListTasks(who);
        expect(passes(policy.workableBy(who), it)).toBe(staff && policy.mayWorkOn(who, it));
        expect(passes(policy.visibleTasks(who), it)).toBe(staff && policy.maySeeTask(who, it));
        expect(passes(policy.handedOverBy(who), it)).toBe(
          staff && !it.complainedOf.includes('me') && it.handOvers.some(each => each.fromId === 'me' && each.fromTeam === who.agencyId),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('four eyes', () => {
  const grant = (amountCents: number | null) => ({ outcome: 'grant' as const, amountCents });
  const refuse = { outcome: 'refuse' as const, amountCents: null };
  const over = { decision: { fourEyes: { overCents: 500_000 } } };

  it.each([
    ['a service that asks for none', {}, grant(9_999_999), false],
    ['every decision, a grant', { decision: { fourEyes: 'always' as const } }, grant(1), true],
    ['every decision, a refusal', { decision: { fourEyes: 'always' as const } }, refuse, true],
    ['over a limit, at it', over, grant(500_000), false],
    ['over a limit, beyond it', over, grant(500_001), true],
    ['over a limit, a refusal', over, refuse, false],
    ['no service', undefined, grant(1), false],
  ])('%s', (_what, service, decided, asked) => {
    expect(asksFourEyes(service, decided)).toBe(asked);
  });
});

describe('a decision', () => {
  const grounds = [
    { id: 'insured', outcome: 'grant' as const, text: { lv: '', en: '' }, law: { lv: '', en: '' } },
    { id: 'late', outcome: 'refuse' as const, text: { lv: '', en: '' }, law: { lv: '', en: '' } },
  ];
  const proposal = { result: 'grant', reasonCode: 'insured', amountCents: 5000 };
  const faultsOf = (data: object, proposed: typeof proposal | undefined = proposal) =>
    judgeDecision({ ...data }, { grounds }, proposed).faults.map(it => `${it.path} ${it.code}`);

  it.each([
    ['as proposed', { outcome: 'grant', grounds: ['insured'], amountCents: 5000 }, []],
    ['amount from the proposal', { outcome: 'grant', grounds: ['insured'] }, []],
    ['no grounds', { outcome: 'grant', grounds: [] }, ['grounds required']],
    ['grounds of another outcome', { outcome: 'grant', grounds: ['late'] }, ['grounds does-not-fit']],
    ['another amount without a reason', { outcome: 'grant', grounds: ['insured'], amountCents: 6000 }, ['reason required']],
    ['another amount with a reason', { outcome: 'grant', grounds: ['insured'], amountCents: 6000, reason: 'Pēc aprēķina' }, []],
    ['against the proposal without a reason', { outcome: 'refuse', grounds: ['late'] }, ['reason required']],
    ['nothing', { outcome: 'grant', grounds: ['insured'], amountCents: 0, reason: 'jo tā' }, ['amountCents required']],
    ['a part of a cent', { outcome: 'grant', grounds: ['insured'], amountCents: 0.5, reason: 'jo tā' }, ['amountCents required']],
  ])('%s', (_what, data, faults) => {
    expect(faultsOf(data)).toEqual(faults);
  });

  it('without a proposal needs a reason', () => {
    expect(judgeDecision({ outcome: 'grant', grounds: ['insured'], amountCents: 1 }, { grounds }, undefined).faults).toEqual([
      { path: 'reason', code: 'required' },
    ]);
  });
});

describe('what goes back to the engine', () => {
  const form = {
    id: 'f',
    version: '1',
    schema: {
      components: [
        { type: 'group', components: [{ type: 'checkbox', key: 'level1' }] },
        { type: 'textarea', key: 'reason' },
      ],
    },
  };

  it('is what the diagram names, and no more', () => {
    const element = { id: 't', type: 'bpmn:UserTask', title: { lv: '', en: '' }, properties: { returns: 'outcome, level1,kind' } };
    expect(returnsOf(element, form, { outcome: 'classified', reason: 'Anna zvanīja' })).toEqual({ outcome: 'classified', level1: false, kind: null });
  });
});
