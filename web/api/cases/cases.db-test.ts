import { describe, expect, it } from '@jest/globals';
import { DECIDE, QUESTION, SUBMISSION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { prepareDecision, recordProposal, tellKac } from './steps/execution.ts';
import { askFeedback, closeCase, closeWithdrawn, informResult } from './steps/front-office.ts';
import { askClient, recordAnswer } from './steps/question.ts';

const PROPOSAL = { result: 'grant', reasonCode: 'address-known', amountCents: 193_000 };

const office = useOffice();
const { at, submit, inProgress, takenTask } = useDesks(office);

describe('submitting', () => {
  it('gives a case with its code, its date and its message for the engine, in one commit', async () => {
    const { id, code, dueAt } = await submit();
    const outbox = await office.db.outbox.findFirstOrThrow({ where: { caseId: id } });

    expect(code).toMatch(/^9901 \d{4}$/);
    expect(dueAt).toBe('2026-11-16T21:59:59.999Z'); // ten working days from 2 November
    expect(outbox.payload).toMatchObject({
      name: 'application-submitted',
      messageId: id,
      correlationKey: id,
      variables: { serviceCode: 'M.01', holder: 'vsaa', deliveryProcessId: 'made-up-permit' },
    });
    expect(JSON.stringify(outbox.payload)).not.toContain(SUBMISSION.data.iban);
  });

  it('says what is wrong with the form, and keeps nothing', async () => {
    const before = await office.db.case.count();
    const { body } = await at('anna')
      .post('/api/cases', { ...SUBMISSION, data: { ...SUBMISSION.data, iban: 'x' } })
      .expect(422);

    expect(body).toMatchObject({ slug: 'invalid-form', faults: [{ path: 'iban' }] });
    expect(await office.db.case.count()).toBe(before);
  });

  it('takes 200 twins with one key as one case', async () => {
    const replies = await Promise.all(Array.from({ length: 200 }, () => at('janis').post('/api/cases', SUBMISSION, 'the-very-same-key')));

    expect(new Set(replies.map(it => it.status))).toEqual(new Set([201]));
    expect(new Set(replies.map(it => it.body.id)).size).toBe(1);
    await at('janis')
      .post('/api/cases', { ...SUBMISSION, resultWay: 'counter' }, 'the-very-same-key')
      .expect(422);
  });

  it('gives 50 at once 50 codes', async () => {
    const codes = (await Promise.all(Array.from({ length: 50 }, () => submit('janis')))).map(it => it.code);

    expect(new Set(codes).size).toBe(50);
  });

  it('takes a question without a service', async () => {
    const { code } = await submit('anna', QUESTION);

    expect(code).toMatch(/^0000 /);
  });

  it('at the counter needs the signed sheet, then marks the mandate (J4)', async () => {
    const anna = (await office.db.client.findFirstOrThrow({ where: { givenName: 'Anna' } })).id;
    const onBehalf = { clientId: anna, channel: 'counter', signedUploadId: null as string | null };
    await at('liga')
      .post('/api/cases', { ...SUBMISSION, onBehalf })
      .expect(422);

    const { uploadId } = (await at('liga').upload('paraksts.pdf', Buffer.from('%PDF-1.4\n1 0 obj\n')).expect(201)).body;
    const { id } = await submit('liga', { ...SUBMISSION, onBehalf: { ...onBehalf, signedUploadId: uploadId } });
    const { body } = await at('anna').get(`/api/cases/${id}`).expect(200);

    expect(body).toMatchObject({ byMandate: true, channel: 'counter', documents: [{ kind: 'signed-application', fileName: 'paraksts.pdf' }] });
    await at('vita')
      .post('/api/cases', { ...SUBMISSION, onBehalf: { ...onBehalf, signedUploadId: uploadId } })
      .expect(403);
  });
});

describe('looking', () => {
  it.each([
    ['anna', 200],
    ['janis', 404],
    ['liga', 200],
    ['karlis', 200],
    ['vita', 200],
    ['vija', 200],
    ['pavels', 404],
    ['edgars', 404],
    ['aija', 200],
  ])('%s at Anna’s case: %i', async (who, status) => {
    const { id } = await submit();

    await at(who).get(`/api/cases/${id}`).expect(status);
    const refused = await office.db.auditEntry.count({ where: { caseId: id, did: 'case.refused' } });
    expect(refused).toBe(status === 404 ? 1 : 0);
  });

  it('of staff is audited with its purpose, and Anna sees it', async () => {
    const id = await inProgress();
    await at('vita').get(`/api/cases/${id}`).expect(200);
    const { body } = await at('anna').get(`/api/cases/${id}/looks`).expect(200);

    expect(body.looks).toMatchObject([{ who: 'Vita Zariņa', purpose: 'handling', agency: { en: 'State Social Insurance Agency' } }]);
    await at('vita').get(`/api/cases/${id}/looks`).expect(403);
  });

  it('gives the whole page', async () => {
    const id = await inProgress();
    const { body } = await at('anna').get(`/api/cases/${id}`).expect(200);

    expect(body).toMatchObject({
      status: 'in_progress',
      turn: 'agency',
      deadline: { state: 'running', remaining: { amount: 10, unit: 'working-days' } },
      may: ['withdraw', 'message', 'attach', 'see-looks'],
      form: { data: { iban: SUBMISSION.data.iban } },
    });
    expect(body.milestones.length).toBeGreaterThan(3);
    expect(body.messages.map((it: { notice: string }) => it.notice)).toEqual(['N1', 'N2']);
  });

  it('lists only what the reader may see, page by page', async () => {
    const first = (await at('pavels').get('/api/cases?state=all').expect(200)).body;
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await at('vita').get(`/api/cases?state=open&limit=20${cursor}`).expect(200);
      seen.push(...body.cases.map((it: { id: string }) => it.id));
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);

    expect(first.cases).toEqual([]);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await office.db.case.count({ where: { holder: 'vsaa', closedAt: null } }));
    await at('anna').get('/api/cases').expect(403);
  });

  it('finds a client by name, and writes the search down', async () => {
    const { body } = await at('liga').post('/api/search', { q: 'bērz' }).expect(200);

    expect(body.cases.length).toBeGreaterThan(0);
    expect(body.cases.every((it: { clientName: string }) => it.clientName === 'Anna Bērziņa')).toBe(true);
    expect(await office.db.auditEntry.count({ where: { did: 'case.search' } })).toBe(1);
  });
});

