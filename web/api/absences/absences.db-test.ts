import { beforeEach, describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { attend, escalateUnattended } from './unattended.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);
const deps = () => ({ db: office.db, now: office.now, outbox: { kick: () => {} } });

type Days = { fromOn?: string; toOn?: string; covers?: string; substituteId?: string | null; note?: string };
const enter = (who: string, userId: string, days: Days = {}) => at(who).post('/api/absences', { userId, fromOn: '2026-11-02', toOn: '2026-11-06', ...days });
const codesOf = (body: { faults?: { path: string; code: string }[] }) => (body.faults ?? []).map(it => `${it.path} ${it.code}`);
const mineOf = async (who: string) => (await at(who).get('/api/tasks?queue=mine&limit=100').expect(200)).body.tasks;
const nobodyOf = (caseId: string) => office.db.escalation.findMany({ where: { caseId, kind: 'nobody' } });

beforeEach(async () => {
  office.moveTo('2026-11-02T08:00:00Z');
  await office.db.absence.deleteMany();
  await office.db.task.updateMany({ data: { onBehalfOfId: null } });
});

describe('an absence', () => {
  it('is entered by the person or the lead, and shows in the calendar of the team', async () => {
    await enter('valdis', 'vita').expect(403);
    await enter('karlis', 'vita').expect(403);
    const { body } = await enter('vita', 'vita', { substituteId: 'valdis', note: 'Pie ārsta' }).expect(201);
    await enter('vija', 'valdis', { fromOn: '2026-12-01', toOn: '2026-12-02' }).expect(201);

    expect(body).toMatchObject({ person: { name: 'Vita Zariņa' }, substitute: { name: 'Valdis Krūmiņš' }, note: 'Pie ārsta', may: ['change', 'cancel'] });
    const seen = (await at('valdis').get('/api/absences?from=2026-11-01&to=2026-11-30').expect(200)).body;
    expect(seen.absences).toMatchObject([{ person: { id: 'vita' }, note: null, may: [] }]);
    expect(seen.mayEnterFor).toEqual(['valdis']);
    expect((await at('liga').get('/api/absences?from=2026-11-01&to=2026-11-30').expect(200)).body.absences).toEqual([]);
    expect((await at('vita').get('/api/my/absences').expect(200)).body.absences).toHaveLength(1);
  });

  it.each([
    [{ fromOn: '2026-11-07' }, ['toOn before-from']],
    [{ fromOn: '2026-10-01', toOn: '2026-10-02' }, ['toOn past']],
    [{ toOn: '2029-01-01' }, ['toOn too-long']],
    [{ substituteId: 'vita' }, ['substituteId self']],
    [{ substituteId: 'pavels' }, ['substituteId option']],
    [{ covers: 'service:nowhere' }, ['covers option']],
  ])('%o is refused: %o', async (days: Days, codes) => {
    const { body } = await enter('vita', 'vita', days).expect(422);
    expect(codesOf(body)).toEqual(codes);
  });

  it('does not overlap another with the same filter, in any way one may try', async () => {
    await enter('vita', 'vita').expect(201);
    expect(codesOf((await enter('vita', 'vita', { fromOn: '2026-11-06', toOn: '2026-11-09' }).expect(422)).body)).toEqual(['fromOn overlap']);
    await enter('vita', 'vita', { covers: 'kind:complaint' }).expect(201);
    await enter('vita', 'vita', { fromOn: '2026-11-07', toOn: '2026-11-09' }).expect(201);
    const [row] = await office.db.absence.findMany({ where: { userId: 'vita', covers: 'all' } });
    await expect(office.db.absence.create({ data: { ...row!, id: '0192f0f0-0000-7000-8000-000000000001' } })).rejects.toThrow(/absence_no_overlap/);
  });

  it('never makes substitutes go in a circle, also when two enter at once', async () => {
    const replies = await Promise.all([enter('vita', 'vita', { substituteId: 'valdis' }), enter('valdis', 'valdis', { substituteId: 'vita' })]);

    expect(replies.map(it => it.status).sort()).toEqual([201, 422]);
    expect(codesOf(replies.find(it => it.status === 422)!.body)).toEqual(['substituteId circle']);
  });

  it('is changed under its version and ended on the day; what has passed stays on record', async () => {
    const { body } = await enter('vita', 'vita').expect(201);
    await at('vita').put(`/api/absences/${body.id}`, { fromOn: '2026-11-02', toOn: '2026-11-04', version: 7 }).expect(409);
    const changed = (await at('vita').put(`/api/absences/${body.id}`, { fromOn: '2026-11-02', toOn: '2026-11-09', version: 1 }).expect(200)).body;
    office.moveTo('2026-11-04T08:00:00Z');
    await at('vita').delete(`/api/absences/${body.id}?version=${changed.version}`).expect(200);

    expect((await office.db.absence.findUniqueOrThrow({ where: { id: body.id } })).toOn.toISOString()).toContain('2026-11-03');
    expect((await at('vita').get('/api/my/absences')).body.absences).toMatchObject([{ toOn: '2026-11-03', may: [] }]);
  });
});

describe('B for A', () => {
  it('work handed to somebody away goes to the one at the end of the chain, who is told', async () => {
    await enter('vita', 'vita', { substituteId: 'vija' }).expect(201);
    await enter('vija', 'vija', { substituteId: 'viesturs' }).expect(201);
    const { key, version } = await takenTask(await inProgress(), 'valdis');
    const { people } = (await at('valdis').get(`/api/tasks/${key}/receivers`).expect(200)).body;
    expect(people.find((it: { id: string }) => it.id === 'vita').away).toMatchObject({ untilOn: '2026-11-06', standIn: { id: 'viesturs' } });
    const { body } = await at('valdis').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'vita', note: 'Lūdzu' }).expect(200);

    expect(body).toMatchObject({ assignee: { id: 'viesturs' }, onBehalfOf: { id: 'vita' }, handOver: { for: { name: 'Vita Zariņa' } } });
    expect((await mineOf('viesturs')).map((it: { key: string }) => it.key)).toContain(key);
    expect((await office.db.task.findUniqueOrThrow({ where: { key } })).onBehalfOfId).toBe('vita');
  });

  it('open work of the one away shows with the substitute, to be taken; only to them', async () => {
    const { key } = await takenTask(await inProgress());
    await enter('vita', 'vita', { substituteId: 'valdis' }).expect(201);
    const line = (await mineOf('valdis')).find((it: { key: string }) => it.key === key);
    expect(line).toMatchObject({ assignee: { id: 'vita' }, standIn: { id: 'valdis', name: 'Valdis Krūmiņš' } });
    expect((await mineOf('vija')).map((it: { key: string }) => it.key)).not.toContain(key);

    const { version } = (await at('valdis').get(`/api/tasks/${key}`).expect(200)).body;
    await at('vija').post(`/api/tasks/${key}/stand-in`, { version }).expect(403);
    const { body } = await at('valdis').post(`/api/tasks/${key}/stand-in`, { version }).expect(200);
    expect(body).toMatchObject({ assignee: { id: 'valdis' }, onBehalfOf: { id: 'vita' }, standIn: null });
  });

  it('is over when the day is: nothing is shown to the substitute any more', async () => {
    const { key } = await takenTask(await inProgress());
    await enter('vita', 'vita', { substituteId: 'valdis' }).expect(201);
    office.moveTo('2026-11-07T08:00:00Z');
    await attend(deps(), { team: 'vsaa' });
    expect((await mineOf('valdis')).map((it: { key: string }) => it.key)).not.toContain(key);
  });

  it('goes by kind: the substitute for complaints does not see the rest', async () => {
    const { key } = await takenTask(await inProgress());
    await enter('vita', 'vita', { covers: 'kind:complaint', substituteId: 'valdis' }).expect(201);
    expect((await mineOf('valdis')).map((it: { key: string }) => it.key)).not.toContain(key);
    await enter('vita', 'vita', { covers: 'service:made-up-permit', substituteId: 'valdis' }).expect(201);
    expect((await mineOf('valdis')).map((it: { key: string }) => it.key)).toContain(key);
  });

  it('comes back, if asked, where it has not been begun', async () => {
    const [begun, fresh] = [await takenTask(await inProgress()), await takenTask(await inProgress())];
    const absence = (await enter('vita', 'vita', { substituteId: 'valdis' }).expect(201)).body;
    for (const { key, version } of [begun, fresh]) await at('valdis').post(`/api/tasks/${key}/stand-in`, { version }).expect(200);
    await at('valdis')
      .put(`/api/drafts/task:${begun.key}`, { data: { reason: 'Sāku' }, version: 0 })
      .expect(200);
    const { body } = await at('vita').delete(`/api/absences/${absence.id}?version=1&takeBack=true`).expect(200);

    expect(body.takenBack).toBe(1);
    const holders = await office.db.task.findMany({
      where: { key: { in: [begun.key, fresh.key] } },
      select: { key: true, assigneeId: true, onBehalfOfId: true },
    });
    expect(holders).toContainEqual({ key: begun.key, assigneeId: 'valdis', onBehalfOfId: 'vita' });
    expect(holders).toContainEqual({ key: fresh.key, assigneeId: 'vita', onBehalfOfId: null });
  });
});

