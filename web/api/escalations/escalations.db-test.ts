import { describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { recordEscalation } from '../cases/steps/deadline.ts';
import { raise } from './raise.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);
const MANAGE = { processId: 'application', elementId: 'Task_ManageEscalation', formId: 'manage-escalation', role: 'team-lead' };

/** A case escalated by Vita, its management task with Vija. */
async function escalated() {
  const caseId = await inProgress();
  const work = await takenTask(caseId, 'vita');
  await at('vita').post(`/api/cases/${caseId}/escalations`, { reason: 'Nav skaidrs, kas lemj' }).expect(201);
  const { escalationId } = await office.step(recordEscalation, { caseId, reasonKind: 'manual' as const });
  const manage = await takenTask(caseId, 'vija', MANAGE);
  await office.db.task.update({ where: { key: manage.key }, data: { variables: { escalationId } } });
  const decide = (data: object) => at('vija').post(`/api/tasks/${manage.key}/complete`, { version: manage.version, data: { reason: 'Tā vajag', ...data } });
  return { caseId, work, manage, decide, escalationId };
}
const recordOf = async (caseId: string) =>
  (await at('vija').get(`/api/cases/${caseId}/escalations`).expect(200)).body.escalations.filter((it: { type: string }) => it.type === 'hierarchical');

describe('the record of escalations', () => {
  it('keeps type, from, to, reason and times of both kinds', async () => {
    const { caseId, manage } = await escalated();
    const { escalations } = (await at('vita').get(`/api/cases/${caseId}/escalations`).expect(200)).body;

    expect(escalations).toMatchObject([
      { type: 'functional', kind: 'execution', to: { id: 'vsaa' }, from: { agency: { id: 'kac' } } },
      {
        type: 'hierarchical',
        kind: 'manual',
        from: { person: { id: 'vita' } },
        to: { id: 'vsaa' },
        reason: 'Nav skaidrs, kas lemj',
        decision: null,
        task: { key: manage.key },
      },
    ]);
    await at('anna').get(`/api/cases/${caseId}/escalations`).expect(403);
  });

  it('says which message of several is which escalation: the oldest the engine has not heard of', async () => {
    const caseId = await inProgress();
    const it = await office.db.case.findUniqueOrThrow({ where: { id: caseId } });
    const linked = await inProgress();
    const ids: (string | null)[] = [];
    for (const kind of ['complaint', 'manual'] as const) {
      office.moveTo(new Date(office.now().getTime() + 1000).toISOString());
      ids.push(
        await office.db.$transaction(tx =>
          raise(tx, { it, kind, from: 'liga', reason: 'Gari gaidīts', at: office.now(), ...(kind === 'complaint' && { linkedCaseId: linked }) }),
        ),
      );
    }
    const heard = [];
    for (const _ of ids) heard.push((await office.step(recordEscalation, { caseId, reasonKind: 'manual' as const })).escalationId);

    expect(heard).toEqual(ids);
    expect(await recordOf(caseId)).toMatchObject([{ kind: 'complaint', linkedCase: { id: linked } }, { kind: 'manual' }]);
  });

  it('lists what is open for leads of the team and of the owner, the oldest first; nobody else', async () => {
    const { escalationId } = await escalated();
    const idsOf = async (who: string) => (await at(who).get('/api/escalations?limit=100').expect(200)).body.escalations.map((it: { id: string }) => it.id);

    expect(await idsOf('viesturs')).toContain(escalationId);
    expect(await idsOf('karlis')).toContain(escalationId);
    await at('vita').get('/api/escalations').expect(403);
    const ats = (await at('viesturs').get('/api/escalations?limit=100')).body.escalations.map((it: { at: string }) => it.at);
    expect(ats).toEqual([...ats].sort());
  });
});

describe('the lead decides', () => {
  it('to give the work to a colleague, who gets all of it; the former one is told', async () => {
    const { caseId, work, decide } = await escalated();
    await decide({ outcome: 'reassign', assigneeId: 'pavels' }).expect(422);
    await decide({ outcome: 'reassign', assigneeId: 'valdis' }).expect(200);

    expect(await office.db.task.findUniqueOrThrow({ where: { key: work.key } })).toMatchObject({ assigneeId: 'valdis' });
    expect(await recordOf(caseId)).toMatchObject([
      { decision: { what: 'reassign', person: { id: 'valdis' }, by: { id: 'vija' }, note: 'Tā vajag' }, task: null },
    ]);
    expect((await at('vita').get('/api/my/staff-notices')).body.notices[0]).toMatchObject({ name: 'taken-over', by: { id: 'vija' } });
  });

  it('to give it to another team of the case, or back to the own one', async () => {
    const { caseId, work, decide } = await escalated();
    await decide({ outcome: 'reassign', assigneeId: 'team:pmlp' }).expect(422);
    await decide({ outcome: 'reassign', assigneeId: 'team:kac' }).expect(200);
    expect(await office.db.task.findUniqueOrThrow({ where: { key: work.key } })).toMatchObject({ team: 'kac', role: 'kac-specialist', assigneeId: null });
    expect((await recordOf(caseId))[0].decision).toMatchObject({ what: 'reassign', team: { id: 'kac' }, person: null });
  });

  it('to take it over', async () => {
    const { work, decide } = await escalated();
    await decide({ outcome: 'take-over' }).expect(200);
    expect(await office.db.task.findUniqueOrThrow({ where: { key: work.key } })).toMatchObject({ assigneeId: 'vija' });
  });

  it('to instruct: the worker acknowledges before the task can be finished, and the lead hears it', async () => {
    const { caseId, work, decide } = await escalated();
    await decide({ outcome: 'instruct', reason: 'Lemj VSAA' }).expect(200);
    const { version } = (await at('vita').get(`/api/tasks/${work.key}`)).body;
    const refuse = { outcome: 'refuse', grounds: ['address-unknown'], reason: 'Adreses nav' };
    expect((await at('vita').post(`/api/tasks/${work.key}/complete`, { version, data: refuse }).expect(409)).body.slug).toBe('not-acknowledged');
    const { instructions, mayAcknowledge } = (await at('vita').get(`/api/tasks/${work.key}/instructions`).expect(200)).body;
    expect({ words: instructions[0].words, mayAcknowledge }).toEqual({ words: 'Lemj VSAA', mayAcknowledge: true });
    await at('valdis').put(`/api/tasks/${work.key}/instructions/${instructions[0].id}/acknowledged`).expect(403);
    await at('vita').put(`/api/tasks/${work.key}/instructions/${instructions[0].id}/acknowledged`).expect(204);
    await at('vita').put(`/api/tasks/${work.key}/instructions/${instructions[0].id}/acknowledged`).expect(204);

    await at('vita').post(`/api/tasks/${work.key}/complete`, { version, data: refuse }).expect(200);
    expect((await at('vija').get('/api/my/staff-notices')).body.notices.filter((it: { name: string }) => it.name === 'acknowledged')).toHaveLength(1);
    expect((await recordOf(caseId))[0].instruction).toMatchObject({ acknowledgedBy: { id: 'vita' } });
  });

  it('once, however many press at once', async () => {
    const { caseId, decide } = await escalated();
    const replies = await Promise.all(Array.from({ length: 20 }, () => decide({ outcome: 'take-over' })));
    expect(replies.filter(it => it.status === 200)).toHaveLength(1);
    expect(await office.db.caseEvent.count({ where: { caseId, name: 'escalation-decided' } })).toBe(1);
  });
});