describe('the way of a case', () => {
  it('asks, waits, goes on, decides, informs and closes', async () => {
    const id = await inProgress();
    await office.step(recordProposal, { caseId: id, proposal: PROPOSAL });

    // clarify
    const asking = await takenTask(id);
    await at('vita')
      .post(`/api/tasks/${asking.key}/complete`, { version: asking.version, data: { outcome: 'clarify', question: 'Kurā kapsētā?', answerWithinDays: 10 } })
      .expect(200);
    const question = await office.db.question.findFirstOrThrow({ where: { caseId: id } });
    await office.step(askClient, { caseId: id, questionId: question.id });
    const waiting = (await at('anna').get(`/api/cases/${id}`)).body;
    expect(waiting).toMatchObject({ status: 'waiting_applicant', turn: 'client', deadline: { state: 'paused' }, question: { text: 'Kurā kapsētā?' } });
    await at('janis').post(`/api/cases/${id}/answers`, { questionId: question.id, answer: 'Es zinu' }).expect(404);
    await at('anna').post(`/api/cases/${id}/answers`, { questionId: question.id, answer: 'Meža kapos' }).expect(201);
    await at('anna').post(`/api/cases/${id}/answers`, { questionId: question.id, answer: 'Meža kapos' }).expect(409);
    await office.step(recordAnswer, { caseId: id, questionId: question.id });

    // decide
    const deciding = await takenTask(id);
    const data = { outcome: 'grant', grounds: ['address-known'], amountCents: 193_000 };
    const complete = (body: object) => at('vita').post(`/api/tasks/${deciding.key}/complete`, { version: deciding.version, data: body });
    await complete({ ...data, grounds: ['address-unknown'] }).expect(422);
    await complete({ ...data, amountCents: 5 }).expect(422);
    const replies = await Promise.all(Array.from({ length: 50 }, () => complete(data)));
    expect(replies.filter(it => it.status === 200)).toHaveLength(1);
    expect(replies.filter(it => it.status === 409)).toHaveLength(49);
    expect(await office.db.decision.count({ where: { caseId: id } })).toBe(1);
    await at('anna').post(`/api/cases/${id}/withdrawal`, {}).expect(409);
    expect((await at('anna').get(`/api/cases/${id}`)).body.decision).toBeNull();

    // deliver
    await office.step(prepareDecision, { caseId: id });
    await office.step(tellKac, { caseId: id, outcome: 'fulfilled' });
    await office.step(informResult, { caseId: id });
    await office.step(askFeedback, { caseId: id });
    const done = (await at('anna').get(`/api/cases/${id}`)).body;
    expect(done).toMatchObject({ status: 'done', outcome: 'fulfilled', decision: { outcome: 'grant', amountCents: 193_000 }, deadline: { state: 'stopped' } });
    const letter = done.documents.find((it: { kind: string }) => it.kind === 'decision');
    const pdf = await at('anna').get(`/api/cases/${id}/documents/${letter.id}`).buffer(true).expect(200);
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    await at('anna').post(`/api/cases/${id}/feedback`, { rating: 5, comment: 'Paldies!' }).expect(201);
    await at('anna').post(`/api/cases/${id}/feedback`, { rating: 1 }).expect(409);
    await office.step(closeCase, { caseId: id });

    const { entries } = (await at('anna').get(`/api/cases/${id}/timeline`).expect(200)).body;
    expect(entries.map((it: { name: string }) => it.name)).toEqual([
      'submitted', 'registered', 'classified', 'handed-over', 'taken-over', 'question-asked', 'clock-paused', 'question-answered', 'clock-resumed',
      'decided', 'result-ready', 'feedback-asked', 'feedback-given', 'closed',
    ]); // prettier-ignore
  });

  it('ends where it stands when the client withdraws', async () => {
    const id = await inProgress();
    const task = await takenTask(id);
    await at('anna').post(`/api/cases/${id}/withdrawal`, { reason: 'Pārdomāju' }).expect(201);

    await at('vita')
      .post(`/api/tasks/${task.key}/complete`, { version: task.version, data: { outcome: 'refuse', grounds: ['address-unknown'], reason: 'Adreses nav' } })
      .expect(409);
    await office.step(closeWithdrawn, { caseId: id });
    expect((await at('anna').get(`/api/cases/${id}`)).body).toMatchObject({ status: 'closed', outcome: 'withdrawn', may: ['feedback', 'reopen', 'see-looks'] });
  });

  it('ends after it was opened again and withdrawn, although its old run takes the withdrawal', async () => {
    // given
    const id = await inProgress();
    await at('anna').post(`/api/cases/${id}/withdrawal`, { reason: 'Pārdomāju' }).expect(201);
    await office.step(closeWithdrawn, { caseId: id, attempt: 1 });
    await at('anna').post(`/api/cases/${id}/reopening`, { reason: 'Tomēr vajag' }).expect(201);
    await at('anna').post(`/api/cases/${id}/withdrawal`, { reason: 'Tomēr ne' }).expect(201);
    const said = async () =>
      (await office.db.outbox.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } }))
        .map(it => it.payload as { name?: string; messageId?: string })
        .filter(it => it.name === 'application-withdrawn')
        .map(it => it.messageId);
    const before = await said();

    // when the run of the first opening, still there, hears it
    await office.step(closeWithdrawn, { caseId: id, attempt: 1 });

    // then
    expect((await at('anna').get(`/api/cases/${id}`)).body).toMatchObject({ status: 'classified', outcome: 'withdrawn' });
    expect((await said()).slice(before.length)).toEqual([`${id}-application-withdrawn-2-again`]);
    await office.step(closeWithdrawn, { caseId: id, attempt: 2 });
    expect((await at('anna').get(`/api/cases/${id}`)).body).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
  });
});

