import { describe, expect, it } from '@jest/globals';
import { DECIDE, QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { prepareDecision, recordProposal, tellKac } from './steps/execution.ts';
import { askFeedback, informResult, recordClassification, registerApplication, reopenCase } from './steps/front-office.ts';
import { askClient, expireQuestion } from './steps/question.ts';

const office = useOffice();
const { at, submit, inProgress, takenTask } = useDesks(office);
const KAC = { processId: 'application', team: 'kac', role: 'kac-specialist' };
const CLASSIFY = { ...KAC, elementId: 'Task_Classify', formId: 'classify' };

const namesOf = async (id: string) => (await at('vija').get(`/api/cases/${id}/timeline`).expect(200)).body.entries.map((it: { name: string }) => it.name);

describe('a disputed result', () => {
  const result = async () => {
    const id = await inProgress();
    await office.step(recordProposal, { caseId: id, proposal: { result: 'refuse', reasonCode: 'address-unknown', amountCents: null } });
    const { key, version } = await takenTask(id, 'vita', DECIDE);
    await at('vita')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'refuse', grounds: ['address-unknown'] } })
      .expect(200);
    await office.step(prepareDecision, { caseId: id });
    await office.step(tellKac, { caseId: id, outcome: 'refused' });
    await office.step(informResult, { caseId: id });
    await office.step(askFeedback, { caseId: id });
    return id;
  };

  it('is told to KAC and to the engine, and reopened with a new clock', async () => {
    const id = await result();
    await at('anna').post(`/api/cases/${id}/feedback`, { rating: 1, comment: 'Bija apdrošināts', disputed: true }).expect(201);
    const told = (await office.db.outbox.findMany({ where: { caseId: id } })).map(it => it.payload as { name?: string; variables?: object });
    expect(told).toContainEqual(expect.objectContaining({ name: 'feedback-given', variables: { disputed: true } }));

    const { key, version } = await takenTask(id, 'liga', { ...KAC, elementId: 'Task_ReviewDispute', formId: 'review-dispute' });
    await at('liga')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'reopen', reason: 'Jāpārbauda vēlreiz' } })
      .expect(200);
    await office.step(reopenCase, { caseId: id });

    const { body } = await at('anna').get(`/api/cases/${id}`).expect(200);
    expect(body).toMatchObject({
      status: 'classified',
      turn: 'kac',
      outcome: null,
      stage: 'application',
      level: 1,
      feedback: null,
      deadline: { state: 'running', remaining: { amount: 10, unit: 'working-days' } },
    });
    expect(body.messages.map((it: { body: string }) => it.body)).toEqual(expect.arrayContaining(['Bija apdrošināts', 'Jāpārbauda vēlreiz']));
    expect((await namesOf(id)).slice(-2)).toContain('reopened');
  });

  it('may not be disputed by others, nor twice', async () => {
    const id = await result();
    const dispute = { rating: 1, comment: 'Nepareizi', disputed: true };
    await at('janis').post(`/api/cases/${id}/feedback`, dispute).expect(404);
    await at('vita').post(`/api/cases/${id}/feedback`, dispute).expect(403);
    await at('anna').post(`/api/cases/${id}/feedback`, dispute).expect(201);
    await at('anna').post(`/api/cases/${id}/feedback`, dispute).expect(409);
  });
});

describe('a question whose last date passes', () => {
  const asked = async () => {
    office.moveTo('2026-11-02T08:00:00Z');
    const id = await inProgress();
    const { key, version } = await takenTask(id);
    await at('vita')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'clarify', question: 'Kurā kapsētā?', answerWithinDays: 5 } })
      .expect(200);
    const question = await office.db.question.findFirstOrThrow({ where: { caseId: id } });
    await office.step(askClient, { caseId: id, questionId: question.id });
    return { caseId: id, questionId: question.id };
  };

  it('lets the case go on where it stood, its clock from the last date', async () => {
    const { caseId, questionId } = await asked();
    office.moveTo('2026-11-10T08:00:00Z');
    await office.step(expireQuestion, { caseId, questionId });

    const { body } = await at('anna').get(`/api/cases/${caseId}`).expect(200);
    expect(body).toMatchObject({ status: 'in_progress', question: null, deadline: { state: 'running' } });
    expect(body.may).not.toContain('answer');
    expect((await namesOf(caseId)).slice(-2)).toEqual(['question-expired', 'clock-resumed']);
    await at('anna').post(`/api/cases/${caseId}/answers`, { questionId, answer: 'Par vēlu' }).expect(409);
  });

  it('counts an answer that came while the timer fired', async () => {
    const { caseId, questionId } = await asked();
    await at('anna').post(`/api/cases/${caseId}/answers`, { questionId, answer: 'Meža kapos' }).expect(201);
    await office.step(expireQuestion, { caseId, questionId });

    expect(await namesOf(caseId)).not.toContain('question-expired');
    expect(await office.db.question.findUniqueOrThrow({ where: { id: questionId } })).toMatchObject({ answer: 'Meža kapos', expiredAt: null });
  });
});

