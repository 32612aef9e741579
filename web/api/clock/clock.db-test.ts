import { beforeEach, describe, expect, it } from '@jest/globals';
import { DECIDE, QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { checkDeadline } from '../cases/steps/deadline.ts';
import { acceptCase } from '../cases/steps/execution.ts';
import { handOverCase, recordClassification, registerApplication } from '../cases/steps/front-office.ts';
import { recordSilence } from '../cases/steps/silence.ts';
import { askClient, recordAnswer } from '../cases/steps/question.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);

const MONDAY = '2026-11-02T08:00:00Z';
beforeEach(() => office.moveTo(MONDAY));

const viewOf = async (id: string, who = 'vita') => (await at(who).get(`/api/cases/${id}`).expect(200)).body;
const turn = async (id: string, act: 'pauses' | 'resumption' | 'extensions', body: object, who = 'vita') =>
  at(who).post(`/api/cases/${id}/${act}`, { version: (await viewOf(id)).version, ...body });
const dueOf = async (id: string) => (await viewOf(id)).deadline.dueAt;
const faultOf = (reply: { body: { faults?: { code: string }[] } }) => reply.body.faults?.map(it => it.code);
/** What the engine has been told last. */
const alarmTold = async (caseId: string) =>
  (await office.db.outbox.findMany({ where: { caseId }, orderBy: { id: 'asc' } }))
    .map(it => it.payload as { name?: string; variables: { nextAlarmAt?: string } })
    .findLast(it => it.name === 'deadline-changed')?.variables.nextAlarmAt;
const notices = async (caseId: string, notice = 'N4') => office.db.caseMessage.count({ where: { caseId, notice } });

const PAUSE = { for: 'institution', reason: 'Gaidām atzinumu no pašvaldības' };
const DUE = '2026-11-16T21:59:59.999Z';

describe('pausing', () => {
  it('stops the clock for a party, says whom the case waits for, and lets it go on', async () => {
    const id = await inProgress();
    expect(await dueOf(id)).toBe(DUE);

    expect((await turn(id, 'pauses', PAUSE)).body.deadline).toMatchObject({ state: 'paused', dueAt: null, remaining: { amount: 10 } });
    expect(await viewOf(id)).toMatchObject({ waitsFor: 'institution', waitsReason: PAUSE.reason, dueAt: null });
    expect(await alarmTold(id)).toBe('2999-01-01T00:00:00.000Z');

    office.moveTo('2026-11-05T08:00:00Z');
    expect((await turn(id, 'resumption', {})).body.deadline).toMatchObject({ state: 'running', dueAt: '2026-11-19T21:59:59.999Z' });
    expect(await viewOf(id)).toMatchObject({ waitsFor: null, waitsReason: null, dueAt: '2026-11-19T21:59:59.999Z' });
    expect(await alarmTold(id)).toBe('2026-11-16T07:00:00.000Z'); // the 17th is one back, the 18th a holiday
  });

  it('until a day knows its date at once, and ends by itself in the keeper’s round', async () => {
    const id = await inProgress();
    const reply = await turn(id, 'pauses', { ...PAUSE, until: '2026-11-04' });
    expect(reply.body.deadline).toMatchObject({ state: 'paused', dueAt: '2026-11-19T21:59:59.999Z', resumesAt: '2026-11-04T22:00:00.000Z' });
    expect(await alarmTold(id)).toBe('2026-11-04T22:00:00.000Z');
    expect(await notices(id)).toBe(1);

    office.moveTo('2026-11-04T22:00:00Z');
    expect(await office.step(checkDeadline, { caseId: id })).toEqual({ alarm: 'none', nextAlarmAt: '2026-11-16T07:00:00.000Z' });
    expect(await viewOf(id)).toMatchObject({ waitsFor: null, deadline: { state: 'running', dueAt: '2026-11-19T21:59:59.999Z' } });
    const log = await office.db.clockEvent.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } });
    expect(log.map(it => it.name)).toEqual(['started', 'paused', 'resumed']);
  });

  it('waits for two at once: a question and an institution, each ends by itself', async () => {
    const id = await inProgress();
    const question = await office.db.question.create({
      data: {
        id: '018f0000-0000-7000-8000-000000000001',
        caseId: id,
        text: '?',
        askedBy: 'vita',
        askedAt: office.now(),
        answerBy: new Date('2026-11-12T21:59:59Z'),
      },
    });
    await office.step(askClient, { caseId: id, questionId: question.id });
    expect(await viewOf(id)).toMatchObject({ waitsFor: 'client', deadline: { waits: [{ for: 'client' }] } });
    await turn(id, 'pauses', PAUSE).then(it => expect(it.status).toBe(201));
    expect(await viewOf(id)).toMatchObject({ waitsFor: 'institution' });

    office.moveTo('2026-11-04T08:00:00Z');
    await office.db.question.update({ where: { id: question.id }, data: { answer: '!', answeredAt: office.now() } });
    await office.step(recordAnswer, { caseId: id, questionId: question.id });
    expect(await viewOf(id)).toMatchObject({ waitsFor: 'institution', waitsReason: PAUSE.reason, deadline: { state: 'paused' } });

    office.moveTo('2026-11-06T08:00:00Z');
    await turn(id, 'resumption', {}).then(it => expect(it.status).toBe(201));
    expect(await viewOf(id)).toMatchObject({ waitsFor: null, waitsReason: null, deadline: { state: 'running', dueAt: '2026-11-20T21:59:59.999Z' } });
  });

  it('leaves a question to the client to its answer', async () => {
    const id = await inProgress();
    const question = await office.db.question.create({
      data: {
        id: '018f0000-0000-7000-8000-000000000002',
        caseId: id,
        text: '?',
        askedBy: 'vita',
        askedAt: office.now(),
        answerBy: new Date('2026-11-12T21:59:59Z'),
      },
    });
    await office.step(askClient, { caseId: id, questionId: question.id });
    expect((await turn(id, 'resumption', {})).body).toMatchObject({ slug: 'already-done' });
  });

  it('counts the days to answer from the day the client is told: the engine was away for five', async () => {
    const id = await inProgress();
    const [askedAt, answerBy] = [office.now(), new Date('2026-11-05T21:59:59.999Z')];
    const question = await office.db.question.create({
      data: { id: '018f0000-0000-7000-8000-000000000003', caseId: id, text: '?', askedBy: 'vita', askedAt, answerBy },
    });
    office.moveTo('2026-11-07T08:00:00Z');

    const told = await office.step(askClient, { caseId: id, questionId: question.id });

    // three days on from a Saturday is Tuesday; the reminder of two working days before would be past
    expect(told).toEqual({ answerByAt: '2026-11-10T21:59:59.999Z', remindAt: '2026-11-10T07:00:00.000Z' });
    const { question: seen, deadline } = await viewOf(id);
    expect(seen).toMatchObject({ answerBy: '2026-11-10T21:59:59.999Z', askedAt: askedAt.toISOString() });
    expect(deadline).toMatchObject({ state: 'paused', dueAt: null });
  });

  it('refuses what the term does not allow, and says why', async () => {
    const id = await inProgress();
    expect(faultOf(await turn(id, 'pauses', { ...PAUSE, for: 'payment' }))).toEqual(['not-by-term']);
    expect(faultOf(await turn(id, 'pauses', { ...PAUSE, until: '2026-11-01' }))).toEqual(['in-the-past']);
    expect(faultOf(await turn(id, 'pauses', { ...PAUSE, until: '2028-11-01' }))).toEqual(['too-far']);
    await turn(id, 'pauses', PAUSE);
    expect(faultOf(await turn(id, 'pauses', PAUSE))).toEqual(['waits-already']);
    expect((await at('vita').post(`/api/cases/${id}/pauses`, { ...PAUSE, version: 1 })).body).toMatchObject({ slug: 'state-conflict' });
  });

  it.each(['anna', 'aija'])('is not for %s', async who => {
    const id = await inProgress();
    await turn(id, 'pauses', PAUSE, who).then(it => expect(it.status).toBe(403));
  });

  it('does not exist for another agency', async () => {
    const id = await inProgress();
    await turn(id, 'pauses', PAUSE, 'pavels').then(it => expect(it.status).toBe(404));
  });
});

