import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../platform/id.ts';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { CHANGE_STATUSES } from '../../contract/changes.ts';
import { DEMO_USERS } from '../../../docker/sandbox/people.ts';
import type { User } from '../http/user.ts';
import { raiseChangeRequest } from '../cases/steps/change.ts';
import { acceptCase, returnCase, tellKac } from '../cases/steps/execution.ts';
import { closeCase, closeWithdrawn, handOverCase, informResult, recordClassification, registerApplication, reopenCase } from '../cases/steps/front-office.ts';
import { writeTasks } from '../journal/write.ts';
import { changesVisibleTo, mayListChanges, maySeeChange } from './policy.ts';
import { speakingOf } from './speaking.ts';
import { announceInterruption, recordImplemented } from './implement.ts';
import { askParties, closeBoard, conveneBoard } from './rounds.ts';
import { applyStandard } from './standard.ts';
import { NEXT_CHANGE_STATUSES, type ChangeStatus } from './status.ts';
import { checkGate, moveChange, openChange } from './steps.ts';

const office = useOffice();
const { at, submit, takenTask } = useDesks(office);
const db = () => office.db;
beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

type Place = { processId: string; elementId: string; formId: string; role?: string; team?: string };
const place = (elementId: string, formId: string, more: Partial<Place> = {}): Place => ({
  processId: 'change',
  elementId,
  formId,
  role: 'specialist',
  ...more,
});
const CLASSIFY = place('Task_ClassifyChange', 'classify-change', { role: 'kac-specialist', team: 'kac' });
const ASSESS = place('Task_AssessChange', 'assess-change');
const DECIDE = place('Task_DecideChange', 'decide-change', { role: 'service-manager' });
const PLAN = place('Task_PlanChange', 'plan-change');
const DEVELOP = place('Task_DevelopChange', 'develop-change');
const BRING_IN = place('Task_BringIn', 'bring-in-change');
const BACK_OUT = place('Task_BackOut', 'back-out-change');
const EVALUATE = place('Task_EvaluateChange', 'evaluate-change');

const CLASSIFIED = { outcome: 'normal', why: 'Vecais serveris vairs netiek uzturēts', benefit: 'Veidlapa neapstāsies' };
const ASSESSED = {
  outcome: 'assessed',
  services: ['made-up-permit'],
  items: [] as string[],
  effortHours: 16,
  costEuros: 1200.5,
  riskLevel: 'medium',
  risk: 'Var zust sesijas',
  recommends: 'approve',
  recommendation: 'Citādi incidenti turpināsies',
  agenda: 'Vai drīkst naktī?\nKas paziņo klientiem?',
};
const APPROVED = { outcome: 'approve', grounds: 'Padome par', acceptedRisk: 'medium' };
const PLANNED = {
  outcome: 'planned',
  startOn: '2026-11-10',
  startTime: '22:00',
  endOn: '2026-11-11',
  endTime: '02:00',
  resources: 'Divi administratori, rezerves serveris',
  plannedHours: 8,
  plannedEuros: 300,
  planRisk: 'medium',
  backOutPlan: 'Atslēgt jauno, ieslēgt veco',
  interruption: 'Veidlapa nebūs pieejama',
  watchDays: 14,
};

const viewOf = async (id: string, who = 'vita') => (await at(who).get(`/api/changes/${id}`).expect(200)).body;
async function finish(caseId: string, where: Place, data: object, who = 'vita') {
  const { key, version } = await takenTask(caseId, who, where);
  return at(who).post(`/api/tasks/${key}/complete`, { version, data });
}
const done = async (caseId: string, where: Place, data: object, who = 'vita') => {
  const reply = await finish(caseId, where, data, who);
  if (reply.status !== 200) throw new Error(`${where.elementId}: ${JSON.stringify(reply.body)}`);
};
const to = (caseId: string, status: ChangeStatus) => office.step(moveChange, { caseId, to: status });
const said = async (caseId: string) =>
  (await db().outbox.findMany({ where: { caseId }, orderBy: { id: 'asc' } })).map(
    it => it.payload as { name?: string; correlationKey?: string; variables: object },
  );
const lastVariables = async (caseId: string) => (await said(caseId)).filter(it => !it.name).at(-1)!.variables;

