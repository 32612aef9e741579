import { describe, expect, it } from '@jest/globals';
import { DECIDE, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);

const keysIn = async (who: string, queue: string) =>
  (await at(who).get(`/api/tasks?queue=${queue}&limit=100`).expect(200)).body.tasks.map((it: { key: string }) => it.key);
const noticesOf = async (who: string) => (await at(who).get('/api/my/staff-notices').expect(200)).body.notices;
const get = async (who: string, key: string) => (await at(who).get(`/api/tasks/${key}`).expect(200)).body;

/** A task Vita has handed to Valdis. */
async function handed(note: string | null = 'Šo ģimeni Tu pazīsti') {
  const caseId = await inProgress();
  const { key, version } = await takenTask(caseId);
  const { body } = await at('vita').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'valdis', note }).expect(200);
  return { caseId, key, version: body.version as number };
}

describe('a task handed over', () => {
  it('to a colleague is theirs, with the note, and the giver follows it', async () => {
    const { key, caseId } = await handed();
    const seen = await get('valdis', key);

    expect(seen).toMatchObject({
      assignee: { id: 'valdis' },
      handOver: { from: { name: 'Vita Zariņa' }, note: 'Šo ģimeni Tu pazīsti', takenAt: null },
      may: expect.arrayContaining(['give-back']),
    });
    expect((await get('valdis', key)).handOver.takenAt).not.toBeNull();
    expect((await noticesOf('valdis'))[0]).toMatchObject({ name: 'handed-over', by: { id: 'vita' }, words: 'Šo ģimeni Tu pazīsti', case: { id: caseId } });
    expect(await office.db.task.count({ where: { key, handOvers: { some: { fromId: 'vita', returnedAt: null } } } })).toBe(1);
  });

  it('is given back with a reason, once', async () => {
    const { key, version } = await handed();
    await at('vita').post(`/api/tasks/${key}/give-back`, { version, reason: 'Nē' }).expect(400);
    await at('vita').post(`/api/tasks/${key}/give-back`, { version, reason: 'Nav manējais' }).expect(403);
    const replies = await Promise.all([1, 2].map(() => at('valdis').post(`/api/tasks/${key}/give-back`, { version, reason: 'Esmu radinieks' })));

    expect(replies.map(it => it.status).sort()).toEqual([200, 409]);
    expect(await get('vita', key)).toMatchObject({ assignee: { id: 'vita' }, handOver: null });
    expect((await noticesOf('vita'))[0]).toMatchObject({ name: 'handed-back', words: 'Esmu radinieks' });
    expect(await office.db.handOver.findFirstOrThrow({ where: { taskKey: key } })).toMatchObject({ returnReason: 'Esmu radinieks' });
  });

  it('on and on goes back the way it came', async () => {
    const { key, version } = await handed(null);
    const on = (await at('valdis').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'vija' }).expect(200)).body;
    const back = (await at('vija').post(`/api/tasks/${key}/give-back`, { version: on.version, reason: 'Nav mans' }).expect(200)).body;
    expect(back.assignee.id).toBe('valdis');
    const home = (await at('valdis').post(`/api/tasks/${key}/give-back`, { version: back.version, reason: 'Nav arī mans' }).expect(200)).body;
    expect(home.assignee.id).toBe('vita');
  });

  it('to a team the diagram names is that team’s; the giver still sees it; anybody there may take or return it', async () => {
    const caseId = await inProgress();
    const { key, version } = await takenTask(caseId);
    const { teams } = (await at('vita').get(`/api/tasks/${key}/receivers`).expect(200)).body;
    expect(teams.map((it: { id: string }) => it.id)).toEqual(['kac']);
    await at('vita').post(`/api/tasks/${key}/assign`, { version, team: 'pmlp' }).expect(403);
    await at('vita').post(`/api/tasks/${key}/assign`, { version }).expect(422);
    const there = (await at('vita').post(`/api/tasks/${key}/assign`, { version, team: 'kac', note: 'Lūdzu, noskaidrojiet adresi' }).expect(200)).body;

    expect(there).toMatchObject({ team: 'kac', role: 'kac-specialist', assignee: null });
    expect(await keysIn('liga', 'unassigned')).toContain(key);
    expect(await keysIn('valdis', 'team')).not.toContain(key);
    expect((await get('vita', key)).may).toEqual([]);
    await at('valdis').get(`/api/tasks/${key}`).expect(404);
    const back = (await at('liga').post(`/api/tasks/${key}/give-back`, { version: there.version, reason: 'Lemj VSAA' }).expect(200)).body;
    expect(back).toMatchObject({ team: 'vsaa', role: 'specialist', assignee: { id: 'vita' } });
  });

  it('with the same key is handed over once', async () => {
    const { key, version } = await takenTask(await inProgress());
    const hand = () => at('vita').post(`/api/tasks/${key}/assign`, { version, assigneeId: 'valdis' }, `hand ${key}`);
    const replies = [await hand(), await hand()];

    expect(replies.map(it => it.status)).toEqual([200, 200]);
    expect(await office.db.handOver.count({ where: { taskKey: key } })).toBe(1);
  });
});