describe('tasks', () => {
  it('are seen by their team and by the front office, worked on by their team only', async () => {
    const id = await inProgress();
    const key = await office.task(id, DECIDE);
    const keysOf = async (who: string, queue: string) =>
      (await at(who).get(`/api/tasks?queue=${queue}&limit=100`).expect(200)).body.tasks.map((it: { key: string }) => it.key);

    expect(await keysOf('valdis', 'unassigned')).toContain(key);
    expect(await keysOf('liga', 'team')).not.toContain(key);
    expect(await keysOf('liga', 'all')).toContain(key);
    expect(await keysOf('pavels', 'all')).not.toContain(key);
    await at('pavels').get(`/api/tasks/${key}`).expect(404);
    await at('liga').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(403);
    await at('edgars').get('/api/tasks').expect(403);
  });

  it('go to one of two who take them at once', async () => {
    const key = await office.task(await inProgress(), DECIDE);
    const [one, other] = await Promise.all([
      at('vita').post(`/api/tasks/${key}/claim`, { version: 1 }),
      at('valdis').post(`/api/tasks/${key}/claim`, { version: 1 }),
    ]);

    expect([one.status, other.status].sort()).toEqual([200, 409]);
  });

  it('are handed to colleagues of the team, with a note', async () => {
    const { key, version } = await takenTask(await inProgress());
    await at('vita').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'pavels' }).expect(403);
    const { body } = await at('vita').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'valdis', note: 'Esmu prom' }).expect(200);

    expect(body.assignee).toEqual({ id: 'valdis', name: 'Valdis Krūmiņš' });
    await at('vita')
      .post(`/api/tasks/${key}/complete`, { version: body.version, data: { outcome: 'refuse' } })
      .expect(403);
  });

  it('show the proposal with its reason and the grounds', async () => {
    const id = await inProgress();
    await office.step(recordProposal, { caseId: id, proposal: PROPOSAL });
    const key = await office.task(id, DECIDE);
    const { body } = await at('vita').get(`/api/tasks/${key}`).expect(200);

    expect(body).toMatchObject({
      act: 'decision',
      proposal: { result: 'grant', amountCents: 193_000, reason: { lv: expect.stringContaining('zināma') } },
      may: ['claim', 'assign'],
    });
    expect(body.grounds.map((it: { id: string }) => it.id)).toContain('address-unknown');
  });
});

