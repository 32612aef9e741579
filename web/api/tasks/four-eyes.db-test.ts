import { describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { prepareDecision } from '../cases/steps/execution.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);

const GRANT = { outcome: 'grant', grounds: ['address-known'], reason: 'Žogs atbilst noteikumiem.' };
const SMALL = { ...GRANT, amountCents: 100_000 };
const LARGE = { ...GRANT, amountCents: 900_000 };
const CONFIRM = { processId: 'made-up-permit', elementId: 'Task_ConfirmDecision', formId: 'confirm-permit', notFor: ['vita'] };

const complete = (who: string, { key, version }: { key: string; version: number }, data: object) =>
  at(who).post(`/api/tasks/${key}/complete`, { version, data });
const told = async (taskKey: string) =>
  (await office.db.outbox.findFirstOrThrow({ where: { command: 'complete-task', payload: { path: ['taskKey'], equals: taskKey } } })).payload;
const eventsOf = async (caseId: string) =>
  (await office.db.caseEvent.findMany({ where: { caseId, name: { startsWith: 'deci' } }, orderBy: { id: 'asc' } })).map(it => `${it.name} ${it.actor}`);

/** Vita proposes to grant more than one person may decide. */
async function proposed() {
  const caseId = await inProgress();
  const task = await takenTask(caseId);
  await complete('vita', task, LARGE).expect(200);
  return { caseId, task };
}

describe('a decision of one person', () => {
  it('of 200 at once is one decision, and one letter', async () => {
    // given
    const caseId = await inProgress();
    const task = await takenTask(caseId);

    // when: each with a key of its own, so that nothing but the act itself can stop a second one
    const replies = await Promise.all(Array.from({ length: 200 }, (_, n) => complete('vita', task, { ...SMALL, reason: `Pamatojums nr. ${n}.` })));

    // then
    expect(replies.filter(it => it.status === 200)).toHaveLength(1);
    // or too busy to say: nothing was done
    const refused = replies.filter(it => it.status !== 200 && it.status !== 503);
    expect(new Set(refused.map(it => it.body.slug))).toEqual(new Set(['already-done']));
    expect(await office.db.decision.count({ where: { caseId } })).toBe(1);
    expect(await office.db.outbox.count({ where: { caseId, command: 'complete-task' } })).toBe(1);
    expect(await told(task.key)).toMatchObject({ variables: { outcome: 'grant', confirmDecision: false } });

    // when the job that the one completed task leads to makes the letter
    await office.step(prepareDecision, { caseId });

    // then the letter is of the one decision
    const decision = await office.db.decision.findFirstOrThrow({ where: { caseId } });
    const won = replies.findIndex(it => it.status === 200);
    expect(decision.reason).toBe(`Pamatojums nr. ${won}.`);
    expect(await office.db.document.count({ where: { caseId, kind: 'decision' } })).toBe(1);
  });
});

describe('a decision of four eyes', () => {
  it('is only proposed; nothing is decided and nothing can be sent yet', async () => {
    const { caseId, task } = await proposed();

    expect(await office.db.decision.count({ where: { caseId } })).toBe(0);
    expect(await told(task.key)).toMatchObject({ variables: { outcome: 'grant', confirmDecision: true } });
    expect((await at('vita').get(`/api/cases/${caseId}`).expect(200)).body).toMatchObject({
      decision: null,
      proposed: { outcome: 'grant', amountCents: 900_000, proposedBy: { id: 'vita', name: 'Vita Zariņa' }, state: 'open' },
    });
    expect((await at('anna').get(`/api/cases/${caseId}`).expect(200)).body.proposed).toBeNull();
    await expect(office.step(prepareDecision, { caseId })).rejects.toThrow('no decision');
  });

  it('is confirmed by another person: then it is a decision of the first, confirmed by the second', async () => {
    // given
    const { caseId } = await proposed();
    const task = await takenTask(caseId, 'valdis', CONFIRM);

    // when
    await complete('valdis', task, { outcome: 'confirm' }).expect(200);

    // then
    const decisions = await office.db.decision.findMany({ where: { caseId } });
    expect(decisions).toMatchObject([{ decidedBy: 'vita', confirmedBy: 'valdis', amountCents: 900_000, reason: LARGE.reason }]);
    expect(await eventsOf(caseId)).toEqual(['decision-proposed vita', 'decision-confirmed valdis', 'decided vita']);
    expect((await at('valdis').get(`/api/cases/${caseId}`)).body).toMatchObject({ proposed: null, decision: { outcome: 'grant' } });
  });

  it('is returned with a reason, and decided anew', async () => {
    const { caseId } = await proposed();
    const task = await takenTask(caseId, 'valdis', CONFIRM);
    expect((await complete('valdis', task, { outcome: 'return', reason: '' })).status).toBe(422);
    await complete('valdis', task, { outcome: 'return', reason: 'Summa neatbilst tāmei.' }).expect(200);

    expect((await at('vita').get(`/api/cases/${caseId}`)).body.proposed).toMatchObject({
      ...{ state: 'returned', returnReason: 'Summa neatbilst tāmei.', proposedBy: { id: 'vita' } },
      returnedBy: { id: 'valdis', name: 'Valdis Krūmiņš' },
    });
    const again = await takenTask(caseId);
    await complete('vita', again, SMALL).expect(200);
    expect(await office.db.decision.findMany({ where: { caseId } })).toMatchObject([{ decidedBy: 'vita', confirmedBy: null, amountCents: 100_000 }]);
  });

  it.each([
    ['takes the task', (key: string) => at('vita').post(`/api/tasks/${key}/claim`, { version: 1 }), 404],
    ['is handed it by the lead', (key: string) => at('vija').post(`/api/tasks/${key}/assign`, { version: 1, assigneeId: 'vita', note: null }), 403],
    ['opens it', (key: string) => at('vita').get(`/api/tasks/${key}`), 404],
  ])('is never confirmed by who proposed it, who %s', async (_how, act, status) => {
    const { caseId } = await proposed();
    const key = await office.task(caseId, CONFIRM);

    expect((await act(key)).status).toBe(status);
  });

  it('is not confirmed by who proposed it even when the task has become theirs: the act itself refuses, and so does the database', async () => {
    const { caseId } = await proposed();
    const key = await office.task(caseId, { ...CONFIRM, notFor: [] });
    const { version } = (await at('vita').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200)).body;

    await complete('vita', { key, version }, { outcome: 'confirm' }).expect(403);
    await expect(office.db.proposedDecision.updateMany({ where: { caseId }, data: { state: 'confirmed', judgedBy: 'vita' } })).rejects.toThrow();
    expect(await office.db.decision.count({ where: { caseId } })).toBe(0);
  });

  it('of 50 confirmations at once is one decision', async () => {
    const { caseId } = await proposed();
    const task = await takenTask(caseId, 'valdis', CONFIRM);
    const replies = await Promise.all(Array.from({ length: 50 }, () => complete('valdis', task, { outcome: 'confirm' })));

    expect(replies.filter(it => it.status === 200)).toHaveLength(1);
    expect(await office.db.decision.count({ where: { caseId } })).toBe(1);
  });
});