/** A change asked for inside an agency, as far as level 2. */
async function requested() {
  const body = {
    kind: 'change-request',
    serviceId: 'made-up-permit',
    data: {},
    subject: 'Nomainīt veidlapas serveri',
    onBehalf: { clientId: null, channel: 'inside' },
  };
  const { id, code } = await submit('vita', body);
  await office.step(registerApplication, { caseId: id });
  await office.step(recordClassification, { caseId: id, kind: 'change-request', impact: 'one', urgency: 'medium', by: 'table' });
  await office.step(handOverCase, { caseId: id });
  await office.step(openChange, { caseId: id });
  return { id, code };
}
async function assessing(classified: object = CLASSIFIED) {
  const it = await requested();
  await done(it.id, CLASSIFY, classified, 'liga');
  await to(it.id, 'classified');
  await office.step(acceptCase, { caseId: it.id });
  await to(it.id, 'assessing');
  return it;
}
async function withBoard(assessed: object = {}, classified: object = CLASSIFIED) {
  const it = await assessing(classified);
  await done(it.id, ASSESS, { ...ASSESSED, ...assessed });
  const { roundId } = await office.step(conveneBoard, { caseId: it.id });
  return { ...it, roundId };
}
async function approved(assessed: object = {}) {
  const it = await withBoard(assessed);
  await done(it.id, DECIDE, APPROVED, 'vija');
  await to(it.id, 'approved');
  return it;
}
async function planned(plan: object = {}, assessed: object = {}) {
  const it = await approved(assessed);
  await done(it.id, PLAN, { ...PLANNED, ...plan });
  const { roundId } = await office.step(askParties, { caseId: it.id });
  return { ...it, roundId };
}
async function implementing(plan: object = {}, assessed: object = {}) {
  const it = await planned(plan, assessed);
  expect(await office.step(checkGate, { caseId: it.id })).toEqual({ gateOpen: true });
  await to(it.id, 'implementing');
  return it;
}
async function implemented(brought: object = {}, assessed: object = {}) {
  const it = await implementing({}, assessed);
  office.moveTo('2026-11-11T00:30:00Z');
  await done(it.id, BRING_IN, { outcome: 'done', tried: 'Pārslēgts uz jauno', ...brought });
  await office.step(recordImplemented, { caseId: it.id });
  return it;
}
let items = 0;
async function item(agency = 'vita'): Promise<string> {
  const identifier = `CH-${(items += 1)}`;
  const body = { identifier, name: 'Veidlapas serveris', type: 'equipment', owner: 'IT daļa', release: null, attributes: {}, services: [], relations: [] };
  expect((await at(agency).post('/api/configuration/items', body)).status).toBe(201);
  return identifier;
}

describe('statuses', () => {
  it('are the same in our table and in the database’s', async () => {
    const rows = await db().$queryRaw<{ from: string; to: string }[]>`SELECT "from", "to" FROM change_step`;
    const ours = Object.entries(NEXT_CHANGE_STATUSES).flatMap(([from, all]) => all.map(next => `${from} ${next}`));

    expect(rows.map(it => `${it.from} ${it.to}`).sort()).toEqual(ours.sort());
  });

  it('an unlawful step cannot be written, by whatever way', async () => {
    const { id } = await requested();
    for (const from of CHANGE_STATUSES.filter(it => !['implementing', 'implemented', 'evaluated'].includes(it))) {
      await db().$transaction(async tx => {
        await tx.$executeRaw`ALTER TABLE change DISABLE TRIGGER change_lawful_step`;
        await tx.$executeRaw`UPDATE change SET status = ${from} WHERE case_id = ${id}::uuid`;
        await tx.$executeRaw`ALTER TABLE change ENABLE TRIGGER change_lawful_step`;
      });
      for (const next of CHANGE_STATUSES.filter(it => it !== from && !NEXT_CHANGE_STATUSES[from].includes(it))) {
        await expect(db().$executeRaw`UPDATE change SET status = ${next} WHERE case_id = ${id}::uuid`).rejects.toThrow(/does not go from|change_gate/);
        await expect(to(id, next)).rejects.toThrow(/may not go|may not begin|no decision/);
      }
    }
  });

  it('nothing is written as implemented past the gate, and nothing approved without a decision', async () => {
    const { id } = await requested();
    const skip = (status: string) =>
      db().$transaction(async tx => {
        await tx.$executeRaw`ALTER TABLE change DISABLE TRIGGER change_lawful_step`;
        await tx.$executeRaw`UPDATE change SET status = ${status} WHERE case_id = ${id}::uuid`;
      });
    for (const status of ['implementing', 'implemented', 'evaluated']) await expect(skip(status)).rejects.toThrow(/change_gate/);
    await expect(db().change.update({ where: { caseId: id }, data: { approvalId: newId() } })).rejects.toThrow(/by a decision only/);
    const { id: refusal } = await db().changeDecision.create({ data: { id: newId(), changeId: id, outcome: 'refuse', grounds: 'Nē', at: office.now() } });
    await expect(db().change.update({ where: { caseId: id }, data: { approvalId: refusal } })).rejects.toThrow(/by a decision only/);
  });
});

