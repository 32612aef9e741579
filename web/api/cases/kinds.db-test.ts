import { describe, expect, it } from '@jest/globals';
import { DECIDE, SUBMISSION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { KINDS, PORTAL_KINDS } from '../../contract/words.ts';
import { closeCase, closeWithdrawn, handOverCase, recordClassification, registerApplication } from './steps/front-office.ts';
import { raiseChangeRequest } from './steps/change.ts';
import { routeComplaint } from './steps/complaint.ts';
import { acceptCase } from './steps/execution.ts';
import { handToPartner, takeBack } from './steps/partner.ts';

const office = useOffice();
const { at, submit, inProgress, takenTask } = useDesks(office);
const DAY_MS = 24 * 3_600_000;

const saying = (kind: string, it: object = {}) => ({ kind, serviceId: null, data: {}, subject: 'Vārti neveras jau nedēļu', ...it });
const inside = (kind: string, it: object = {}) => saying(kind, { onBehalf: { clientId: null, channel: 'inside' }, ...it });
const annaId = async () => (await office.db.client.findFirstOrThrow({ where: { givenName: 'Anna' } })).id;
const viewOf = async (who: string, id: string) => (await at(who).get(`/api/cases/${id}`).expect(200)).body;
const listed = async (who: string, id: string) =>
  (await at(who).get('/api/cases?state=all&limit=100').expect(200)).body.cases.some((it: { id: string }) => it.id === id);
const handedOver = async (id: string, kind: string) => {
  await office.step(registerApplication, { caseId: id });
  await office.step(recordClassification, { caseId: id, kind, impact: 'one', urgency: 'medium', by: 'table' });
  await office.step(handOverCase, { caseId: id });
};

describe('submitting', () => {
  it.each(PORTAL_KINDS.filter(kind => kind !== 'service-request'))('a resident sends a %s', async kind => {
    const { id } = await submit('anna', saying(kind));
    expect(await viewOf('anna', id)).toMatchObject({ kind, status: 'submitted', owner: { id: 'kac' }, from: null, attempt: 1 });
  });

  it.each(['work-order', 'inter-agency-request', 'change-request'])('a resident does not send a %s', async kind => {
    await at('anna')
      .post('/api/cases', saying(kind, { holder: null }))
      .expect(kind === 'change-request' ? 403 : 400);
  });

  it('what a client calls a problem is an incident, and says so', async () => {
    const { id } = await submit('anna', saying('problem'));
    const [first] = await office.db.caseEvent.findMany({ where: { caseId: id } });

    expect(await viewOf('anna', id)).toMatchObject({ kind: 'incident' });
    expect(first).toMatchObject({ name: 'submitted', data: { saidKind: 'problem' } });
  });

  it.each(KINDS.filter(kind => kind !== 'service-request'))('a specialist registers a %s inside, for the own agency', async kind => {
    const { id } = await submit('vita', inside(kind, { holder: 'pmlp', wantedOn: '2026-12-01' }));

    expect(await viewOf('vita', id)).toMatchObject({
      kind,
      channel: 'inside',
      from: { id: 'vsaa' },
      agency: { id: 'pmlp' },
      client: null,
      wantedOn: '2026-12-01',
    });
    expect(await listed('vita', id)).toBe(true);
    expect(await listed('pavels', id)).toBe(true);
    expect(await listed('valters', id)).toBe(false);
  });

  it('the front office registers for a client and for nobody known', async () => {
    const known = await submit('liga', saying('complaint', { onBehalf: { clientId: await annaId(), channel: 'phone' }, complainedOfAgency: 'vsaa' }));
    const unknown = await submit('liga', saying('incident', { onBehalf: { clientId: null, channel: 'phone' } }));

    expect(await viewOf('anna', known.id)).toMatchObject({ kind: 'complaint', agency: { id: 'vsaa' }, complainedOf: { id: 'vsaa' } });
    expect(await viewOf('liga', unknown.id)).toMatchObject({ client: null, channel: 'phone' });
  });

  it.each([
    ['a specialist for a client', 'vita', saying('complaint', { onBehalf: { clientId: null, channel: 'phone' } }), 403],
    ['a resident who chooses the agency', 'anna', saying('suggestion', { holder: 'pmlp' }), 403],
    ['a resident who names a worker', 'anna', saying('complaint', { complainedOfUserId: 'vita' }), 403],
    ['nobody says what it is about', 'anna', saying('complaint', { subject: null }), 400],
    ['a work order to nobody', 'vita', inside('work-order'), 400],
    ['a service inside', 'vita', { ...SUBMISSION, onBehalf: { clientId: null, channel: 'inside' } }, 403],
    ['a work order for a caller', 'liga', saying('work-order', { holder: 'vsaa', onBehalf: { clientId: null, channel: 'phone' } }), 403],
    ['an agency that does not exist', 'vita', inside('work-order', { holder: 'nowhere' }), 404],
    ['a complaint about oneself', 'liga', saying('complaint', { complainedOfUserId: 'liga', onBehalf: { clientId: null, channel: 'phone' } }), 403],
  ])('is refused: %s', async (_what, who, body, status) => {
    await at(who).post('/api/cases', body).expect(status);
  });
});

describe('a complaint', () => {
  const TASK = { processId: 'complaint', elementId: 'Task_ExamineComplaint', formId: 'examine-complaint' };
  const aboutVita = async () => {
    const body = saying('complaint', { complainedOfUserId: 'vita', holder: 'vsaa', onBehalf: { clientId: await annaId(), channel: 'counter' } });
    const { id } = await submit('liga', body);
    await handedOver(id, 'complaint');
    await office.step(routeComplaint, { caseId: id });
    return id;
  };

  it('is not there for the one complained of: not to see, not to take, not to be handed', async () => {
    const id = await aboutVita();
    const key = await office.task(id, TASK);
    const queue = async (who: string) => (await at(who).get('/api/tasks?queue=team&limit=100').expect(200)).body.tasks.map((it: { key: string }) => it.key);

    for (const path of [`/api/cases/${id}`, `/api/cases/${id}/timeline`, `/api/tasks/${key}`]) await at('vita').get(path).expect(404);
    expect(await listed('vita', id)).toBe(false);
    expect(await queue('vita')).not.toContain(key);
    await at('vita').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(404);
    await at('valdis').post(`/api/tasks/${key}/assign`, { version: 1, assigneeId: 'vita', note: null }).expect(403);
    expect(await queue('valdis')).toContain(key);
    await at('valdis').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200);
  });

  it('goes to the front office when the agency has nobody else', async () => {
    const id = await aboutVita();
    const all = await office.db.userAccount.findMany({ where: { agencyId: 'vsaa' } });
    await office.db.case.update({ where: { id }, data: { complainedOf: all.map(it => it.id), team: 'vsaa' } });

    expect(await office.step(routeComplaint, { caseId: id })).toEqual({ team: 'kac' });
    expect(await office.db.case.findUniqueOrThrow({ where: { id } })).toMatchObject({ team: 'kac' });
  });

  it('about handling escalates the case it is about, is linked to it, and is not shown to who worked on it', async () => {
    const about = await inProgress();
    await takenTask(about, 'vita');
    const { id } = await submit('anna', saying('complaint', { aboutCaseId: about }));
    await handedOver(id, 'complaint');
    await office.step(routeComplaint, { caseId: id });

    expect(await viewOf('anna', id)).toMatchObject({ about: { id: about }, agency: { id: 'vsaa' } });
    await at('vita').get(`/api/cases/${id}`).expect(404);
    await at('valdis').get(`/api/cases/${id}`).expect(200);
    expect(await office.db.case.findUniqueOrThrow({ where: { id: about } })).toMatchObject({ escalated: true });
    expect(await office.db.caseLink.count({ where: { caseId: id, otherId: about, type: 'about' } })).toBe(1);
    const told = await office.db.outbox.findFirstOrThrow({ where: { caseId: about }, orderBy: { id: 'desc' } });
    expect(told.payload).toMatchObject({ name: 'escalate', correlationKey: about });
    const start = await office.db.outbox.findFirstOrThrow({ where: { caseId: id } });
    expect(start.payload).toMatchObject({ variables: { aboutHandling: true } });
  });

  it('about another’s case is about nothing', async () => {
    const { id } = await submit('janis');
    await at('anna')
      .post('/api/cases', saying('complaint', { aboutCaseId: id }))
      .expect(404);
  });
});