describe('extending', () => {
  const EXTEND = { reason: 'Ilgstoša faktu konstatācija', law: 'APL 64. panta otrā daļa' };

  it('adds to the term, tells the client, and sets the alarm anew', async () => {
    const id = await inProgress();
    const reply = await turn(id, 'extensions', { by: 5, ...EXTEND });
    // 17, 19, 20, 23, 24 November: the 18th is a holiday
    expect(reply.body.deadline).toMatchObject({ dueAt: '2026-11-24T21:59:59.999Z', term: { extension: { used: 1, times: 2 } } });
    expect(await notices(id)).toBe(1);
    expect(await alarmTold(id)).toBe('2026-11-20T07:00:00.000Z');
    expect(reply.body.deadline.steps.map((it: { name: string }) => it.name)).toContain('extended');
  });

  it('goes no further and no oftener than the law lets it', async () => {
    const id = await inProgress();
    expect(faultOf(await turn(id, 'extensions', { by: 200, ...EXTEND }))).toEqual(['beyond-limit']);
    for (const by of [1, 1]) await turn(id, 'extensions', { by, ...EXTEND }).then(it => expect(it.status).toBe(201));
    expect(faultOf(await turn(id, 'extensions', { by: 1, ...EXTEND }))).toEqual(['extended-enough']);
    expect((await viewOf(id)).may).not.toContain('extend');
  });
});

