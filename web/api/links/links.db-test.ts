import { describe, expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { registerApplication, closeCase } from '../cases/steps/front-office.ts';
import { mergedInto } from './link.ts';
import { linksVisibleTo, maySeeLink } from './policy.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);
const linksOf = async (caseId: string, who = 'liga') => (await at(who).get(`/api/cases/${caseId}/links`).expect(200)).body;
const clientId = async (givenName: string) => (await office.db.client.findFirstOrThrow({ where: { givenName } })).id;
/** Bytes as they come. */
const parseBytes: Parameters<ReturnType<ReturnType<typeof at>['get']>['parse']>[0] = (res, done) => {
  const chunks: Buffer[] = [];
  res.on('data', (chunk: Buffer) => chunks.push(chunk));
  res.on('end', () => done(null, Buffer.concat(chunks)));
};
/** A question the engine has registered. */
const asked = async (who: string, subject: string) => {
  const it = await submit(who, { ...QUESTION, subject });
  await office.step(registerApplication, { caseId: it.id });
  return it;
};

describe('linking by code', () => {
  it('shows the link from both ends, once, and takes it back', async () => {
    const [one, two] = [await submit('anna', QUESTION), await submit('janis', QUESTION)];
    const link = { code: two.code, type: 'related', reason: 'viena ģimene' };
    await at('liga').post(`/api/cases/${one.id}/links`, link).expect(201);
    await at('liga').post(`/api/cases/${one.id}/links`, link).expect(409);
    await at('liga')
      .post(`/api/cases/${two.id}/links`, { ...link, code: one.code })
      .expect(409);

    expect((await linksOf(one.id)).links).toMatchObject([
      { type: 'related', direction: 'from', other: { code: two.code }, reason: 'viena ģimene', by: 'Līga Ozola', removable: true },
    ]);
    const { links } = await linksOf(two.id);
    expect(links).toMatchObject([{ direction: 'to', other: { code: one.code } }]);

    await at('karlis').delete(`/api/cases/${two.id}/links/${links[0].id}`).expect(204);
    expect((await linksOf(one.id)).links).toEqual([]);
    expect(await office.db.caseLink.findUniqueOrThrow({ where: { id: links[0].id } })).toMatchObject({ removedBy: 'karlis', removedAt: office.now() });
    const { entries } = (await at('liga').get(`/api/cases/${one.id}/timeline`).expect(200)).body;
    expect(entries.map((it: { name: string }) => it.name)).toEqual(expect.arrayContaining(['linked', 'unlinked']));
    const told = (await at('anna').get(`/api/cases/${one.id}/timeline`).expect(200)).body.entries;
    expect(told.map((it: { name: string }) => it.name)).not.toContain('linked');
  });

  it('tells nobody of a case they may not see', async () => {
    const [mine, other] = [await submit('anna', QUESTION), await submit('janis', QUESTION)];
    await at('liga').post(`/api/cases/${mine.id}/links`, { code: other.code, type: 'related' }).expect(201);

    expect((await linksOf(mine.id, 'anna')).links).toEqual([]);
    expect((await linksOf(mine.id, 'aija')).links).toHaveLength(1);
    await at('vita').get(`/api/cases/${mine.id}/links`).expect(404);
    await at('vita')
      .post(`/api/cases/${await inProgress()}/links`, { code: other.code, type: 'related' })
      .expect(404);
  });

  it('refuses a code nobody has, and the case itself', async () => {
    const { id, code } = await submit('anna', QUESTION);
    await at('liga').post(`/api/cases/${id}/links`, { code: '0000 999999', type: 'related' }).expect(404);
    await at('liga').post(`/api/cases/${id}/links`, { code, type: 'related' }).expect(400);
  });

  it('lets through the filter exactly what the policy lets', async () => {
    const rows = await office.db.caseLink.findMany({ include: { case: true, other: true } });
    const people = await office.db.userAccount.findMany();
    for (const { id, name, roles, agencyId, clientId } of people) {
      const user = { id, name, roles: roles as never[], agencyId, clientId };
      const filtered = await office.db.caseLink.findMany({ where: linksVisibleTo(user), select: { id: true } });
      expect(new Set(filtered.map(it => it.id))).toEqual(new Set(rows.filter(row => maySeeLink(user, row)).map(row => row.id)));
    }
    expect(rows.length).toBeGreaterThan(1);
  });
});

describe('finding duplicates while registering', () => {
  it('finds what the same client asked in near words or of the same service, nearest first, and nobody else’s', async () => {
    const old = await asked('janis', 'Kad pārskaitīs bērna kopšanas pabalstu par oktobri?');
    await asked('anna', 'Kad pārskaitīs bērna kopšanas pabalstu par oktobri?');
    const { body } = await at('liga')
      .post('/api/duplicates', { clientId: await clientId('Jānis'), serviceId: null, kind: 'information-request', text: 'kad pārskaitīs bērna pabalstu' })
      .expect(200);

    expect(body.candidates.map((it: { code: string }) => it.code)).toContain(old.code);
    expect(body.candidates[0]).toMatchObject({ code: old.code, same: ['words', 'kind'], open: true, clientName: 'Jānis Kalniņš' });
    const look = await office.db.auditEntry.findFirstOrThrow({ where: { did: 'case.search' }, orderBy: { seq: 'desc' } });
    expect(look).toMatchObject({ actor: 'liga', purpose: 'duplicates' });
    expect(JSON.stringify(look.data)).not.toContain('pabalst');
  });

  it('forgets after a year, and finds by service without words', async () => {
    const anna = await clientId('Anna');
    const caseId = await inProgress();
    const find = async () => (await at('liga').post('/api/duplicates', { clientId: anna, serviceId: 'made-up-permit', text: '' }).expect(200)).body.candidates;

    expect((await find()).map((it: { id: string }) => it.id)).toContain(caseId);
    await office.db.case.updateMany({ data: { submittedAt: new Date('2025-10-01T08:00:00Z') } });
    expect(await find()).toEqual([]);
  });

  it.each(['anna', 'vita', 'aija'])('%s may not', async who => {
    await at(who).post('/api/duplicates', { clientId: null, serviceId: null, text: 'kad' }).expect(403);
  });

  it('finds unknown callers by an index of words, however many cases there are', async () => {
    // a nearly empty table is read by any index: with the other one away, for this transaction only, one sees whether ours serves
    let plan: object[] = [];
    const looked = office.db.$transaction(async tx => {
      await tx.$executeRaw`DROP INDEX case_client_id_submitted_at_idx`;
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      plan = await tx.$queryRaw<object[]>`EXPLAIN SELECT id FROM "case" WHERE lower(subject) % 'kad maksās' AND client_id IS NULL`;
      throw new Error('looked');
    });

    await expect(looked).rejects.toThrow('looked');
    expect(JSON.stringify(plan)).toContain('case_subject_trgm');
  });
});

describe('merging', () => {
  it('closes the duplicate through the engine, shows what it held in the kept case, and un-merges without loss', async () => {
    const [keep, duplicate] = [await asked('anna', 'Kur ir mana izziņa?'), await asked('anna', 'Kur ir mana izziņa??')];
    await at('anna').post(`/api/cases/${duplicate.id}/messages`, { body: 'Vēl viens teikums' }).expect(201);
    const before = await office.db.caseMessage.count({ where: { caseId: duplicate.id } });
    await at('vita').post(`/api/cases/${duplicate.id}/merge`, { keepId: keep.id, reason: 'tas pats' }).expect(403);
    await at('liga').post(`/api/cases/${duplicate.id}/merge`, { keepId: keep.id, reason: 'tas pats' }).expect(201);

    // then: the engine is told to end it, and the case is closed when it has
    const message = await office.db.outbox.findFirstOrThrow({ where: { caseId: duplicate.id }, orderBy: { id: 'desc' } });
    expect(message.payload).toMatchObject({ name: 'application-ended', correlationKey: duplicate.id, variables: { outcome: 'duplicate' } });
    expect(await mergedInto(office.db, keep.id)).toEqual(new Map([[duplicate.id, duplicate.code]]));
    await at('liga').post(`/api/cases/${duplicate.id}/unmerge`, { reason: 'kļūda' }).expect(409);
    await office.step(closeCase, { caseId: duplicate.id });
    expect((await at('anna').get(`/api/cases/${duplicate.id}`).expect(200)).body).toMatchObject({ status: 'closed', outcome: 'duplicate' });

    // and: it is un-merged, not opened again by the way
    expect((await at('karlis').get(`/api/cases/${duplicate.id}`).expect(200)).body.may).not.toContain('reopen');
    await at('karlis').post(`/api/cases/${duplicate.id}/reopening`, { reason: 'kļūda' }).expect(403);

    // when: it was no duplicate
    await at('liga').post(`/api/cases/${duplicate.id}/unmerge`, { reason: 'kļūda' }).expect(201);
    const reopened = await office.db.outbox.findFirstOrThrow({ where: { caseId: duplicate.id }, orderBy: { id: 'desc' } });
    expect(reopened.payload).toMatchObject({ name: 'application-reopened', messageId: `${duplicate.id}-2` });
    expect((await mergedInto(office.db, keep.id)).size).toBe(0);
    expect(await office.db.caseMessage.count({ where: { caseId: duplicate.id } })).toBeGreaterThanOrEqual(before);
    expect(await office.db.caseLink.count({ where: { caseId: duplicate.id, removedBy: 'liga' } })).toBe(1);
  });

  it('shows in the kept case what duplicates and theirs held, marked, to those who see the kept case, until it is taken back', async () => {
    // given: a duplicate of a duplicate
    const [keep, near, far] = [await asked('anna', 'Kur ir izziņa?'), await asked('anna', 'Kur ir izziņa, lūdzu?'), await asked('anna', 'Kur izziņa?')];
    await at('anna').post(`/api/cases/${near.id}/messages`, { body: 'Rakstīju jau vakar' }).expect(201);
    await at('liga').post(`/api/cases/${far.id}/messages`, { body: 'Zvanīja trīsreiz', internal: true }).expect(201);
    const { uploadId } = (await at('anna').upload('izzina.txt', Buffer.from('izziņas kopija')).expect(201)).body;
    const attached = (
      await at('anna')
        .post(`/api/cases/${far.id}/documents`, { uploadIds: [uploadId] })
        .expect(201)
    ).body.documents[0];
    await at('liga').get(`/api/cases/${keep.id}/documents/${attached.id}`).expect(404);
    await at('liga').post(`/api/cases/${far.id}/merge`, { keepId: near.id, reason: 'tas pats' }).expect(201);
    await office.step(closeCase, { caseId: far.id });
    await at('liga').post(`/api/cases/${near.id}/merge`, { keepId: keep.id, reason: 'tas pats' }).expect(201);
    await office.step(closeCase, { caseId: near.id });

    // then: the page, for staff and for the client, each as far as they may see the kept case
    const page = async (who: string) => (await at(who).get(`/api/cases/${keep.id}`).expect(200)).body;
    const said = (it: { messages: { body: string | null; mergedFrom: string | null }[] }) =>
      it.messages.filter(message => message.body).map(message => [message.body, message.mergedFrom]);
    expect(said(await page('liga'))).toEqual([
      ['Rakstīju jau vakar', near.code],
      ['Zvanīja trīsreiz', far.code],
    ]);
    const mine = await page('anna');
    expect(said(mine)).toEqual([['Rakstīju jau vakar', near.code]]);
    expect(mine.documents).toMatchObject([{ id: attached.id, fileName: 'izzina.txt', mergedFrom: far.code, may: ['open'] }]);
    expect((await page('liga')).unreadMessages).toBe(1);
    await at('liga').put(`/api/cases/${keep.id}/messages/read`).expect(204);
    expect((await page('liga')).unreadMessages).toBe(0);

    // the log: their words and documents, not how they ran
    const log = async (who: string, of = 'event,message') => (await at(who).get(`/api/cases/${keep.id}/log?of=${of}`).expect(200)).body.entries;
    type Line = { of: string; name?: string; mergedFrom?: string | null; message?: { mergedFrom: string | null } };
    const theirs = (lines: Line[]) => lines.filter(it => it.mergedFrom ?? it.message?.mergedFrom);
    expect(theirs(await log('anna', 'event'))).toMatchObject([{ name: 'document-added', mergedFrom: far.code }]);
    expect(theirs(await log('anna', 'message')).map(it => it.message!.mergedFrom)).toEqual(expect.arrayContaining([near.code, far.code]));
    const { entries } = (await at('anna').get(`/api/cases/${keep.id}/timeline`).expect(200)).body;
    expect(theirs(entries)).toMatchObject([{ name: 'document-added', mergedFrom: far.code }]);

    // the bytes: by the kept case, with a look for it; changed by nobody
    const document = `/api/cases/${keep.id}/documents/${attached.id}`;
    await at('liga').get(document).expect(200);
    const look = await office.db.auditEntry.findFirstOrThrow({ where: { did: 'document.look' }, orderBy: { seq: 'desc' } });
    expect(look).toMatchObject({ actor: 'liga', caseId: keep.id, data: { documentId: attached.id, mergedCaseId: far.id } });
    const { data } = await office.db.auditEntry.findFirstOrThrow({ where: { did: 'case.look', caseId: keep.id }, orderBy: { seq: 'desc' } });
    expect(data).toEqual({ merged: [near.id, far.id] });
    expect((await at('anna').get(`${document}/versions`).expect(200)).body.versions).toMatchObject([{ mergedFrom: far.code, may: ['open'] }]);
    const archive = await at('anna').get(`/api/cases/${keep.id}/documents-archive`).buffer(true).parse(parseBytes).expect(200);
    expect((archive.body as Buffer).includes('izzina.txt')).toBe(true);
    await at('anna').put(document, { title: 'Cita', kind: 'attachment', public: true, revision: 1 }).expect(404);
    await at('anna').post(`${document}/withdrawal`, { revision: 1 }).expect(404);
    // nobody else
    await at('janis').get(document).expect(404);
    await at('vita').get(document).expect(404);

    // when it was no duplicate, what it held is its own again, and its duplicate’s with it
    await at('liga').post(`/api/cases/${near.id}/unmerge`, { reason: 'kļūda' }).expect(201);
    expect(await page('anna')).toMatchObject({ documents: [] });
    expect(said(await page('liga'))).toEqual([]);
    expect(theirs(await log('liga'))).toEqual([]);
    await at('anna').get(document).expect(404);
    await at('anna').get(`/api/cases/${near.id}/documents/${attached.id}`).expect(200);
  });

  it('never merges a complaint into what the worker complained of may see', async () => {
    const complaint = { ...QUESTION, kind: 'complaint', onBehalf: { clientId: await clientId('Anna'), channel: 'phone' } };
    const keep = await submit('liga', { ...complaint, subject: 'Ilgi jāgaida rindā' });
    const found = await submit('liga', { ...complaint, subject: 'Darbinieks bija rupjš', complainedOfUserId: 'karlis' });
    for (const { id } of [keep, found]) await office.step(registerApplication, { caseId: id });

    await at('liga').post(`/api/cases/${found.id}/merge`, { keepId: keep.id, reason: 'tas pats' }).expect(403);
    await at('liga').post(`/api/cases/${keep.id}/merge`, { keepId: found.id, reason: 'tas pats' }).expect(201);
  });

  it('never merges cases of two clients', async () => {
    const [one, two] = [await asked('anna', 'Kur ir mana izziņa?'), await asked('janis', 'Kur ir mana izziņa?')];
    await at('liga').post(`/api/cases/${one.id}/merge`, { keepId: two.id, reason: 'tas pats' }).expect(403);
  });

  it('two at once make one merge', async () => {
    const [a, b] = [await asked('anna', 'Divreiz'), await asked('anna', 'Divreiz!')];
    const replies = await Promise.all([
      at('liga').post(`/api/cases/${a.id}/merge`, { keepId: b.id, reason: 'tas pats' }),
      at('karlis').post(`/api/cases/${b.id}/merge`, { keepId: a.id, reason: 'tas pats' }),
    ]);

    expect(replies.map(it => it.status).sort()).toEqual([201, 403]);
    expect(await office.db.caseLink.count({ where: { type: 'duplicate', removedAt: null, caseId: { in: [a.id, b.id] } } })).toBe(1);
  });
});

describe('splitting', () => {
  it('makes a case of each matter, with copies of the chosen documents; the first stays as it is', async () => {
    const { id, code } = await asked('anna', 'Jautājums par izziņu un sūdzība par rindu');
    const { uploadId } = (await at('anna').upload('foto.txt', Buffer.from('rinda bija gara')).expect(201)).body;
    const { documents } = (
      await at('anna')
        .post(`/api/cases/${id}/documents`, { uploadIds: [uploadId] })
        .expect(201)
    ).body;
    const parts = [
      { kind: 'complaint', subject: 'Sūdzība par rindu', documentIds: [documents[0].id] },
      { kind: 'suggestion', subject: 'Vajag vēl vienu lodziņu' },
    ];
    const { cases } = (await at('liga').post(`/api/cases/${id}/split`, { parts }).expect(201)).body;

    const [complaint, suggestion] = await Promise.all(cases.map(async (it: { id: string }) => (await at('anna').get(`/api/cases/${it.id}`).expect(200)).body));
    expect(complaint).toMatchObject({ kind: 'complaint', subject: 'Sūdzība par rindu', channel: 'online', documents: [{ fileName: 'foto.txt' }] });
    expect(suggestion).toMatchObject({ kind: 'suggestion', documents: [] });
    const bytes = await at('anna').get(`/api/cases/${complaint.id}/documents/${complaint.documents[0].id}`).expect(200);
    expect(String(bytes.text ?? bytes.body)).toContain('rinda');
    expect((await linksOf(id)).links.map((it: { type: string; direction: string }) => [it.type, it.direction])).toEqual([
      ['parent', 'to'],
      ['parent', 'to'],
    ]);
    expect((await linksOf(complaint.id)).links).toMatchObject([{ type: 'parent', direction: 'from', other: { code }, removable: false }]);
    expect((await at('anna').get(`/api/cases/${id}`).expect(200)).body.documents).toHaveLength(1);
  });

  it('makes all or none, and only of documents of the case', async () => {
    const { id } = await asked('anna', 'Divas lietas');
    const before = await office.db.case.count();
    const strange = '01938c5e-0000-7000-8000-000000000001';
    await at('liga')
      .post(`/api/cases/${id}/split`, {
        parts: [
          { kind: 'suggestion', subject: 'Viena' },
          { kind: 'suggestion', subject: 'Otra', documentIds: [strange] },
        ],
      })
      .expect(400);
    await at('anna')
      .post(`/api/cases/${id}/split`, { parts: [{ kind: 'suggestion', subject: 'Viena' }] })
      .expect(403);

    expect(await office.db.case.count()).toBe(before);
  });
});
