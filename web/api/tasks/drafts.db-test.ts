import { describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);

const type = (who: string, taskKey: string, data: object) => at(who).put(`/api/drafts/task:${taskKey}`, { data });

describe('two people in one form', () => {
  it('whoever takes the task over sees what the other typed; finishing it loses none of it', async () => {
    // given: Vita types, the lead takes the work and hands it to Valdis
    const caseId = await inProgress();
    const { key, version } = await takenTask(caseId);
    await type('vita', key, { outcome: 'refuse', reason: 'Žogs jau stāv.' }).expect(200);
    await at('vija').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'valdis', note: null }).expect(200);

    // when
    const { body } = await at('valdis').get(`/api/tasks/${key}/drafts`).expect(200);

    // then
    expect(body.drafts).toMatchObject([{ person: { id: 'vita', name: 'Vita Zariņa' }, data: { reason: 'Žogs jau stāv.' }, version: 1 }]);

    // when Valdis decides otherwise
    const data = { outcome: 'grant', grounds: ['address-known'], amountCents: 100, reason: 'Žoga vairs nav.' };
    await type('valdis', key, data).expect(200);
    // as he first saw it, the task was hers: who comes second overwrites nothing
    await at('valdis').post(`/api/tasks/${key}/complete`, { version, data }).expect(409);
    await at('valdis')
      .post(`/api/tasks/${key}/complete`, { version: version + 1, data })
      .expect(200);

    // then what Vita typed is still hers, and his own draft has done its work
    expect((await at('vita').get(`/api/drafts/task:${key}`)).body.draft.data).toEqual({ outcome: 'refuse', reason: 'Žogs jau stāv.' });
    expect((await at('valdis').get(`/api/drafts/task:${key}`)).body.draft).toBeNull();
  });

  it('is for those who may do the task, and is a look', async () => {
    const caseId = await inProgress();
    const { key } = await takenTask(caseId);
    await type('vita', key, { reason: 'Jā.' }).expect(200);

    await at('liga').get(`/api/tasks/${key}/drafts`).expect(403);
    await at('pavels').get(`/api/tasks/${key}/drafts`).expect(404);
    expect((await at('vita').get(`/api/tasks/${key}/drafts`).expect(200)).body).toEqual({ drafts: [] });
    await at('valdis').get(`/api/tasks/${key}/drafts`).expect(200);
    await at('valdis').get(`/api/tasks/${key}/drafts`).expect(200);

    const looks = await office.db.auditEntry.findMany({ where: { caseId, did: 'task.drafts' }, select: { actor: true, purpose: true } });
    expect(looks).toEqual([{ actor: 'valdis', purpose: 'handling' }]);
  });
});