describe('what it would come to', () => {
  const preview = async (id: string, query: string) => (await at('vita').get(`/api/cases/${id}/deadline-preview?${query}`).expect(200)).body;

  it('gives the day for an amount, and the amount for a day', async () => {
    const id = await inProgress();
    expect(await preview(id, 'act=extend&amount=5')).toMatchObject({ amount: 5, until: '2026-11-24', dueAt: '2026-11-24T21:59:59.999Z', fault: null });
    expect(await preview(id, 'act=extend&until=2026-11-24')).toMatchObject({ amount: 5, until: '2026-11-24' });
    // a Sunday: the last working day before it
    expect(await preview(id, 'act=extend&until=2026-11-29')).toMatchObject({ amount: 8, until: '2026-11-27' });
    // four months from the 2nd: 2 March 2027
    expect(await preview(id, 'act=extend&until=2027-03-03')).toMatchObject({ latest: '2027-03-02', fault: 'beyond-limit' });
    expect(await preview(id, 'act=extend&until=2026-11-03')).toMatchObject({ amount: 0, fault: 'not-longer' });
    expect(await preview(id, 'act=pause&amount=2')).toMatchObject({ amount: 2, unit: 'calendar-days', until: '2026-11-04', dueAt: '2026-11-19T21:59:59.999Z' });
    expect(await preview(id, 'act=pause&until=2026-11-04')).toMatchObject({ amount: 2 });
  });
});