describe('the letter before it is sent', () => {
  const letter = (who: string, key: string, data: object) => at(who).post(`/api/tasks/${key}/letter`, { data });

  it('is the real one, of the form as it stands, and nothing is kept', async () => {
    const caseId = await inProgress();
    const { key } = await takenTask(caseId);
    const reply = await letter('vita', key, SMALL).expect(200);

    expect(reply.headers['content-type']).toContain('application/pdf');
    expect(Buffer.from(reply.body).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await office.db.document.count({ where: { caseId } })).toBe(0);
    expect(await office.db.decision.count({ where: { caseId } })).toBe(0);
    expect(await office.db.auditEntry.count({ where: { caseId, did: 'document.look', actor: 'vita' } })).toBe(1);
  });

  it('is shown to whoever confirms', async () => {
    const { caseId } = await proposed();
    const { key } = await takenTask(caseId, 'valdis', CONFIRM);

    await letter('valdis', key, {}).expect(200);
    await letter('liga', key, {}).expect(403);
  });

  it.each([
    [{ outcome: 'clarify' }, 422],
    [{ outcome: 'grant', grounds: [] }, 422],
  ])('says what is missing of %j', async (data, status) => {
    const caseId = await inProgress();
    const { key } = await takenTask(caseId);
    await letter('vita', key, data).expect(status);
  });
});
