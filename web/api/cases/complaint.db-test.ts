import { beforeEach, describe, expect, it } from '@jest/globals';
import { useDesks, QUESTION } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { writeTasks } from '../journal/write.ts';
import { routeComplaint } from './steps/complaint.ts';
import { recordEscalation } from './steps/deadline.ts';
import { handOverCase, recordClassification, registerApplication } from './steps/front-office.ts';

const office = useOffice();
const { at, submit, inProgress, takenTask } = useDesks(office);
const EXAMINE = { processId: 'complaint', elementId: 'Task_ExamineComplaint', formId: 'examine-complaint' };
const MANAGE = { processId: 'application', elementId: 'Task_ManageEscalation', formId: 'manage-escalation', role: 'team-lead' };
const HAND_OUT = { processId: 'application', elementId: 'Task_HandOut', formId: 'hand-out-result', team: 'kac', role: 'kac-specialist' };
const CLASSIFY = { processId: 'application', elementId: 'Task_Classify', formId: 'classify', team: 'kac', role: 'kac-specialist' };

/** A complaint about a worker, with VSAA, as far as level 2. */
async function complaintAbout(worker: string, holder = 'vsaa'): Promise<string> {
  const { id: clientId } = await office.db.client.findFirstOrThrow({ where: { givenName: 'Anna' } });
  const who = worker === 'liga' ? 'karlis' : 'liga';
  const about = { subject: 'Darbinieks nebija laipns', complainedOfUserId: worker, holder, onBehalf: { clientId, channel: 'counter' } };
  const { id } = await submit(who, { kind: 'complaint', serviceId: null, data: {}, ...about });
  await office.step(registerApplication, { caseId: id });
  await office.step(recordClassification, { caseId: id, kind: 'complaint', impact: 'one', urgency: 'medium', by: 'table' });
  await office.step(handOverCase, { caseId: id });
  await office.step(routeComplaint, { caseId: id });
  return id;
}
const assigneeOf = async (key: string) => (await office.db.task.findUniqueOrThrow({ where: { key } })).assigneeId;

beforeEach(async () => {
  office.moveTo('2026-11-02T08:00:00Z');
  await office.db.absence.deleteMany();
});

describe('a complaint never goes to the one complained of', () => {
  it('not by hand-over, nor to be chosen for it', async () => {
    const { key, version } = await takenTask(await complaintAbout('vita'), 'valdis', EXAMINE);
    const { body } = await at('valdis').get(`/api/tasks/${key}/receivers`).expect(200);
    expect(JSON.stringify(body)).toContain('vija');
    expect(JSON.stringify(body)).not.toContain('"vita"');
    await at('valdis').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'vita', note: null }).expect(403);
    expect(await assigneeOf(key)).toBe('valdis');
  });

  it('not as the substitute of whoever has it', async () => {
    const { key, version } = await takenTask(await complaintAbout('vita'), 'vija', EXAMINE);
    const days = { fromOn: '2026-11-02', toOn: '2026-11-06', covers: 'all', substituteId: 'vita' };
    await at('valdis')
      .post('/api/absences', { userId: 'valdis', ...days })
      .expect(201);
    // when: handed to Valdis, whose place Vita takes
    await at('vija').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'valdis', note: null });

    expect(await assigneeOf(key)).not.toBe('vita');
    const task = await office.db.task.findUniqueOrThrow({ where: { key } });
    expect([task.standInId, task.onBehalfOfId]).not.toContain('vita');
    await at('vita').get(`/api/tasks/${key}`).expect(404);
    await at('vita').post(`/api/tasks/${key}/stand-in`, { version: task.rowVersion }).expect(404);
  });

  it('not by a hand-over of many', async () => {
    const key = await office.task(await complaintAbout('vita'), EXAMINE);
    const { id } = (
      await at('vija')
        .post('/api/bulk', { act: { name: 'assign', assigneeId: 'vita', note: null }, targets: [key] })
        .expect(201)
    ).body;
    await office.useCases.bulk.runner.idle();

    expect((await at('vija').get(`/api/bulk/${id}`).expect(200)).body.counts).toMatchObject({ done: 0, refused: 1 });
    expect(await assigneeOf(key)).toBeNull();
  });

  it('not by what management decides, and never to a lead complained of', async () => {
    const caseId = await complaintAbout('vita');
    const work = await takenTask(caseId, 'valdis', EXAMINE);
    await at('valdis').post(`/api/cases/${caseId}/escalations`, { reason: 'Nav skaidrs, kas lemj' }).expect(201);
    const { escalationId } = await office.step(recordEscalation, { caseId, reasonKind: 'manual' as const });
    const manage = await takenTask(caseId, 'vija', MANAGE);
    await office.db.task.update({ where: { key: manage.key }, data: { variables: { escalationId } } });
    const decide = (data: object) => at('vija').post(`/api/tasks/${manage.key}/complete`, { version: manage.version, data: { reason: 'Tā vajag', ...data } });
    await decide({ outcome: 'reassign', assigneeId: 'vita' }).expect(422);
    expect(await assigneeOf(work.key)).toBe('valdis');

    // a complaint about the lead: neither the task nor the escalation is there for her
    const aboutLead = await complaintAbout('vija');
    await takenTask(aboutLead, 'valdis', EXAMINE);
    await at('valdis').post(`/api/cases/${aboutLead}/escalations`, { reason: 'Vajag vadītāja lēmumu' }).expect(201);
    const key = await office.task(aboutLead, MANAGE);
    const open = async (who: string) =>
      (await at(who).get('/api/escalations?limit=100').expect(200)).body.escalations.map((it: { case: { id: string } }) => it.case.id);
    expect(await open('viesturs')).toContain(aboutLead);
    expect(await open('vija')).not.toContain(aboutLead);
    await at('vija').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(404);
    await at('viesturs').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200);
  });

  it('not by handing out its result', async () => {
    const caseId = await complaintAbout('liga');
    const key = await office.task(caseId, HAND_OUT);
    await at('liga').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(404);
    await at('karlis').post(`/api/tasks/${key}/assign`, { version: 1, assigneeId: 'liga', note: null }).expect(403);
    await at('karlis').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200);
  });

  it('not by classification: nobody classifies a complaint about themselves, and who is named lets go of the case', async () => {
    const { id } = await submit('anna', { ...QUESTION, kind: 'complaint' });
    await office.step(registerApplication, { caseId: id });
    const other = await takenTask(id, 'karlis', HAND_OUT);
    const { key, version } = await takenTask(id, 'liga', CLASSIFY);
    const said = { outcome: 'classified', kind: 'complaint', holder: 'vsaa', impact: 'one', urgency: 'medium', reason: 'Sūdzība par darbinieku' };
    const classify = (complainedOfUserId: string) => at('liga').post(`/api/tasks/${key}/complete`, { version, data: { ...said, complainedOfUserId } });

    const { body } = await classify('liga').expect(422);
    expect(body.faults).toEqual([expect.objectContaining({ path: 'complainedOfUserId' })]);
    await classify('karlis').expect(200);
    expect(await assigneeOf(other.key)).toBeNull();
    await at('karlis').get(`/api/cases/${id}`).expect(404);
  });
});