describe('classifying by hand', () => {
  it('offers the catalogue, and moves a question to the service that was meant', async () => {
    const { id } = await submit('anna', QUESTION);
    await office.step(registerApplication, { caseId: id });
    const { key, version } = await takenTask(id, 'liga', CLASSIFY);
    const { body } = await at('liga').get(`/api/tasks/${key}`).expect(200);
    expect(body.data).toMatchObject({
      kind: 'information-request',
      services: expect.arrayContaining([{ value: 'made-up-permit', label: 'Izdomāta atļauja', words: { lv: 'Izdomāta atļauja', en: 'Made-up permit' } }]),
    });

    const data = { outcome: 'classified', kind: 'service-request', impact: 'one', urgency: 'high', level1: false, reason: 'Vēlas pabalstu' };
    const complete = (more: object) => at('liga').post(`/api/tasks/${key}/complete`, { version, data: { ...data, ...more } });
    expect((await complete({}).expect(422)).body.faults).toEqual([{ path: 'serviceId', code: 'required' }]);
    expect((await complete({ serviceId: 'no-such' }).expect(422)).body.faults).toEqual([{ path: 'serviceId', code: 'option' }]);
    await complete({ serviceId: 'made-up-permit' }).expect(200);
    const route = await office.step(recordClassification, { caseId: id, kind: 'service-request', impact: 'one', urgency: 'high', by: 'person' });

    expect(route).toMatchObject({ serviceId: 'made-up-permit', holder: 'vsaa', deliveryProcessId: 'made-up-permit' });
    expect((await at('anna').get(`/api/cases/${id}`)).body).toMatchObject({ service: { id: 'made-up-permit' }, priority: 3 });
  });

  it('starts with the service that was applied for', async () => {
    const { id } = await submit();
    await office.step(registerApplication, { caseId: id });
    const key = await office.task(id, CLASSIFY);

    expect((await at('liga').get(`/api/tasks/${key}`).expect(200)).body.data).toMatchObject({ kind: 'service-request', serviceId: 'made-up-permit' });
  });
});

describe('classifying anew', () => {
  it('follows the table; the client hears of another date (N4), not of the reason', async () => {
    const { id } = await submit('anna', QUESTION);
    await office.step(registerApplication, { caseId: id });
    await office.step(recordClassification, { caseId: id, kind: 'information-request', impact: 'one', urgency: 'low', by: 'table' });
    const before = (await at('karlis').get(`/api/cases/${id}`).expect(200)).body;
    const body = { impact: 'wide', urgency: 'high', reason: 'Skar daudzus', version: before.version };
    const reply = await at('karlis').put(`/api/cases/${id}/classification`, body).expect(200);

    expect(reply.body.priority).toBe(1);
    const after = (await at('anna').get(`/api/cases/${id}`).expect(200)).body;
    expect(after).toMatchObject({ priority: 1, dueAt: reply.body.dueAt });
    expect(after.messages.filter((it: { notice: string }) => it.notice === 'N4')).toHaveLength(1);
    expect(new Date(after.dueAt).getTime()).toBeLessThan(new Date(before.dueAt).getTime());
    expect(JSON.stringify(after.messages)).not.toContain('Skar daudzus');
    await at('karlis').put(`/api/cases/${id}/classification`, body).expect(409);
    await at('anna').put(`/api/cases/${id}/classification`, body).expect(403);
  });
});

it('says facts in words, codes of registers too', async () => {
  const id = await inProgress();
  const facts = [
    { key: 'addressKind', value: 'flat', source: 'VSAA' },
    { key: 'feeCents', value: 118_000, source: 'VSAA' },
    { key: 'forgotten', value: 'x', source: 'VSAA' },
  ];
  await office.db.caseFact.createMany({ data: facts.map((it, n) => ({ ...it, caseId: id, at: new Date(office.now().getTime() + n) })) });
  const { body } = await at('anna').get(`/api/cases/${id}`).expect(200);

  expect(body.facts).toMatchObject([
    { key: 'addressKind', value: 'flat', valueText: { lv: 'dzīvoklis', en: 'a flat' } },
    { key: 'feeCents', label: { en: 'Fee' }, value: 118_000 },
    { key: 'forgotten', label: { lv: 'forgotten' } },
  ]);
  expect(body.facts[1].valueText).toBeUndefined();
});