describe('level 3', () => {
  const WORK = { processId: 'request', elementId: 'Task_Answer', formId: 'answer-request' };
  const HAND = { outcome: 'hand-to-partner', partner: 'pmlp', partnerNote: 'Lūdzu pārbaudiet adresi', partnerWithinDays: 5 };

  it('the partner has it while the case waits for it, and level 2 after', async () => {
    const caseId = await inProgress();
    const { key, version } = await takenTask(caseId, 'vita', WORK);
    await at('pavels').get(`/api/cases/${caseId}`).expect(404);
    await at('vita').post(`/api/tasks/${key}/complete`, { version, data: HAND }).expect(200);
    const command = await office.db.outbox.findFirstOrThrow({ where: { caseId, command: 'complete-task' } });
    const { handOverId, partnerByAt, partner } = (command.payload as { variables: Record<string, string> }).variables;
    expect(partner).toBe('pmlp');
    await office.step(handToPartner, { caseId, handOverId: handOverId!, partnerByAt: partnerByAt! });

    expect(await viewOf('vita', caseId)).toMatchObject({ status: 'waiting_level3', level: 3, waitsFor: 'partner' });
    expect(await viewOf('pavels', caseId)).toMatchObject({ status: 'waiting_level3' });
    await office.step(takeBack, { caseId, handOverId: handOverId!, partnerResult: 'done' });
    expect(await viewOf('vita', caseId)).toMatchObject({ status: 'in_progress', level: 2, waitsFor: null });
    await at('pavels').get(`/api/cases/${caseId}`).expect(404);
    const steps = await office.db.escalation.findMany({ where: { caseId, type: 'functional' }, orderBy: { at: 'asc' } });
    expect(steps).toMatchObject([
      { from: 'kac', to: 'vsaa' },
      { from: 'vsaa', to: 'pmlp', reason: HAND.partnerNote, decision: 'done' },
    ]);
    expect(steps[1]?.decidedAt).not.toBeNull();
  });

  it.each([
    ['to nobody', { ...HAND, partner: null }],
    ['to the own agency', { ...HAND, partner: 'vsaa' }],
    ['without saying what for', { ...HAND, partnerNote: '' }],
  ])('is refused %s', async (_what, data) => {
    const { key, version } = await takenTask(await inProgress(), 'vita', WORK);
    await at('vita').post(`/api/tasks/${key}/complete`, { version, data }).expect(422);
  });
});