describe('nobody left to take it', () => {
  it('is escalated at once and exactly once, however many programs look', async () => {
    const caseId = await inProgress();
    await takenTask(caseId);
    await enter('vita', 'vita').expect(201);

    expect(await nobodyOf(caseId)).toHaveLength(1);
    expect(await Promise.all([1, 2, 3].map(() => escalateUnattended(deps(), { team: 'vsaa' })))).toEqual([0, 0, 0]);
    const messages = (await office.db.outbox.findMany({ where: { caseId } })).filter(it => (it.payload as { name?: string }).name === 'escalate');
    expect(messages).toHaveLength(1);
    expect(await office.db.case.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({ escalated: true });
  });

  it('also when work is handed to somebody whose chain ends with nobody', async () => {
    const caseId = await inProgress();
    await enter('vita', 'vita', { substituteId: 'valdis' }).expect(201);
    await enter('valdis', 'valdis').expect(201);
    const { key, version } = await takenTask(caseId, 'vija');
    const { body } = await at('vija').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'vita' }).expect(200);

    expect(body.assignee).toBeNull();
    expect(await nobodyOf(caseId)).toMatchObject([{ team: 'vsaa', to: 'vsaa/team-lead', kind: 'nobody' }]);
  });

  it('and when all of a team and role are away, for work nobody has', async () => {
    const caseId = await inProgress();
    await office.task(caseId, { processId: 'made-up-permit', elementId: 'Task_DecidePermit', formId: 'decide-permit' });
    for (const who of ['vita', 'valdis', 'vija']) await enter(who, who, { covers: 'kind:service-request' }).expect(201);
    expect(await nobodyOf(caseId)).toHaveLength(0);
    await enter('viesturs', 'viesturs').expect(201);
    expect(await nobodyOf(caseId)).toHaveLength(1);
  });

  it('a substitute who may not do the work is nobody: standing in gives no rights', async () => {
    const caseId = await inProgress();
    const { key, version } = await takenTask(caseId, 'vita');
    await at('mara').get('/api/me').expect(200);
    await enter('valdis', 'valdis', { substituteId: 'mara' }).expect(201);
    await at('vita').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'valdis' }).expect(200);
    expect(await nobodyOf(caseId)).toHaveLength(1);
  });
});