describe('silence', () => {
  it('is the outcome where the law says so, at the due moment', async () => {
    const term = {
      agencyId: 'vsaa',
      serviceId: 'made-up-permit',
      purpose: 'decision',
      amount: 3,
      unit: 'working-days',
      silence: 'accepted',
      lawLv: 'Izdomāts',
      lawEn: 'Made up',
    };
    const made = await office.db.term.create({
      data: { ...term, pausesFor: [], validFrom: new Date('2026-11-02'), validTo: new Date('2026-11-02'), madeAt: office.now() },
    });
    const id = await inProgress();
    expect(await dueOf(id)).toBe('2026-11-05T21:59:59.999Z');
    await office.db.term.delete({ where: { id: made.id } }); // the case keeps the term it started with

    office.moveTo('2026-11-05T21:59:59.999Z');
    expect(await office.step(checkDeadline, { caseId: id })).toEqual({ alarm: 'silence', nextAlarmAt: '2999-01-01T00:00:00.000Z' });
    const key = await office.task(id, DECIDE);
    await office.step(recordSilence, { caseId: id });
    const view = await viewOf(id, 'anna');
    expect(view).toMatchObject({ status: 'closed', outcome: 'fulfilled', decision: { outcome: 'grant', automatic: true }, deadline: { state: 'stopped' } });
    expect(await notices(id, 'N5')).toBe(1);
    expect(await office.db.task.findUniqueOrThrow({ where: { key } })).toMatchObject({ state: 'cancelled' });
    await office.step(recordSilence, { caseId: id }); // a job may come twice
    expect(await notices(id, 'N5')).toBe(1);
  });

  it('is not silence when somebody has decided and the engine is still at it', async () => {
    const term = {
      agencyId: 'vsaa',
      serviceId: 'made-up-permit',
      purpose: 'decision',
      amount: 2,
      unit: 'working-days',
      silence: 'refused',
      lawLv: 'Izdomāts',
      lawEn: 'Made up',
    };
    const made = await office.db.term.create({ data: { ...term, pausesFor: [], validFrom: new Date('2026-11-02'), madeAt: office.now() } });
    const id = await inProgress();
    await office.db.term.delete({ where: { id: made.id } });
    await office.db.decision.create({ data: { caseId: id, outcome: 'grant', decidedAt: office.now() } });
    office.moveTo('2026-11-05T08:00:00Z');
    expect(await office.step(checkDeadline, { caseId: id })).toMatchObject({ alarm: 'none', nextAlarmAt: '2999-01-01T00:00:00.000Z' });
  });
});

describe('acceptance', () => {
  it('has a clock of its own, in working hours, where that has been agreed', async () => {
    const { id } = await submit();
    await office.step(registerApplication, { caseId: id });
    await office.step(recordClassification, { caseId: id, kind: 'service-request', impact: 'wide', urgency: 'high', priority: 2, by: 'table' });
    office.moveTo('2026-11-02T14:00:00Z'); // 16:00, an hour before closing
    await office.step(handOverCase, { caseId: id });
    expect((await viewOf(id)).acceptance).toMatchObject({
      state: 'running',
      dueAt: '2026-11-03T09:30:00.000Z',
      remaining: { amount: 240, unit: 'working-minutes' },
    });
    expect(await alarmTold(id)).toBe('2026-11-03T08:30:00.000Z'); // three of four hours: 10:30

    office.moveTo('2026-11-03T09:30:00Z');
    expect(await office.step(checkDeadline, { caseId: id })).toEqual({ alarm: 'missed', nextAlarmAt: '2026-11-12T07:00:00.000Z' });
    expect(await viewOf(id)).toMatchObject({ overdue: false }); // nothing the client was promised

    await office.step(acceptCase, { caseId: id });
    expect((await viewOf(id)).acceptance).toMatchObject({ state: 'stopped' });
    expect((await viewOf(id, 'anna')).acceptance).toBeNull();
  });
});