describe('ending and opening again', () => {
  it('the front office voids what nothing has been decided about', async () => {
    const { id } = await submit();
    await at('vita').post(`/api/cases/${id}/void`, { reason: 'tests' }).expect(403);
    await at('liga').post(`/api/cases/${id}/void`, { reason: 'Reģistrēts divreiz' }).expect(201);
    await at('liga').post(`/api/cases/${id}/void`, { reason: 'Reģistrēts divreiz' }).expect(409);
    await office.step(closeCase, { caseId: id });

    const message = await office.db.outbox.findFirstOrThrow({ where: { caseId: id }, orderBy: { id: 'desc' } });
    expect(message.payload).toMatchObject({ name: 'application-ended', variables: { outcome: 'void' } });
    expect(await viewOf('anna', id)).toMatchObject({ status: 'closed', outcome: 'void' });
    expect((await viewOf('anna', id)).may).not.toContain('reopen');
    await at('anna').post(`/api/cases/${id}/reopening`, { reason: 'Tomēr vajag' }).expect(403);
    expect((await viewOf('liga', id)).may).toContain('reopen');
  });

  const closed = async () => {
    const { id } = await submit();
    await office.step(closeWithdrawn, { caseId: id });
    return id;
  };

  it('its client has it opened again within the period the agency sets', async () => {
    const id = await closed();
    const { reopenUntil, may } = await viewOf('anna', id);
    expect(may).toContain('reopen');
    await at('janis').post(`/api/cases/${id}/reopening`, { reason: 'gribu' }).expect(404);
    await at('anna').post(`/api/cases/${id}/reopening`, { reason: 'Tomēr vajag' }).expect(201);
    await at('anna').post(`/api/cases/${id}/reopening`, { reason: 'Tomēr vajag' }).expect(409);

    expect(await viewOf('anna', id)).toMatchObject({ status: 'classified', outcome: null, attempt: 2, reopenUntil: null });
    expect(new Date(reopenUntil).getTime()).toBeGreaterThan(office.now().getTime() + 9 * DAY_MS);
    const messages = await office.db.outbox.findMany({ where: { caseId: id }, orderBy: { id: 'desc' } });
    expect(messages[0]?.payload).toMatchObject({ name: 'application-reopened', messageId: `${id}-2`, variables: { attempt: 2, caseId: id } });
    expect(await office.db.caseMessage.count({ where: { caseId: id, notice: 'N1' } })).toBe(0);
  });

  it('afterwards it says until when it could be; only the lead of the front office opens our own mistakes', async () => {
    const id = await closed();
    const before = office.now();
    const { reopenUntil } = await viewOf('liga', id);
    office.moveTo(new Date(before.getTime() + 40 * DAY_MS).toISOString());
    for (const who of ['anna', 'liga']) {
      const { body } = await at(who).post(`/api/cases/${id}/reopening`, { reason: 'Tomēr vajag' }).expect(409);
      expect(body).toMatchObject({ slug: 'period-over', detail: expect.stringContaining(reopenUntil) });
      const view = await viewOf(who, id);
      expect([view.may.includes('reopen'), view.reopenUntil]).toEqual([false, reopenUntil]);
    }
    await at('vija').post(`/api/cases/${id}/reopening`, { reason: 'Kļūda izskatīšanā' }).expect(403);
    await at('karlis').post(`/api/cases/${id}/reopening`, { reason: 'Kļūda izskatīšanā' }).expect(201);
    office.moveTo(before.toISOString());
  });

  it('the agency’s administrator sets the period', async () => {
    const path = '/api/agencies/vsaa/settings';
    expect((await at('vija').get(path).expect(200)).body).toEqual({ reopenWorkingDays: 10 });
    await at('vija').put(path, { reopenWorkingDays: 0 }).expect(403);
    await at('edgars').put(path, { reopenWorkingDays: 500 }).expect(400);
    await at('edgars').put(path, { reopenWorkingDays: 0 }).expect(200);
    const id = await closed();
    expect(await viewOf('anna', id)).toMatchObject({ reopenUntil: null });
    await at('anna').post(`/api/cases/${id}/reopening`, { reason: 'Tomēr vajag' }).expect(409);
    await at('edgars').put(path, { reopenWorkingDays: 10 }).expect(200);
  });
});

it('an accepted suggestion becomes a change request, linked', async () => {
  const { id } = await submit('anna', saying('suggestion'));
  await handedOver(id, 'suggestion');
  await office.step(acceptCase, { caseId: id });
  const { changeId } = await office.step(raiseChangeRequest, { caseId: id });
  const change = await office.db.case.findUniqueOrThrow({ where: { id: changeId } });

  expect(change).toMatchObject({ kind: 'change-request', channel: 'inside', clientId: null, owner: 'kac', subject: 'Vārti neveras jau nedēļu' });
  expect(await office.db.caseLink.count({ where: { caseId: id, otherId: changeId, type: 'change' } })).toBe(1);
  expect(await office.db.outbox.count({ where: { caseId: changeId } })).toBe(1);
});

it('a decision taken keeps the case from being voided', async () => {
  const caseId = await inProgress();
  const { key, version } = await takenTask(caseId, 'vita', DECIDE);
  await at('vita')
    .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'refuse', grounds: ['address-unknown'], reason: 'Adreses nav' } })
    .expect(200);
  await at('liga').post(`/api/cases/${caseId}/void`, { reason: 'tests' }).expect(409);
});
