import { describe, expect, it } from '@jest/globals';
import { cutConnections } from '../../../tests/support/clone.ts';
import { DECIDE, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeBulkRunner } from './runner.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);
const runner = () => office.useCases.bulk.runner;
const NOTE = { name: 'note', body: 'Zvanīts visiem.' };

async function tasks(count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let n = 0; n < count; n += 1) keys.push(await office.task(await inProgress(), DECIDE));
  return keys;
}
async function casesOf(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await submit()).id);
  return ids;
}
const start = async (who: string, act: object, targets: string[], key?: string) => (await at(who).post('/api/bulk', { act, targets }, key).expect(201)).body;
const done = async (who: string, id: string) => {
  await runner().idle();
  return (await at(who).get(`/api/bulk/${id}`).expect(200)).body;
};
const assignees = async (keys: string[]) => {
  const rows = await office.db.task.findMany({ where: { key: { in: keys } } });
  return keys.map(key => rows.find(it => it.key === key)?.assigneeId ?? null);
};

describe('one act on many', () => {
  it('tells beforehand what would be refused, and does nothing yet', async () => {
    const [mine, taken] = await tasks(2);
    await at('valdis').post(`/api/tasks/${taken}/claim`, { version: 1 }).expect(200);

    const { body } = await at('vita')
      .post('/api/bulk-previews', { act: { name: 'claim' }, targets: [mine!, taken!, '999'] })
      .expect(200);

    expect(body).toMatchObject({
      undoable: true,
      items: [
        { target: mine, why: null },
        { target: taken, why: 'not-permitted' },
        { target: '999', code: null, why: 'not-found' },
      ],
    });
    expect(await assignees([mine!])).toEqual([null]);
  });

  it('does each, refuses what is refused for one, and says what came of each', async () => {
    const [one, two, taken] = await tasks(3);
    await at('valdis').post(`/api/tasks/${taken}/claim`, { version: 1 }).expect(200);

    const { id, counts } = await start('vita', { name: 'claim' }, [one!, taken!, two!, '999']);
    expect(counts.waiting).toBe(4);
    const view = await done('vita', id);

    expect(view).toMatchObject({ state: 'done', total: 4, counts: { waiting: 0, done: 2, refused: 2, failed: 0 }, may: ['undo'] });
    expect(view.items.map((it: { state: string; why: string | null }) => [it.state, it.why])).toEqual([
      ['done', null],
      ['refused', 'not-permitted'],
      ['done', null],
      ['refused', 'not-found'],
    ]);
    expect(await assignees([one!, taken!, two!])).toEqual(['vita', 'valdis', 'vita']);
  });

  it('is taken back wherever nobody has changed it since', async () => {
    const [one, two] = await tasks(2);
    const { id } = await start('vita', { name: 'claim' }, [one!, two!]);
    await done('vita', id);
    const { rowVersion: version } = await office.db.task.findUniqueOrThrow({ where: { key: two! } });
    await at('vita').post(`/api/tasks/${two}/release`, { version }).expect(200);
    await at('valdis')
      .post(`/api/tasks/${two}/claim`, { version: version + 1 })
      .expect(200);

    const { body } = await at('vita').post(`/api/bulk/${id}/undo`, {}).expect(201);
    const view = await done('vita', body.id);

    expect(view).toMatchObject({ undoes: id, counts: { done: 1, refused: 1 } });
    expect(await assignees([one!, two!])).toEqual([null, 'valdis']);
    await at('vita').post(`/api/bulk/${id}/undo`, {}).expect(409);
    expect((await done('vita', id)).undoneBy).toBe(body.id);
  });

  it('gives back what was handed over: it is no longer among what one has handed over', async () => {
    const [key] = await tasks(1);
    const { id } = await start('vija', { name: 'assign', assigneeId: 'valdis', note: 'Lūdzu!' }, [key!]);
    await done('vija', id);
    const handed = async () => (await at('vija').get('/api/tasks?queue=handed-over&limit=100').expect(200)).body.tasks.map((it: { key: string }) => it.key);
    expect([await assignees([key!]), (await handed()).includes(key)]).toEqual([['valdis'], true]);

    const { body } = await at('vija').post(`/api/bulk/${id}/undo`, {}).expect(201);
    await done('vija', body.id);

    expect([await assignees([key!]), (await handed()).includes(key)]).toEqual([[null], false]);
  });

  it('gives a priority back, silently if it was changed silently', async () => {
    const [caseId] = [await inProgress()];
    const { id } = await start('vija', { name: 'priority', impact: 'wide', urgency: 'high', reason: 'Plaša kļūme', silent: true }, [caseId]);
    await done('vija', id);
    expect(await office.db.case.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({ impact: 'wide', urgency: 'high', priority: 1 });

    const { body } = await at('vija').post(`/api/bulk/${id}/undo`, {}).expect(201);
    await done('vija', body.id);

    expect(await office.db.case.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({ impact: 'one', urgency: 'medium', priority: 4 });
    expect(await office.db.caseMessage.count({ where: { caseId, notice: 'N4' } })).toBe(0);
  });

  it('does not unsay what has been said', async () => {
    const { id } = await start('liga', NOTE, await casesOf(1));
    expect((await done('liga', id)).may).toEqual([]);
    await at('liga').post(`/api/bulk/${id}/undo`, {}).expect(409);
  });

  it('links many to one case', async () => {
    const [problem, ...others] = await casesOf(3);
    const { code } = await office.db.case.findUniqueOrThrow({ where: { id: problem! } });
    const { id } = await start('liga', { name: 'link', code, reason: 'Viens cēlonis' }, [problem!, ...others]);
    expect((await done('liga', id)).counts).toMatchObject({ done: 2, refused: 1 });
    expect(await office.db.caseLink.count({ where: { otherId: problem!, removedAt: null } })).toBe(2);
    const { body } = await at('liga').post(`/api/bulk/${id}/undo`, {}).expect(201);
    await done('liga', body.id);
    expect(await office.db.caseLink.count({ where: { otherId: problem!, removedAt: null } })).toBe(0);
  });
});

describe('each once', () => {
  it('whoever begins it twice with one key', async () => {
    const ids = await casesOf(2);
    const [one, two] = await Promise.all([start('liga', NOTE, ids, 'bulk-twice-1'), start('liga', NOTE, ids, 'bulk-twice-1')]);
    expect(one.id).toBe(two.id);
    await done('liga', one.id);
    expect(await office.db.caseMessage.count({ where: { caseId: { in: ids }, direction: 'internal' } })).toBe(2);
  });

  it('however many programs do it at once', async () => {
    const ids = await casesOf(20);
    const others = [1, 2, 3].map(() => makeBulkRunner({ db: office.db, now: office.now, useCases: office.useCases, log: makeLogger('silent') }));
    const { id } = await start('liga', NOTE, ids);
    for (const other of others) other.kick();
    await Promise.all(others.map(it => it.idle()));

    expect((await done('liga', id)).counts).toMatchObject({ done: 20, waiting: 0, failed: 0 });
    const notes = await office.db.caseMessage.groupBy({ by: ['caseId'], where: { caseId: { in: ids }, direction: 'internal' }, _count: true });
    expect(notes.map(it => it._count)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('when PostgreSQL cuts every connection in the middle', async () => {
    const ids = await casesOf(30);
    const { id } = await start('liga', NOTE, ids);
    await cutConnections(office.database.sql);
    for (let left = 30; left > 0;) {
      runner().kick();
      await runner().idle();
      left = await office.db.bulkItem.count({ where: { bulkId: id, state: 'waiting' } }).catch(() => left);
    }

    expect((await done('liga', id)).counts).toMatchObject({ done: 30, failed: 0 });
    const notes = await office.db.caseMessage.groupBy({ by: ['caseId'], where: { caseId: { in: ids }, direction: 'internal' }, _count: true });
    expect(notes.map(it => it._count)).toEqual(Array.from({ length: 30 }, () => 1));
  });
});

describe('whose it is', () => {
  it('is nobody else’s to see, stop or undo', async () => {
    const { id } = await start('liga', NOTE, await casesOf(1));
    await done('liga', id);
    await at('karlis').get(`/api/bulk/${id}`).expect(404);
    await at('karlis').post(`/api/bulk/${id}/stop`, {}).expect(404);
    await at('karlis').post(`/api/bulk/${id}/undo`, {}).expect(404);
    expect((await at('karlis').get('/api/bulk').expect(200)).body.actions.map((it: { id: string }) => it.id)).not.toContain(id);
    expect((await at('liga').get('/api/bulk').expect(200)).body.actions.map((it: { id: string }) => it.id)).toContain(id);
  });

  it('is not for residents', async () => {
    await at('anna')
      .post('/api/bulk', { act: NOTE, targets: await casesOf(1) })
      .expect(403);
  });

  it('does to another agency’s cases nothing, and names none of them', async () => {
    const [caseId] = [await inProgress()];
    const { id } = await start('pavels', NOTE, [caseId]);
    expect((await done('pavels', id)).items).toMatchObject([{ code: null, caseId: null, state: 'refused', why: 'not-found' }]);
  });

  it.each([
    ['more than a thousand', { act: NOTE, targets: Array.from({ length: 1001 }, (_, n) => String(n)) }],
    ['one twice', { act: { name: 'claim' }, targets: ['1', '1'] }],
    ['tasks where cases are meant', { act: NOTE, targets: ['1'] }],
    ['none', { act: NOTE, targets: [] }],
    ['an unknown act', { act: { name: 'delete' }, targets: ['1'] }],
  ])('refuses %s', async (_what, body) => {
    await at('liga').post('/api/bulk', body).expect(400);
  });
});