describe('a complaint about handling is a hierarchical escalation', () => {
  /** A case somebody has had in hand, complained about by its client. */
  async function handled(worker: string) {
    const about = await inProgress();
    await takenTask(about, worker);
    const { id } = await submit('anna', { kind: 'complaint', serviceId: null, data: {}, subject: 'Neviens neatbild', aboutCaseId: about });
    await office.step(registerApplication, { caseId: id });
    await office.step(recordClassification, { caseId: id, kind: 'complaint', impact: 'one', urgency: 'medium', by: 'table' });
    await office.step(handOverCase, { caseId: id });
    await office.step(routeComplaint, { caseId: id });
    const { escalationId } = await office.step(recordEscalation, { caseId: about, reasonKind: 'manual' as const });
    return { about, id, escalationId };
  }
  /** The management task as the journal brings it. */
  async function managed(caseId: string, escalationId: string, team = 'vsaa') {
    const elementKey = `e${Math.random()}`;
    const timing = { key: elementKey, caseId, runKey: '1', processId: 'application', version: 1, elementId: 'Task_ManageEscalation', type: 'USER_TASK' };
    await office.db.elementTiming.create({ data: { ...timing, enteredAt: office.now(), variables: { escalationId } } });
    const task = {
      key: String(Math.floor(Math.random() * 1e15)),
      caseId,
      runKey: '1',
      processId: 'application',
      version: 1,
      elementId: 'Task_ManageEscalation',
    };
    const made = { ...task, ...{ titleLv: '-', titleEn: '-', team, role: 'team-lead', level: 2, act: 'escalation-decision', elementKey, at: office.now() } };
    await office.database.sql.begin(tx => writeTasks(tx, { made: [made], ended: [] }));
    return office.db.task.findUniqueOrThrow({ where: { key: task.key } });
  }

  it('recorded with the complaint, once, and decided by a lead who is not complained of', async () => {
    const { about, id, escalationId } = await handled('vija');
    await office.step(routeComplaint, { caseId: id });
    const rows = await office.db.escalation.findMany({ where: { caseId: about, type: 'hierarchical' } });
    expect(rows).toEqual([expect.objectContaining({ id: escalationId, kind: 'complaint', team: 'vsaa', linkedCaseId: id })]);

    const { key, team, notFor } = await managed(about, escalationId);
    expect([team, notFor]).toEqual(['vsaa', ['vija']]);
    await at('vija').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(404);
    await at('viesturs').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200);
    // which complaint it is, the one complained of does not learn
    const linked = async (who: string) =>
      (await at(who).get(`/api/cases/${about}/escalations`).expect(200)).body.escalations.flatMap(
        (it: { linkedCase: { id: string } | null }) => it.linkedCase?.id ?? [],
      );
    expect([await linked('vija'), await linked('viesturs')]).toEqual([[], [id]]);
    const { data } = await office.db.caseEvent.findFirstOrThrow({ where: { caseId: about, name: 'escalated' } });
    const { code } = await office.db.case.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(data)).not.toContain(code);
  });

  it('goes to the lead of the front office where nobody else leads', async () => {
    await office.db.userAccount.update({ where: { id: 'viesturs' }, data: { roles: ['specialist'] } });
    const { about, escalationId } = await handled('vija');
    const { team } = await office.db.escalation.findUniqueOrThrow({ where: { id: escalationId } });
    const task = await managed(about, escalationId);
    await office.db.userAccount.update({ where: { id: 'viesturs' }, data: { roles: ['specialist', 'team-lead'] } });

    expect([team, task.team]).toEqual(['kac', 'kac']);
    await at('karlis').post(`/api/tasks/${task.key}/claim`, { version: 1 }).expect(200);
  });
});
