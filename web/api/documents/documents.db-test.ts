import { describe, expect, it } from '@jest/globals';
import { DECIDE, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import type { DocumentView } from './read.ts';

const office = useOffice({ settings: { UPLOAD_MAX_MB: '1', UPLOAD_MAX_FILES: '3', UPLOAD_MAX_WAITING: '6', CASE_MAX_DOCUMENTS: '5' } });
const { at, submit, inProgress, takenTask } = useDesks(office);

const pdf = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n`);
const STAFF_AND_CLIENT = ['anna', 'janis', 'liga', 'karlis', 'vita', 'vija', 'pavels', 'edgars', 'aija'];

async function upload(who: string, name: string, content = pdf(`${who} ${name}`)): Promise<string> {
  return (await at(who).upload(name, content).expect(201)).body.uploadId;
}

async function attach(who: string, caseId: string, name: string, more: object = {}): Promise<DocumentView> {
  const uploadIds = [await upload(who, name)];
  const { body } = await at(who)
    .post(`/api/cases/${caseId}/documents`, { uploadIds, ...more })
    .expect(201);
  return body.documents[0];
}

const documentsOf = async (who: string, caseId: string): Promise<DocumentView[]> => (await at(who).get(`/api/cases/${caseId}`).expect(200)).body.documents;
const place = (caseId: string, { id }: DocumentView) => `/api/cases/${caseId}/documents/${id}`;

describe('taking files in', () => {
  it.each([
    ['a.exe', Buffer.from('MZ\u0090'), 415, 'type'],
    ['a.exe', pdf('x'), 415, 'mismatch'],
    ['tukss.pdf', Buffer.alloc(0), 415, 'empty'],
  ])('refuses %s with a word for the reason', async (name, content, status, code) => {
    const { body } = await at('janis').upload(name, content).expect(status);

    expect(body.faults).toEqual([{ path: 'file', code }]);
  });

  it('takes no more bytes than the setting says', async () => {
    await at('janis')
      .upload('liels.pdf', Buffer.concat([pdf('x'), Buffer.alloc(1024 * 1024, ' ')]))
      .expect(413);
  });

  it('gives a pasted picture an ending, and says that nobody has checked it', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const { body } = await at('janis').upload('image', png).expect(201);

    expect(body).toMatchObject({ fileName: 'image.png', check: { state: 'unchecked', macros: false } });
    await at('janis').delete(`/api/uploads/${body.uploadId}`).expect(204);
  });

  it('lists one’s own files only, and forgets what one takes away', async () => {
    const [mine, gone, other] = [await upload('vita', 'mans.pdf'), await upload('vita', 'lieks.pdf'), await upload('vija', 'cits.pdf')];
    await at('vita').delete(`/api/uploads/${gone}`).expect(204);
    await at('vita').delete(`/api/uploads/${other}`).expect(204);
    const { body } = await at('vita')
      .get(`/api/uploads?ids=${[mine, gone, other].join(',')}`)
      .expect(200);

    expect(body.uploads.map((it: { uploadId: string }) => it.uploadId)).toEqual([mine]);
    expect(await office.db.upload.count({ where: { id: other } })).toBe(1);
  });

  it('keeps no more files for one person than the setting says', async () => {
    for (let count = 0; count < 6; count += 1) await upload('pavels', `${count}.pdf`);

    expect((await at('pavels').upload('par-daudz.pdf', pdf('7')).expect(422)).body.slug).toBe('too-many-files');
  });

  it('attaches no more at once, and no more to a case, than the settings say', async () => {
    const { id } = await submit();
    const four = await Promise.all(['1', '2', '3', '4'].map(name => upload('anna', `${name}.pdf`)));
    const send = (uploadIds: string[]) => at('anna').post(`/api/cases/${id}/documents`, { uploadIds });

    expect((await send(four).expect(422)).body.slug).toBe('too-many-files');
    await send(four.slice(0, 3)).expect(201);
    await send([four[3]!]).expect(201);
    expect((await send([await upload('anna', '5.pdf'), await upload('anna', '6.pdf')]).expect(422)).body.slug).toBe('too-many-files');
    expect(await documentsOf('anna', id)).toHaveLength(4);
  });

  it('attaches once, however often it is asked', async () => {
    const { id } = await submit();
    const uploadIds = [await upload('anna', 'viens.pdf')];
    const replies = await Promise.all(Array.from({ length: 10 }, () => at('anna').post(`/api/cases/${id}/documents`, { uploadIds }, 'attach-only-once')));

    expect(new Set(replies.map(it => it.status))).toEqual(new Set([201]));
    expect(await documentsOf('anna', id)).toHaveLength(1);
  });
});

describe('who sees which document', () => {
  it('is the same in the list and one by one', async () => {
    const id = await inProgress();
    const open = await attach('vita', id, 'visiem.pdf');
    const internal = await attach('vita', id, 'mums.pdf', { public: false });
    const own = await attach('anna', id, 'mans.pdf');
    for (const who of STAFF_AND_CLIENT) {
      const page = await at(who).get(`/api/cases/${id}`);
      const listed = page.status === 200 ? (page.body.documents as DocumentView[]).map(it => it.id) : [];
      for (const document of [open, internal, own]) {
        const { status } = await at(who).get(place(id, document));
        expect({ who, title: document.title, listed: listed.includes(document.id) }).toEqual({ who, title: document.title, listed: status === 200 });
        if (listed.includes(document.id)) expect((page.body.documents as DocumentView[]).find(it => it.id === document.id)?.may).toContain('open');
      }
    }
    expect((await documentsOf('anna', id)).map(it => it.title)).toEqual(['visiem.pdf', 'mans.pdf']);
    expect((await documentsOf('vija', id)).map(it => it.title)).toEqual(['visiem.pdf', 'mums.pdf', 'mans.pdf']);
  });

  it('names colleagues to colleagues, not to the client', async () => {
    const id = await inProgress();
    await attach('vita', id, 'izzina.pdf');
    await attach('anna', id, 'mans.pdf');

    expect((await documentsOf('anna', id)).map(it => it.addedBy)).toEqual([null, 'Anna Bērziņa']);
    expect((await documentsOf('vija', id)).map(it => it.addedBy)).toEqual(['Vita Zariņa', 'Anna Bērziņa']);
  });

  it('gives bytes that run nothing and are kept nowhere, and writes the look down', async () => {
    const id = await inProgress();
    const document = await attach('anna', id, 'mans.pdf');
    const { headers } = await at('vita').get(place(id, document)).expect(200);

    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(await office.db.auditEntry.findFirst({ where: { caseId: id, did: 'document.look' } })).toMatchObject({ actor: 'vita', purpose: 'handling' });
  });
});

describe('versions', () => {
  it('keep the old ones, with who and when; the case shows the newest', async () => {
    const id = await inProgress();
    const first = await attach('anna', id, 'ligums.pdf', { title: 'Līgums' });
    office.moveTo('2026-11-02T09:00:00Z');
    const second = await attach('anna', id, 'ligums-jauns.pdf', { replaces: first.id });
    const third = await attach('vita', id, 'ligums-labots.pdf', { replaces: second.id });
    const { body } = await at('anna')
      .get(`${place(id, third)}/versions`)
      .expect(200);

    expect((await documentsOf('anna', id)).map(it => [it.title, it.version])).toEqual([['Līgums', 3]]);
    expect(body.versions.map((it: DocumentView) => [it.version, it.fileName, it.may.includes('open')])).toEqual([
      [3, 'ligums-labots.pdf', true],
      [2, 'ligums-jauns.pdf', true],
      [1, 'ligums.pdf', true],
    ]);
    await at('anna').get(place(id, first)).expect(200);
    await at('anna')
      .get(`${place(id, first)}/versions`)
      .expect(200);
  });

  it('come one after the other: an old one is not replaced, nor somebody else’s by a client', async () => {
    const id = await inProgress();
    const first = await attach('anna', id, 'a.pdf');
    const theirs = await attach('vita', id, 'b.pdf');
    await attach('anna', id, 'a2.pdf', { replaces: first.id });
    const send = async (who: string, replaces: string, count = 1) =>
      at(who).post(`/api/cases/${id}/documents`, { uploadIds: await Promise.all(Array.from({ length: count }, (_, n) => upload(who, `x${n}.pdf`))), replaces });

    expect((await send('anna', first.id)).body.slug).toBe('state-conflict');
    expect((await send('anna', theirs.id)).body.slug).toBe('not-permitted');
    expect((await send('vita', theirs.id, 2)).body.slug).toBe('invalid-request');
    await office.db.upload.deleteMany({});
  });

  it('never make two newest of one, however many send at once', async () => {
    const id = await inProgress();
    const first = await attach('anna', id, 'a.pdf');
    const ids = await Promise.all(['1', '2', '3', '4', '5'].map(n => upload('anna', `v${n}.pdf`)));
    const replies = await Promise.all(ids.map(it => at('anna').post(`/api/cases/${id}/documents`, { uploadIds: [it], replaces: first.id })));

    expect(replies.map(it => it.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await documentsOf('anna', id)).map(it => it.version)).toEqual([2]);
    await office.db.upload.deleteMany({});
  });
});

describe('saying what a document is', () => {
  const changed = { title: 'Izziņa', kind: 'certificate', public: true };

  it('is for those who work on the case, against the revision they saw', async () => {
    const id = await inProgress();
    const document = await attach('vita', id, 'x.pdf');
    const put = (who: string, body: object) => at(who).put(place(id, document), { ...changed, revision: document.revision, ...body });

    await put('anna', {}).expect(403);
    await put('aija', {}).expect(403);
    expect((await put('vija', {}).expect(200)).body).toMatchObject({ title: 'Izziņa', kind: 'certificate', revision: 2 });
    expect((await put('vita', {}).expect(409)).body.slug).toBe('state-conflict');
    await put('vita', { revision: 2, kind: 'decision' }).expect(400);
  });

  it('hides nothing from the client that the client has given', async () => {
    const id = await inProgress();
    const given = await attach('anna', id, 'x.pdf');
    const ours = await attach('vita', id, 'y.pdf');

    await at('vita')
      .put(place(id, given), { ...changed, public: false, revision: 1 })
      .expect(403);
    await at('vita')
      .put(place(id, ours), { ...changed, public: false, revision: 1 })
      .expect(200);
    await at('anna').get(place(id, ours)).expect(404);
    expect((await at('anna').post(`/api/cases/${id}/documents`, { uploadIds: [await upload('anna', 'z.pdf')], public: false })).status).toBe(403);
  });
});

describe('withdrawing', () => {
  const withdraw = (who: string, caseId: string, document: DocumentView) =>
    at(who).post(`${place(caseId, document)}/withdrawal`, { reason: 'Pievienots kļūdas pēc', revision: document.revision });

  it('keeps the document for those who work on the case, and no longer gives it to the client', async () => {
    const id = await inProgress();
    const document = await attach('anna', id, 'nepareizs.pdf');
    await withdraw('janis', id, document).expect(404);
    await withdraw('anna', id, document).expect(201);

    expect((await documentsOf('anna', id))[0]).toMatchObject({ withdrawn: { reason: 'Pievienots kļūdas pēc' }, may: [] });
    await at('anna').get(place(id, document)).expect(403);
    await at('vita').get(place(id, document)).expect(200);
    expect((await withdraw('anna', id, document)).body.slug).toBe('already-done');
  });

  it('ends with the decision: it may stand on the document', async () => {
    const id = await inProgress();
    const document = await attach('anna', id, 'pamats.pdf');
    const { key, version } = await takenTask(id, 'vita', DECIDE);
    const data = { outcome: 'refuse', grounds: ['address-unknown'], reason: 'Adrese nav zināma' };
    await at('vita').post(`/api/tasks/${key}/complete`, { version, data }).expect(200);

    expect((await documentsOf('anna', id))[0]?.may).not.toContain('withdraw');
    await withdraw('anna', id, document).expect(403);
    await withdraw('vita', id, document).expect(403);
    expect(await office.db.document.count({ where: { caseId: id } })).toBe(1);
  });
});

it('gives everything as one zip, each name once, without what is not for the reader', async () => {
  const id = await inProgress();
  await attach('anna', id, 'sūtījums.pdf');
  await attach('vita', id, 'sūtījums.pdf');
  await attach('vita', id, 'mums.pdf', { public: false });
  const { body, headers } = await at('anna')
    .get(`/api/cases/${id}/documents-archive`)
    .buffer()
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part as Buffer));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  const { readEntries } = await import('./zip.ts');
  const { writeFileSync, mkdtempSync, rmSync } = await import('node:fs');
  const folder = mkdtempSync('/tmp/pietura-zip-');
  writeFileSync(`${folder}/a.zip`, body as Buffer);
  const entries = await readEntries(`${folder}/a.zip`);
  rmSync(folder, { recursive: true });

  expect(entries.map(it => it.name)).toEqual(['sūtījums.pdf', 'sūtījums (2).pdf']);
  expect(headers['content-type']).toBe('application/zip');
});