describe('who sees which changes', () => {
  it('the filter of the register lets through exactly what the policy does, for everybody', async () => {
    const velta = await office.as('velta');
    await velta.get('/api/me').expect(200);
    await planned({}, { items: [await item('valters')] });
    const { id: complained } = await withBoard();
    await db().case.update({ where: { id: complained }, data: { complainedOf: ['mara', 'vija'] } });
    const rows = await db().change.findMany({ include: { case: true, rounds: { include: { voices: true } } } });
    expect(rows.length).toBeGreaterThan(1);

    for (const { username, roles, agency } of DEMO_USERS) {
      const user: User = { id: username, name: username, roles: roles as User['roles'], agencyId: agency ?? null, clientId: null };
      const speaking = await speakingOf(db(), user, office.now());
      const filtered = await db().change.findMany({ where: changesVisibleTo(user, speaking), select: { caseId: true } });
      const seen = rows.filter(it => maySeeChange(user, it.case, { asked: it.rounds.flatMap(round => round.voices.map(voice => voice.userId)), ...speaking }));
      expect([username, filtered.map(it => it.caseId).sort()]).toEqual([username, mayListChanges(user) ? seen.map(it => it.caseId).sort() : []]);
    }
  });
});

describe('P5.1, P5.2 registering and classifying', () => {
  it('is in the register from the first moment, and has its class from KAC', async () => {
    const { id, code } = await requested();
    expect(await viewOf(id)).toMatchObject({ code, status: 'registered', class: null, services: [{ id: 'made-up-permit' }], assessment: null });
    await done(id, CLASSIFY, { ...CLASSIFIED, outcome: 'urgent', urgentWhy: 'Serveris var apstāties' }, 'liga');
    await to(id, 'classified');

    expect(await viewOf(id)).toMatchObject({
      status: 'classified',
      class: 'urgent',
      why: CLASSIFIED.why,
      benefit: CLASSIFIED.benefit,
      urgentWhy: 'Serveris var apstāties',
    });
    const { changes, counts } = (await at('liga').get('/api/changes?class=urgent').expect(200)).body;
    expect(changes[0]).toMatchObject({ code, status: 'classified', class: 'urgent' });
    expect(counts.classified).toBeGreaterThan(0);
  });

  it('is gone from the register when it turns out to be something else', async () => {
    const { id } = await requested();
    await office.step(returnCase, { caseId: id });
    await office.step(recordClassification, { caseId: id, kind: 'suggestion', impact: 'one', urgency: 'low', by: 'person' });
    await at('vita').get(`/api/changes/${id}`).expect(404);
  });

  it('names what asked for it (M13)', async () => {
    const { id, code } = await submit('anna', { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Veidlapa neatveras' });
    const { changeId } = await office.step(raiseChangeRequest, { caseId: id });

    expect((await viewOf(changeId)).raisedBy).toEqual([{ id, code, kind: 'incident' }]);
  });
});

describe('P5.3 initial assessment', () => {
  it('keeps what it touches, what it costs and what may go wrong; what it hits comes from the register of items (M16)', async () => {
    const { id } = await assessing();
    const identifier = await item();
    const { id: itemId } = await db().configurationItem.findFirstOrThrow({ where: { identifier } });
    await db().configurationService.create({ data: { itemId, serviceId: 'made-up-permit' } });
    await done(id, ASSESS, { ...ASSESSED, items: [identifier] });

    const view = await viewOf(id);
    expect(view).toMatchObject({
      risk: 'medium',
      assessment: { effortHours: 16, costCents: 120_050, recommends: 'approve', by: { id: 'vita' }, items: [{ identifier, id: itemId, status: 'planned' }] },
      impact: [{ id: 'made-up-permit', through: [identifier] }],
    });
    expect(view.impact[0].cases).toBe(await db().case.count({ where: { serviceId: 'made-up-permit', status: { notIn: ['done', 'closed'] } } }));
  });

  it.each([
    ['a service that does not exist', { services: ['nowhere'] }, 'services'],
    ['an item that is not registered', { items: ['NAV-1'] }, 'items'],
  ])('is not taken with %s', async (_what, more, path) => {
    const { id } = await assessing();
    const reply = await finish(id, ASSESS, { ...ASSESSED, ...more });

    expect(reply.body).toMatchObject({ faults: [{ path, code: 'option' }] });
    expect((await viewOf(id)).assessment).toBeNull();
  });

  it('is refused when it is not admissible: those who wait hear it (M14)', async () => {
    const { id: incident } = await submit('anna', { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Veidlapa neatveras' });
    const { changeId: id } = await office.step(raiseChangeRequest, { caseId: incident });
    for (const status of ['classified', 'assessing', 'refused'] as const) await to(id, status);

    const told = await said(id);
    expect(told.find(it => it.name === 'change-decided')).toMatchObject({ correlationKey: id, variables: { decision: 'refused' } });
    expect(told.find(it => it.name === 'change-ended')).toMatchObject({ correlationKey: id, variables: { result: 'refused' } });
  });
});

describe('P5.4 the advisory board', () => {
  it('asks who leads the agency when nobody was named, and goes on when all have voted', async () => {
    const { id, roundId } = await withBoard();
    const { rounds } = await viewOf(id);
    expect(rounds[0]).toMatchObject({
      kind: 'board',
      agenda: ['Vai drīkst naktī?', 'Kas paziņo klientiem?'],
      answerBy: '2026-11-07T15:00:00.000Z',
      closedAt: null,
    });
    const members: string[] = rounds[0].voices.map((it: { member: { id: string } }) => it.member.id);
    expect(members).toEqual(expect.arrayContaining(['mara', 'vija']));
    expect(await db().staffNotice.count({ where: { caseId: id, name: 'change-vote', userId: 'mara' } })).toBe(1);
    expect((await viewOf(id, 'mara')).may).toContain('vote');

    for (const memberId of members) await at(memberId).post(`/api/changes/${id}/voices`, { roundId, memberId, vote: 'for' }).expect(201);
    expect(await said(id)).toContainEqual(expect.objectContaining({ name: 'board-voted', correlationKey: roundId }));
    await at('mara').post(`/api/changes/${id}/voices`, { roundId, memberId: 'mara', vote: 'against', words: 'Pārdomāju' }).expect(409);
  });

  it('hears only its members, who say why they are against', async () => {
    const { id, roundId } = await withBoard();
    const voice = (who: string, memberId: string, more: object = {}) => at(who).post(`/api/changes/${id}/voices`, { roundId, memberId, vote: 'for', ...more });

    expect((await voice('vita', 'mara')).status).toBe(403);
    expect((await voice('vita', 'vita')).status).toBe(404);
    expect((await voice('pavels', 'mara')).status).toBe(404);
    expect((await voice('mara', 'mara', { vote: 'against' })).body.faults).toMatchObject([{ path: 'words', code: 'required' }]);
    expect((await voice('mara', 'mara', { vote: 'against', words: 'Pārāk bīstami' })).status).toBe(201);
    expect((await voice('mara', 'mara')).status).toBe(409);
    office.moveTo('2026-11-08T08:00:00Z');
    expect((await voice('vija', 'vija')).status).toBe(409);
  });

  it('members are data of the agency, by service and day; an urgent change asks the smaller board', async () => {
    const add = (userId: string, more: object = {}) => at('mara').post('/api/change-board/members', { userId, from: '2026-11-02', ...more });
    expect((await at('vita').post('/api/change-board/members', { userId: 'vita', from: '2026-11-02' })).status).toBe(403);
    expect((await add('pavels')).status).toBe(404);
    const ids = [
      (await add('vita', { serviceId: 'made-up-permit' })).body.id,
      (await add('mara', { urgent: true })).body.id,
      (await add('valdis', { from: '2027-01-01' })).body.id,
    ];
    expect((await add('mara')).status).toBe(409);
    const asked = async (classified: object) => {
      const { id } = await withBoard({}, classified);
      const { rounds } = await viewOf(id);
      return { answerBy: rounds[0].answerBy, members: rounds[0].voices.map((it: { member: { id: string } }) => it.member.id) };
    };

    expect(await asked(CLASSIFIED)).toMatchObject({ members: ['mara', 'vita'] });
    expect(await asked({ ...CLASSIFIED, outcome: 'urgent', urgentWhy: 'Apstājas' })).toEqual({ answerBy: '2026-11-02T12:00:00.000Z', members: ['mara'] });
    for (const id of ids) await at('mara').delete(`/api/change-board/members/${id}`).expect(204);
    expect((await at('mara').get('/api/change-board').expect(200)).body.members).toEqual([]);
  });

  it('a substitute votes for who is away, dated; the minutes say so', async () => {
    await db().absence.create({
      data: {
        userId: 'mara',
        agencyId: 'vsaa',
        fromOn: new Date('2026-11-01'),
        toOn: new Date('2026-11-05'),
        substituteId: 'vita',
        createdBy: 'mara',
        createdAt: office.now(),
      },
    });
    const { id, roundId } = await withBoard();
    expect(await db().staffNotice.count({ where: { caseId: id, name: 'change-vote', userId: 'vita' } })).toBe(1);
    await at('vita').post(`/api/changes/${id}/voices`, { roundId, memberId: 'mara', vote: 'for', words: 'Mārai iebildumu nav' }).expect(201);
    await db().absence.deleteMany({ where: { userId: 'mara' } });

    office.moveTo('2026-11-07T15:01:00Z');
    await office.step(closeBoard, { caseId: id });
    await office.step(closeBoard, { caseId: id });
    const { rounds } = await viewOf(id);
    expect(rounds[0].voices.find((it: { member: { id: string } }) => it.member.id === 'mara')).toMatchObject({ vote: 'for', by: { id: 'vita' } });
    const minutes = await db().document.findMany({ where: { caseId: id, kind: 'minutes' } });
    expect(minutes).toMatchObject([{ id: rounds[0].minutesId, public: false, contentType: 'application/pdf' }]);
    const pdf = await office.blobs.read(minutes[0]!.sha256);
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('P5.5 the decision', () => {
  it('approves by a decision that stays, up to a risk; those who wait hear it once (M14)', async () => {
    const { id: incident } = await submit('anna', { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Veidlapa neatveras' });
    const { changeId: id } = await office.step(raiseChangeRequest, { caseId: incident });
    for (const status of ['classified', 'assessing'] as const) await to(id, status);
    await office.step(conveneBoard, { caseId: id });
    await expect(to(id, 'approved')).rejects.toThrow(/no decision/);
    await done(id, DECIDE, { ...APPROVED, conditions: 'Tikai naktī' }, 'vija');
    await to(id, 'approved');

    expect(await viewOf(id, 'liga')).toMatchObject({
      status: 'approved',
      decisions: [{ outcome: 'approve', grounds: 'Padome par', conditions: 'Tikai naktī', acceptedRisk: 'medium', beforehand: false, by: { id: 'vija' } }],
      gate: { open: false, missing: ['time', 'resources', 'risk'] },
    });
    await to(id, 'with-board');
    expect((await viewOf(id, 'liga')).gate.missing).toContain('approval');
    await done(id, DECIDE, { outcome: 'refuse', grounds: 'Nosacījumi mainījušies' }, 'vija');
    await to(id, 'refused');
    const told = (await said(id)).filter(it => it.name?.startsWith('change-'));
    expect(told.map(it => [it.name, it.variables])).toEqual([
      ['change-decided', { decision: 'approved' }],
      ['change-ended', { result: 'refused' }],
    ]);
  });

  it('is of who manages the services: they have the task, see its case and no other of their agency', async () => {
    const { id } = await withBoard();
    const { key, version } = await takenTask(id, 'mara', DECIDE);
    expect((await at('mara').get('/api/tasks?queue=mine').expect(200)).body.tasks).toMatchObject([{ key, case: { id } }]);
    await at('mara').get(`/api/cases/${id}`).expect(200);
    const { id: other } = await submit('anna');
    await at('mara').get(`/api/cases/${other}`).expect(404);
    await at('mara').get('/api/cases').expect(403);

    await at('mara').post(`/api/tasks/${key}/complete`, { version, data: APPROVED }).expect(200);
    await to(id, 'approved');
    expect((await viewOf(id)).decisions).toMatchObject([{ outcome: 'approve', by: { id: 'mara' } }]);
  });

  it('is never of who assessed it: not their task, not their act, not their row', async () => {
    const { id } = await assessing();
    await done(id, ASSESS, ASSESSED, 'vija');
    await office.step(conveneBoard, { caseId: id });

    const task = { key: String(Math.floor(Math.random() * 1e15)), caseId: id, runKey: '1', processId: 'change', version: 1, elementId: 'Task_DecideChange' };
    const described = {
      titleLv: '-',
      titleEn: '-',
      team: 'vsaa',
      role: 'service-manager',
      level: 2,
      act: 'change-decision',
      elementKey: '1',
      at: office.now(),
    };
    await office.database.sql.begin(tx => writeTasks(tx, { made: [{ ...task, ...described }], ended: [] }));
    await at('vija').post(`/api/tasks/${task.key}/claim`, { version: 1 }).expect(404);
    await at('mara').post(`/api/tasks/${task.key}/claim`, { version: 1 }).expect(200);

    // a task that has become theirs all the same
    expect((await finish(id, DECIDE, APPROVED, 'vija')).status).toBe(403);
    const decision = { changeId: id, outcome: 'approve', grounds: '-', by: 'vija', at: office.now() };
    await expect(db().changeDecision.create({ data: { ...decision, id: newId() } })).rejects.toThrow(/does not decide/);
    expect(await db().changeDecision.count({ where: { changeId: id } })).toBe(0);
  });

  it('is left to somebody: the only one who may decide does not assess', async () => {
    const { id } = await assessing();
    const { key, version } = await takenTask(id, 'vija', ASSESS);
    const assess = () => at('vija').post(`/api/tasks/${key}/complete`, { version, data: ASSESSED });
    const others = { agencyId: 'vsaa', id: { not: 'vija' }, roles: { hasSome: ['team-lead', 'service-manager'] } };
    const were = await db().userAccount.findMany({ where: others });
    await db().userAccount.updateMany({ where: others, data: { roles: ['specialist'] } });

    expect((await assess()).body).toMatchObject({ slug: 'only-decider' });
    for (const { id: who, roles } of were) await db().userAccount.update({ where: { id: who }, data: { roles } });
    await assess().expect(200);
  });

  it('is deferred to a day: its clock stands until then, or until somebody takes it up', async () => {
    const { id } = await withBoard();
    expect((await finish(id, DECIDE, { outcome: 'defer', grounds: 'Nav naudas', deferUntil: '2026-11-02' }, 'vija')).body.faults).toMatchObject([
      { path: 'deferUntil', code: 'past' },
    ]);
    await done(id, DECIDE, { outcome: 'defer', grounds: 'Nav naudas', deferUntil: '2026-12-01' }, 'vija');
    expect(await lastVariables(id)).toMatchObject({ outcome: 'defer', deferUntilAt: '2026-12-01T06:00:00.000Z' });
    await to(id, 'deferred');

    expect((await at('vita').get(`/api/cases/${id}`).expect(200)).body.deadline.state).toBe('paused');
    await at('mara').post(`/api/changes/${id}/resumption`, {}).expect(201);
    await at('mara').post(`/api/changes/${id}/resumption`, {}).expect(409);
    await to(id, 'with-board');
    expect((await at('vita').get(`/api/cases/${id}`).expect(200)).body.deadline.state).toBe('running');
  });

  it('a standard change is approved by the decision made beforehand, as long as that holds', async () => {
    const standard = { title: 'Sertifikāta maiņa', what: 'Nomaina sertifikātu pēc parauga', acceptedRisk: 'low', validTo: '2026-12-31' };
    const { id: standardId } = (await at('mara').post('/api/standard-changes', standard).expect(201)).body;
    expect((await finish((await requested()).id, CLASSIFY, { ...CLASSIFIED, outcome: 'standard', standardId: newId() }, 'liga')).body.faults).toMatchObject([
      { path: 'standardId' },
    ]);
    const { id } = await assessing({ ...CLASSIFIED, outcome: 'standard', standardId });
    await done(id, ASSESS, ASSESSED);
    expect(await office.step(applyStandard, { caseId: id })).toEqual({ standardHolds: true });
    await to(id, 'approved');
    expect(await viewOf(id)).toMatchObject({ standard: { id: standardId }, decisions: [{ beforehand: true, acceptedRisk: 'low', by: { id: 'mara' } }] });

    const late = await assessing({ ...CLASSIFIED, outcome: 'standard', standardId });
    await at('mara').delete(`/api/standard-changes/${standardId}`).expect(204);
    expect(await office.step(applyStandard, { caseId: late.id })).toEqual({ standardHolds: false });
    await expect(to(late.id, 'approved')).rejects.toThrow(/no decision/);
  });
});

describe('P5.6 planning', () => {
  it('keeps time, resources, risk and the way back; the engine hears when it begins', async () => {
    const { id } = await planned();

    expect(await viewOf(id)).toMatchObject({
      status: 'planned',
      start: '2026-11-10T20:00:00.000Z',
      end: '2026-11-11T00:00:00.000Z',
      plan: { resources: PLANNED.resources, hours: 8, costCents: 30_000, risk: 'medium', backOut: PLANNED.backOutPlan, watchDays: 14 },
      gate: { open: true, missing: [] },
    });
    expect(await lastVariables(id)).toMatchObject({ outcome: 'planned', startAt: '2026-11-10T20:00:00.000Z', evaluateAfter: 'P14D' });
  });

  it.each([
    ['in the past', { startOn: '2026-11-01' }, 'startOn', 'past'],
    ['that ends before it begins', { endOn: '2026-11-10', endTime: '21:00' }, 'endOn', 'before-start'],
    ['at an hour that is none', { startTime: '25:00' }, 'startTime', 'pattern'],
  ])('is not taken at a time %s', async (_what, more, path, code) => {
    const { id } = await approved();
    expect((await finish(id, PLAN, { ...PLANNED, ...more })).body.faults).toMatchObject([{ path, code }]);
  });

  it('other agencies whose items it touches are asked, and one that is against closes the gate', async () => {
    const velta = await office.as('velta');
    await velta.get('/api/me').expect(200);
    const identifier = await item('valters');
    const { id, roundId } = await planned({}, { items: [identifier] });
    const { rounds } = await viewOf(id);
    expect(rounds[0]).toMatchObject({ kind: 'agreement', closedAt: null });
    expect(rounds[0].voices.map((it: { member: { id: string } }) => it.member.id)).toEqual(['velta']);
    await velta.post(`/api/changes/${id}/voices`, { roundId, memberId: 'velta', vote: 'against', words: 'Tai naktī mums ir pārbaudes' }).expect(201);

    expect((await viewOf(id)).gate).toEqual({ open: false, missing: ['agreement'] });
    expect(await office.step(checkGate, { caseId: id })).toEqual({ gateOpen: false });
    await expect(to(id, 'implementing')).rejects.toThrow(/may not begin/);
  });

  it('collides with another on the same item or service at the same time, in the record and in the calendar', async () => {
    const identifier = await item();
    const one = await planned({}, { items: [identifier], services: [] });
    const other = await planned({ startTime: '23:00', endTime: '23:30', endOn: '2026-11-10' }, { items: [identifier], services: [] });
    await planned({ startOn: '2026-11-20', endOn: '2026-11-20', endTime: '23:00' }, { items: [identifier], services: [] });

    expect((await viewOf(one.id)).collisions).toMatchObject([{ code: other.code, items: [identifier] }]);
    const { changes } = (await at('pavels').get('/api/change-calendar?from=2026-11-09&to=2026-11-15').expect(200)).body;
    const found = changes.find((it: { code: string }) => it.code === one.code);
    expect(found).toMatchObject({ subject: null, maySee: false, collidesWith: [other.code], items: [identifier] });
    await at('pavels').get('/api/change-calendar?from=2026-11-15&to=2026-11-09').expect(400);
    await at('anna').get('/api/change-calendar?from=2026-11-09&to=2026-11-15').expect(403);
  });
});

describe('P5.7 implementing', () => {
  it('does not begin with more risk than was accepted', async () => {
    const { id } = await planned({ planRisk: 'high' });

    expect((await viewOf(id)).gate).toEqual({ open: false, missing: ['risk'] });
    expect(await office.step(checkGate, { caseId: id })).toEqual({ gateOpen: false });
    await expect(to(id, 'implementing')).rejects.toThrow(/may not begin: risk/);
  });

  it('does not begin when its time is over', async () => {
    const { id } = await planned();
    office.moveTo('2026-11-12T08:00:00Z');
    expect(await office.step(checkGate, { caseId: id })).toEqual({ gateOpen: false });
  });

  it('tells the front office and those who lead before a service is interrupted', async () => {
    const { id } = await implementing();
    await office.step(announceInterruption, { caseId: id });

    const told = await db().staffNotice.findMany({ where: { caseId: id, name: 'change-interruption' } });
    expect(told.map(it => it.userId)).toEqual(expect.arrayContaining(['liga', 'karlis', 'mara', 'vija']));
    expect(told[0]!.words).toBe('Veidlapa nebūs pieejama');
  });

  it('keeps each step; items get their statuses on the ground of the change (M15), one that may not is left and said', async () => {
    const [fresh, foreign] = [await item(), await item('pavels')];
    const { id, code } = await implementing({}, { items: [fresh, foreign] });
    await done(id, DEVELOP, { outcome: 'built', tried: 'Uzlikts jaunais serveris' });
    office.moveTo('2026-11-11T00:30:00Z');
    await done(id, BRING_IN, { outcome: 'done', tried: 'Pārslēgts', inUse: [fresh, foreign] });
    await office.step(recordImplemented, { caseId: id });

    expect(await viewOf(id)).toMatchObject({
      status: 'implemented',
      steps: [{ tried: 'Uzlikts jaunais serveris', by: { id: 'vita' } }, { tried: 'Pārslēgts' }],
      itemsSet: [
        { identifier: fresh, to: 'in-use', fault: null },
        { identifier: foreign, to: 'in-use', fault: 'of-another-agency' },
      ],
    });
    const changed = await db().configurationChange.findFirstOrThrow({ where: { field: 'status', item: { identifier: fresh } }, orderBy: { id: 'desc' } });
    expect(changed).toMatchObject({ new: 'in-use', by: 'vita', ground: { kind: 'change', code } });
  });

  it('is backed out: counted, said how, and not in any more', async () => {
    const { id } = await implementing();
    await done(id, BACK_OUT, { outcome: 'replan', tried: 'Ieslēgts vecais', found: 'Jaunais neielādē' });
    await to(id, 'backed-out');

    expect(await viewOf(id)).toMatchObject({ status: 'backed-out', backedOut: 1, implementedAt: null, steps: [{ found: 'Jaunais neielādē' }] });
  });
});

describe('P5.8 evaluating', () => {
  it('is measured against the incidents before and after on the same services and items', async () => {
    const identifier = await item();
    const { id } = await implemented({}, { items: [identifier], services: [] });
    const incident = (registeredAt: string, names: string[]) =>
      submit('anna', { kind: 'incident', serviceId: null, data: {}, subject: 'Neatveras' }).then(({ id: caseId }) =>
        db().incident.update({ where: { caseId }, data: { registeredAt: new Date(registeredAt), items: names } }),
      );
    office.moveTo('2026-11-25T00:30:00Z');
    await incident('2026-10-25T08:00:00Z', [identifier]);
    await incident('2026-11-01T08:00:00Z', [identifier]);
    await incident('2026-10-01T08:00:00Z', [identifier]); // longer ago than has passed since
    await incident('2026-11-12T08:00:00Z', [identifier]);
    await incident('2026-11-12T08:00:00Z', ['CITA']);
    expect((await viewOf(id)).incidents).toEqual({ before: 2, after: 1, days: 14 });
    await done(id, EVALUATE, { outcome: 'close', goalReached: 'partly', result: 'Retāk apstājas', actualHours: 10, actualEuros: 410.25 });
    await to(id, 'evaluated');

    expect(await viewOf(id)).toMatchObject({
      status: 'evaluated',
      incidents: null,
      evaluation: { goalReached: 'partly', hours: 10, costCents: 41_025, incidentsBefore: 2, incidentsAfter: 1, by: { id: 'vita' } },
    });
  });

  it('ends for those who wait when it is evaluated, and is closed with its case (M10, M14)', async () => {
    const { id: incident } = await submit('anna', { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Veidlapa neatveras' });
    const { id } = await implemented();
    await db().caseLink.create({ data: { caseId: incident, otherId: id, type: 'change', at: office.now() } });
    await done(id, EVALUATE, { outcome: 'close', goalReached: 'yes', result: 'Izdevās', actualHours: 8, actualEuros: 300 });
    await to(id, 'evaluated');
    await office.step(tellKac, { caseId: id, outcome: 'fulfilled' });
    await office.step(informResult, { caseId: id });
    await office.step(closeCase, { caseId: id });

    const told = (await said(id)).filter(it => it.name === 'change-ended');
    expect(told.map(it => it.variables)).toEqual([{ result: 'implemented' }]);
    expect((await viewOf(id)).status).toBe('closed');
  });

  it('withdrawn in between: nobody is asked any more, nobody waits; opened again it begins anew, unapproved', async () => {
    const { id: incident } = await submit('anna', { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Veidlapa neatveras' });
    const { id } = await planned();
    await db().caseLink.create({ data: { caseId: incident, otherId: id, type: 'change', at: office.now() } });
    await office.step(closeWithdrawn, { caseId: id });
    expect((await said(id)).find(it => it.name === 'change-ended')).toMatchObject({ variables: { result: 'refused' } });
    expect(await db().changeRound.count({ where: { changeId: id, closedAt: null } })).toBe(0);
    expect((await viewOf(id)).status).toBe('closed');

    await office.step(reopenCase, { caseId: id });
    await office.step(openChange, { caseId: id });
    expect(await viewOf(id)).toMatchObject({ status: 'registered', class: null, start: null, gate: { open: false } });
  });
});
