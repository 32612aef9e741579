import { describe, expect, it } from '@jest/globals';
import { DECIDE, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import type { User } from '../http/user.ts';
import { mayReceive, maySeeOriginal, originalsVisibleTo } from './policy.ts';
import type { BatchView, OriginalView } from './present.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);

let files = 0;
/** A scan in a case of VSAA, with its paper kept at the counter. */
async function kept(caseId?: string, who = 'liga'): Promise<{ caseId: string; documentId: string; original: OriginalView }> {
  const inCase = caseId ?? (await inProgress());
  const { uploadId } = (
    await at(who)
      .upload(`skens-${files}.pdf`, Buffer.from(`%PDF-1.4\n% ${files++}\n`))
      .expect(201)
  ).body;
  const { body } = await at(who)
    .post(`/api/cases/${inCase}/documents`, { uploadIds: [uploadId], title: `Darba grāmatiņa ${files}`, paperOriginal: true })
    .expect(201);
  const documentId = body.documents[0].id;
  return { caseId: inCase, documentId, original: (await listed('aija', who === 'liga' ? 'here' : 'settled')).find(it => it.documentId === documentId)! };
}
const listed = async (who: string, list: string): Promise<OriginalView[]> =>
  (await at(who).get(`/api/originals?list=${list}&limit=200`).expect(200)).body.originals;
const pack = async (who: string, ...originals: OriginalView[]) => at(who).post('/api/original-batches', { originalIds: originals.map(it => it.id) });
const settle = (who: string, original: Pick<OriginalView, 'id'>, result: string, version: number, note: string | null = null) =>
  at(who).put(`/api/originals/${original.id}/settlement`, { result, version, note });
const eventsOf = async (caseId: string) => (await office.db.caseEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' } })).map(it => it.name);

async function sent(): Promise<{ batch: BatchView; caseId: string; original: OriginalView }> {
  const { caseId, original } = await kept();
  const batch = (await pack('liga', original)).body as BatchView;
  await at('liga').put(`/api/original-batches/${batch.id}/sent`, { version: batch.version }).expect(200);
  return { caseId, batch, original: (await at('vita').get(`/api/original-batches/${batch.id}`).expect(200)).body.originals[0] };
}

describe('taking paper in', () => {
  it('keeps it at the counter, due to the holder by the end of the month', async () => {
    const { caseId, documentId, original } = await kept();

    expect(original).toMatchObject({ state: 'due', sender: { id: 'kac' }, holder: { id: 'vsaa' }, place: { id: 'kac' }, dueOn: '2026-11-30', overdue: false });
    expect(await eventsOf(caseId)).toContain('original-kept');
    const { body } = await at('vita').get(`/api/cases/${caseId}`).expect(200);
    expect(body.documents[0].original).toEqual({ state: 'due', place: 'kac', dueOn: '2026-11-30' });
    expect((await at('anna').get(`/api/cases/${caseId}`)).body.documents[0].original).toBeNull();
    await at('anna').post(`/api/cases/${caseId}/documents/${documentId}/original`, {}).expect(403);
  });

  it('by the holder itself has arrived already', async () => {
    const { original } = await kept(undefined, 'vita');

    expect(original).toMatchObject({ state: 'received', sender: { id: 'vsaa' }, place: { id: 'vsaa' } });
  });

  it('is said once, and taken back as long as it is on no list', async () => {
    const { caseId, documentId, original } = await kept();
    const path = `/api/cases/${caseId}/documents/${documentId}/original`;

    expect((await at('liga').post(path, {})).body.slug).toBe('already-done');
    await at('vita').delete(path).expect(403);
    await at('liga').delete(path).expect(204);
    const again = await at('liga').post(path, { note: 'trīs lapas' }).expect(201);
    expect(again.body.original.state).toBe('due');
    const marked = (await listed('liga', 'here')).find(it => it.documentId === documentId)!;
    await pack('liga', marked);
    await at('liga').delete(path).expect(403);
    expect(marked.id).not.toBe(original.id);
  });

  it('follows the newest version of the scan', async () => {
    const { caseId, documentId, original } = await kept();
    const { uploadId } = (
      await at('liga')
        .upload('skaidrak.pdf', Buffer.from(`%PDF-1.4\n% better ${files}`))
        .expect(201)
    ).body;
    const { body } = await at('liga')
      .post(`/api/cases/${caseId}/documents`, { uploadIds: [uploadId], replaces: documentId })
      .expect(201);

    expect((await listed('liga', 'here')).find(it => it.id === original.id)?.documentId).toBe(body.documents[0].id);
  });

  it('goes by the period that the holder has set', async () => {
    await at('vita').put('/api/originals-period', { period: 'weekly' }).expect(403);
    expect((await at('vija').put('/api/originals-period', { period: 'weekly' }).expect(200)).body.period).toBe('weekly');
    expect((await kept()).original.dueOn).toBe('2026-11-06');
    await at('vija').put('/api/originals-period', { period: 'monthly' }).expect(200);
    await at('anna').get('/api/originals-period').expect(403);
  });
});

describe('who sees which paper', () => {
  it('is the same in the list and one by one', async () => {
    await kept();
    await sent();
    const rows = await office.db.original.findMany();
    const desk = async (who: string): Promise<User> => {
      const { body } = await at(who).get('/api/me').expect(200);
      return { id: body.id, name: body.name, roles: body.roles, agencyId: body.agency?.id ?? null, clientId: body.client?.id ?? null };
    };
    for (const who of ['anna', 'liga', 'karlis', 'vita', 'vija', 'pavels', 'edgars', 'aija']) {
      const user = await desk(who);
      const seen = new Set((await office.db.original.findMany({ where: originalsVisibleTo(user), select: { id: true } })).map(it => it.id));
      for (const row of rows) expect({ who, seen: seen.has(row.id) }).toEqual({ who, seen: maySeeOriginal(user, row) });
    }
    await at('anna').get('/api/originals').expect(403);
    expect(await listed('pavels', 'coming')).toEqual([]);
    expect((await at('pavels').get('/api/original-batches').expect(200)).body.batches).toEqual([]);
  });

  it('writes down who was shown it', async () => {
    await kept();
    await listed('karlis', 'here');

    expect(await office.db.auditEntry.findFirst({ where: { actor: 'karlis', did: 'original.list' } })).toMatchObject({ purpose: 'overview' });
  });
});

describe('a batch', () => {
  it('is numbered, printed, sent, and ticked off where it arrives', async () => {
    const [one, two] = [await kept(), await kept()];
    const batch = (await pack('liga', one.original, two.original)).body as BatchView;
    expect(batch).toMatchObject({ number: expect.stringMatching(/^KAC-2026-\d{4}$/), state: 'made', counts: { all: 2 }, may: ['send', 'undo'] });
    const pdf = await at('liga').get(`/api/original-batches/${batch.id}/print`).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');

    await at('vita').put(`/api/original-batches/${batch.id}/sent`, { version: 1 }).expect(403);
    await at('liga').put(`/api/original-batches/${batch.id}/sent`, { version: 1 }).expect(200);
    expect((await at('liga').put(`/api/original-batches/${batch.id}/sent`, { version: 2 })).body.slug).toBe('already-done');
    const { body } = await at('vita').get(`/api/original-batches/${batch.id}`).expect(200);
    expect(body.originals.map((it: OriginalView) => [it.state, it.batch?.line, it.may])).toEqual([
      ['sent', 1, ['receive']],
      ['sent', 2, ['receive']],
    ]);

    await settle('liga', body.originals[0], 'received', 3).expect(403);
    for (const it of body.originals as OriginalView[]) await settle('vita', it, 'received', it.version).expect(200);
    expect((await at('liga').get(`/api/original-batches/${batch.id}`)).body.batch).toMatchObject({ state: 'closed', counts: { all: 2, received: 2 } });
    expect(await eventsOf(one.caseId)).toEqual(expect.arrayContaining(['original-kept', 'original-sent', 'original-received']));
    expect((await listed('vita', 'settled')).find(it => it.id === one.original.id)?.place.id).toBe('vsaa');
  });

  it('holds each paper once, however many pack at the same time', async () => {
    const { original } = await kept();
    const replies = await Promise.all([pack('liga', original), pack('karlis', original), pack('liga', original)]);

    expect(replies.map(it => it.status).sort()).toEqual([201, 409, 409]);
  });

  it('goes to one holder, from those who have the paper', async () => {
    const { original } = await kept();

    expect((await pack('vita', original)).status).toBe(403);
    expect((await pack('pavels', original)).status).toBe(404);
  });

  it('is unpacked as long as it has not been sent', async () => {
    const { original } = await kept();
    const batch = (await pack('liga', original)).body as BatchView;
    await at('vita').delete(`/api/original-batches/${batch.id}`).expect(403);
    await at('liga').delete(`/api/original-batches/${batch.id}`).expect(204);

    expect((await listed('liga', 'here')).find(it => it.id === original.id)).toMatchObject({ batch: null, may: ['pack'] });
    const { batch: gone } = await sent();
    await at('liga').delete(`/api/original-batches/${gone.id}`).expect(409);
  });

  it('is overdue when nobody confirms it', async () => {
    office.moveTo('2026-11-03T08:00:00Z');
    const { batch } = await sent();
    office.moveTo('2026-11-14T08:00:00Z');

    expect((await at('liga').get(`/api/original-batches/${batch.id}`)).body.batch).toMatchObject({ state: 'sent', overdue: true });
  });
});

describe('a missing original', () => {
  it('needs a note, is told to the sender in the case, and goes again when it is found', async () => {
    const { original, caseId, batch } = await sent();
    expect((await settle('vita', original, 'missing', original.version)).body.faults).toEqual([{ path: 'note', code: 'required' }]);
    const missing = (await settle('vita', original, 'missing', original.version, 'Aploksnē nav').expect(200)).body as OriginalView;

    expect(missing).toMatchObject({ state: 'missing', place: { id: 'kac' }, note: 'Aploksnē nav' });
    expect((await at('liga').get('/api/originals?list=missing')).body.counts.missing).toBe(1);
    const { body } = await at('liga').get(`/api/cases/${caseId}`);
    expect(body.messages).toContainEqual(expect.objectContaining({ direction: 'internal', body: expect.stringContaining('Aploksnē nav') }));
    expect((await at('liga').get(`/api/original-batches/${batch.id}`)).body.batch.state).toBe('closed');

    await settle('vita', missing, 'found', missing.version).expect(403);
    const found = (await settle('liga', missing, 'found', missing.version).expect(200)).body as OriginalView;
    expect(found).toMatchObject({ state: 'due', batch: null, may: ['pack'] });
    expect(await eventsOf(caseId)).toEqual(expect.arrayContaining(['original-missing', 'original-found']));
  });

  it('is settled by one person only', async () => {
    const { original } = await sent();
    const replies = await Promise.all([
      settle('vita', original, 'received', original.version),
      settle('vija', original, 'missing', original.version, 'Nav klāt'),
    ]);

    expect(replies.map(it => it.status).sort()).toEqual([200, 409]);
  });
});

it('late papers are counted', async () => {
  await kept();
  office.moveTo('2026-12-01T08:00:00Z');
  const { body } = await at('liga').get('/api/originals?list=here').expect(200);

  expect(body.counts.late).toBeGreaterThan(0);
  expect(body.originals[0].overdue).toBe(true);
});

it('a service that forbids it is not decided from a scan', async () => {
  const caseId = await inProgress();
  await kept(caseId);
  const { key, version } = await takenTask(caseId, 'vita', DECIDE);
  const data = { outcome: 'refuse', grounds: ['address-unknown'], reason: 'Adrese nav zināma' };
  const decide = () => at('vita').post(`/api/tasks/${key}/complete`, { version, data });

  expect((await at('vita').get(`/api/cases/${caseId}`)).body.waitsForOriginal).toBe(true);
  expect((await decide().expect(409)).body.slug).toBe('original-needed');
  await office.db.original.updateMany({ where: { caseId }, data: { state: 'received' } });
  expect((await at('vita').get(`/api/cases/${caseId}`)).body.waitsForOriginal).toBe(false);
  await decide().expect(200);
});

it('a holder receives, nobody else', () => {
  const user = (agencyId: string, roles: User['roles']): User => ({ id: 'x', name: 'x', roles, agencyId, clientId: null });

  expect([
    mayReceive(user('vsaa', ['specialist']), { holder: 'vsaa' }),
    mayReceive(user('vsaa', ['auditor']), { holder: 'vsaa' }),
    mayReceive(user('kac', ['kac-specialist']), { holder: 'vsaa' }),
  ]).toEqual([true, false, false]);
});