describe('escalating', () => {
  const MANAGE = { processId: 'application', elementId: 'Task_ManageEscalation', formId: 'manage-escalation', role: 'team-lead' };

  it('by hand reaches the lead, who extends the term; the client hears it (N4)', async () => {
    const id = await inProgress();
    await at('vita').post(`/api/cases/${id}/escalations`, { reason: 'Nav skaidrs' }).expect(201);
    await at('vita').post(`/api/cases/${id}/escalations`, { reason: 'Nav skaidrs' }).expect(409);
    const { key, version } = await takenTask(id, 'vija', MANAGE);
    await at('vija')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'extend', extendByDays: 5, reason: 'Gaidām ziņas' } })
      .expect(200);

    const { body } = await at('anna').get(`/api/cases/${id}`).expect(200);
    expect(body).toMatchObject({ escalated: false, dueAt: '2026-11-24T21:59:59.999Z' });
    expect(body.messages.at(-1)).toMatchObject({ notice: 'N4' });
  });

  it('lets the lead give the work to a colleague', async () => {
    const id = await inProgress();
    const work = await office.task(id, DECIDE);
    const { key, version } = await takenTask(id, 'vija', MANAGE);
    await at('vija')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'reassign', assigneeId: 'valdis', reason: 'Pārņem' } })
      .expect(200);

    expect((await office.db.task.findUniqueOrThrow({ where: { key: work } })).assigneeId).toBe('valdis');
  });
});