describe('dated terms', () => {
  const TERM = {
    purpose: 'answer',
    agencyId: null,
    serviceId: null,
    kind: 'information-request',
    priority: null,
    amount: 3,
    unit: 'calendar-days',
    ends: 'midnight',
    rolls: true,
    countsFrom: 'submitted',
    pausesFor: ['client'],
    silence: 'nothing',
    extension: null,
    law: { lv: 'Jauna vienošanās', en: 'A new agreement' },
    validFrom: '2026-11-10',
    validTo: null,
  };

  it('count from their first day on; running cases keep theirs, also when classified anew', async () => {
    const before = await submit('anna', QUESTION);
    await at('edgars')
      .post('/api/terms', TERM)
      .then(it => expect(it.body).toMatchObject({ amount: 3, mayChange: true }));
    office.moveTo('2026-11-11T08:00:00Z');
    const after = await submit('anna', QUESTION);
    // Wednesday and three days: Saturday, so Monday
    expect([before.dueAt, after.dueAt]).toEqual([DUE, '2026-11-16T21:59:59.999Z']);

    await office.step(registerApplication, { caseId: before.id });
    await office.step(recordClassification, { caseId: before.id, kind: 'information-request', impact: 'one', urgency: 'low', by: 'table' });
    expect((await viewOf(before.id, 'liga')).deadline.term).toMatchObject({ amount: 10, unit: 'working-days' });
  });

  it('follow each other: the new one ends the old one the day before, and none begins in the past of another', async () => {
    await at('edgars')
      .post('/api/terms', { ...TERM, kind: 'suggestion', validFrom: '2026-11-20' })
      .then(it => expect(it.status).toBe(201));
    await at('edgars')
      .post('/api/terms', { ...TERM, kind: 'suggestion', amount: 5, validFrom: '2026-12-01' })
      .then(it => expect(it.status).toBe(201));
    const { terms } = (await at('edgars').get('/api/terms').expect(200)).body;
    const mine = terms
      .filter((it: { kind: string }) => it.kind === 'suggestion')
      .map((it: { validFrom: string; validTo: string }) => [it.validFrom, it.validTo]);
    expect(mine).toEqual([
      ['2026-11-20', '2026-11-30'],
      ['2026-12-01', null],
    ]);
    await at('edgars')
      .post('/api/terms', { ...TERM, kind: 'suggestion', validFrom: '2026-11-25' })
      .then(it => expect(it.body).toMatchObject({ slug: 'state-conflict' }));
  });

  it('never change the past, and one planned for the very day gives way', async () => {
    const add = (it: object) => at('edgars').post('/api/terms', { ...TERM, kind: 'problem', ...it });
    for (const validFrom of ['2026-11-01', office.now().toISOString().slice(0, 10)]) {
      const { body } = await add({ validFrom }).expect(422);
      expect(body.faults).toEqual([expect.objectContaining({ path: 'validFrom', code: 'past' })]);
    }
    await add({ law: { lv: '', en: 'x' } }).expect(400);
    await add({ validFrom: '2027-01-01', amount: 30 }).expect(201);
    await add({ validFrom: '2027-01-01', amount: 4 }).expect(201);
    const rows = await office.db.term.findMany({ where: { kind: 'problem' } });
    expect(rows.filter(it => it.removedAt === null).map(it => it.amount)).toEqual([4]);
    expect(rows.find(it => it.amount === 30)).toMatchObject({ removedBy: 'edgars', removedReason: TERM.law.lv });
  });

  it('show what date a case of today would get, step by step, and leave nothing behind', async () => {
    const before = await office.db.term.count();
    const proposed = { ...TERM, agencyId: 'vsaa', amount: 2, unit: 'working-days', validFrom: '2027-01-01' };
    const { body } = await at('vita').post('/api/terms/previews', proposed).expect(200);
    expect(body).toMatchObject({ state: 'running', law: TERM.law, remaining: { amount: 2, unit: 'working-days' } });
    expect(body.steps.map((it: { name: string }) => it.name)).toEqual(expect.arrayContaining(['started', 'term', 'due']));
    await at('vita')
      .post('/api/terms/previews', { ...proposed, validTo: '2026-12-01' })
      .expect(422);
    await at('anna').post('/api/terms/previews', proposed).expect(403);
    expect(await office.db.term.count()).toBe(before);
  });

  it('say which services an agency holds, and for what one may set them', async () => {
    const { services, mayAdd } = (await at('mara').get('/api/terms?agencyId=vsaa').expect(200)).body;
    expect(services.map((it: { id: string }) => it.id)).toContain('made-up-permit');
    expect(mayAdd).toBe('all');
    expect(services[0].term.workingDays).toBeGreaterThan(0);
    expect((await at('vita').get('/api/terms?agencyId=vsaa').expect(200)).body.mayAdd).toBe('none');
    expect((await at('edgars').get('/api/terms').expect(200)).body).toMatchObject({ services: [], mayAdd: 'all' });
  });

  it.each([
    ['mara', null, 403],
    ['mara', 'vsaa', 201],
    ['mara', 'pmlp', 403],
    ['vita', 'vsaa', 403],
    ['edgars', 'vsaa', 403],
  ])('%s sets one of %s: %i', async (who, agencyId, status) => {
    await at(who)
      .post('/api/terms', { ...TERM, kind: 'complaint', agencyId, validFrom: '2027-01-01' })
      .then(it => expect(it.status).toBe(status));
  });
});