describe('a task taken over', () => {
  const draft = (who: string, key: string, data: object) => at(who).put(`/api/drafts/task:${key}`, { data }).expect(200);

  it('needs a reason; the former one is told at once and keeps the draft, which the new one may read', async () => {
    const { key, version } = await takenTask(await inProgress());
    await draft('vita', key, { reason: 'Puse uzrakstīta' });
    await at('valdis').post(`/api/tasks/${key}/take-over`, { version, reason: '' }).expect(400);
    const { body } = await at('valdis').post(`/api/tasks/${key}/take-over`, { version, reason: 'Vita ir slima' }).expect(200);

    expect(body.assignee.id).toBe('valdis');
    expect((await noticesOf('vita'))[0]).toMatchObject({ name: 'taken-over', by: { name: 'Valdis Krūmiņš' }, words: 'Vita ir slima', task: { key } });
    const { drafts } = (await at('valdis').get(`/api/tasks/${key}/drafts`).expect(200)).body;
    expect(drafts).toMatchObject([{ person: { id: 'vita' }, data: { reason: 'Puse uzrakstīta' } }]);
    expect((await at('vita').get(`/api/drafts/task:${key}`)).body.draft.data).toEqual({ reason: 'Puse uzrakstīta' });
  });

  it('is not by others than the team, and by one of two at once', async () => {
    const { key, version } = await takenTask(await inProgress());
    const take = (who: string) => at(who).post(`/api/tasks/${key}/take-over`, { version, reason: 'Steidzami' });
    expect((await take('liga')).status).toBe(403);
    expect((await take('pavels')).status).toBe(404);
    expect((await take('vita')).status).toBe(403);
    expect((await Promise.all([take('valdis'), take('vija')])).map(it => it.status).sort()).toEqual([200, 409]);
  });

  it('is read by the former one, who then has nothing more to read', async () => {
    const { key, version } = await takenTask(await inProgress());
    await at('valdis').post(`/api/tasks/${key}/take-over`, { version, reason: 'Pārņemu' }).expect(200);
    const [notice] = await noticesOf('vita');
    await at('valdis').put(`/api/my/staff-notices/${notice.id}/read`).expect(404);
    await at('vita').put(`/api/my/staff-notices/${notice.id}/read`).expect(204);
    expect((await noticesOf('vita')).map((it: { id: string }) => it.id)).not.toContain(notice.id);
  });

  it('was never handed over by who took it: it is in nobody’s queue of such', async () => {
    const { key, version } = await takenTask(await inProgress());
    await at('valdis').post(`/api/tasks/${key}/take-over`, { version, reason: 'Pārņemu' }).expect(200);
    expect(await office.db.handOver.count({ where: { taskKey: key, fromId: { not: null } } })).toBe(0);
    expect((await get('valdis', key)).may).not.toContain('give-back');
  });
});

it('a released task of another team goes on in that team', async () => {
  const { key, version } = await takenTask(await inProgress(), 'vita', DECIDE);
  const there = (await at('vita').post(`/api/tasks/${key}/assign`, { version, team: 'kac' }).expect(200)).body;
  const taken = (await at('liga').post(`/api/tasks/${key}/claim`, { version: there.version }).expect(200)).body;
  expect(taken.handOver.takenAt).not.toBeNull();
  const free = (await at('liga').post(`/api/tasks/${key}/release`, { version: taken.version }).expect(200)).body;
  expect(free).toMatchObject({ team: 'kac', assignee: null });
});
