import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EICAR, startTestClamd, type TestClamd } from '../../../docker/local/test-clamd.ts';
import { makeClamd } from '../../../platform/clamd.ts';
import { makeLogger } from '../../../platform/logger.ts';
import type { VirusScanner } from '../../../platform/virus-scanner.ts';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { makeChecker } from './checker.ts';

const office = useOffice({ hasEngine: true });
const { at, submit, inProgress } = useDesks(office);
let engine: TestClamd;

beforeAll(async () => {
  engine = await startTestClamd();
});
afterAll(() => engine.close());
beforeEach(async () => {
  engine.letGo();
  await office.database.sql`UPDATE file_check SET next_at = now() + interval '1 day' WHERE state <> 'clean'`; // of other tests
});

/** A program that checks, with the engine of the test behind it. */
function program(more: { required?: boolean; scanner?: VirusScanner | null } = {}) {
  const scanner = more.scanner === undefined ? makeClamd({ host: '127.0.0.1', port: engine.port }) : more.scanner;
  const { db, sql } = office.database;
  return makeChecker({ db, sql, blobs: office.blobs, scanner, required: more.required ?? false, now: office.now, log: makeLogger('silent') });
}

let numbers = 0;
const pdf = (words = '') => Buffer.from(`%PDF-1.4\n% ${numbers++} ${words}\n`);

async function given(who: string, caseId: string, content = pdf()): Promise<{ id: string; sha256: string; path: string }> {
  const { uploadId } = (await at(who).upload('pielikums.pdf', content).expect(201)).body;
  const { body } = await at(who)
    .post(`/api/cases/${caseId}/documents`, { uploadIds: [uploadId], title: 'Pielikums' })
    .expect(201);
  const { id } = body.documents[0];
  const { sha256 } = await office.db.document.findUniqueOrThrow({ where: { id } });
  return { id, sha256, path: `/api/cases/${caseId}/documents/${id}` };
}

const checkOf = (sha256: string) => office.db.fileCheck.findUniqueOrThrow({ where: { sha256 } });
const eventsOf = async (caseId: string) => (await office.db.caseEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' } })).map(it => it.name);

describe('a file in quarantine', () => {
  it('is given to nobody but the one who sent it, until the engine has passed it; the case does not wait', async () => {
    const caseId = await inProgress();
    const { path, sha256 } = await given('anna', caseId);

    expect((await at('vita').get(path).expect(409)).body.slug).toBe('in-quarantine');
    await at('aija').get(path).expect(409);
    await at('anna').get(path).expect(200);
    expect((await at('vita').get(`/api/cases/${caseId}`).expect(200)).body).toMatchObject({
      status: 'in_progress',
      documents: [{ check: { state: 'uploaded' } }],
    });

    await program().checkNext();
    expect(await checkOf(sha256)).toMatchObject({ state: 'clean', engine: 'clamd', lease: null });
    await at('vita').get(path).expect(200);
  });

  it('shows how far the check is, and that it is under way', async () => {
    const { uploadId } = (
      await at('anna')
        .upload('liels.pdf', Buffer.concat([pdf(), Buffer.alloc(400_000, ' ')]))
        .expect(201)
    ).body;
    engine.behave('hold');
    const checking = program().checkNext();
    while (engine.held() === 0) await new Promise(setImmediate);
    const { body } = await at('anna').get(`/api/uploads?ids=${uploadId}`).expect(200);

    expect(body.uploads[0].check.state).toBe('checking');
    expect(body.uploads[0].check.progress).toBeLessThan(100);
    engine.letGo();
    await checking;
    expect((await at('anna').get(`/api/uploads?ids=${uploadId}`)).body.uploads[0].check).toMatchObject({ state: 'clean', progress: 100 });
  });

  it('is checked once, however many send the same bytes and however many programs check', async () => {
    const content = pdf('the same');
    const before = engine.scanned();
    const [one, other] = [await given('anna', (await submit()).id, content), await given('janis', (await submit('janis')).id, content)];
    const programs = [program(), program(), program()];
    await Promise.all(programs.map(it => it.checkNext()));

    expect(one.sha256).toBe(other.sha256);
    expect(engine.scanned() - before).toBe(1);
    await at('liga').get(other.path).expect(200);
  });
});

describe('an infected file', () => {
  it('is thrown away; the case and the one who sent it are told in words', async () => {
    const caseId = await inProgress();
    const { path, sha256 } = await given('anna', caseId, pdf(EICAR));
    await program().checkNext();

    expect(await checkOf(sha256)).toMatchObject({ state: 'infected', virus: 'Win.Test.EICAR_HDB-1' });
    expect(await office.blobs.has(sha256)).toBe(false);
    for (const who of ['anna', 'vita', 'liga']) expect((await at(who).get(path).expect(422)).body.slug).toBe('infected');
    const { body } = await at('anna').get(`/api/cases/${caseId}`).expect(200);
    expect(body.documents[0]).toMatchObject({ check: { state: 'infected' } });
    expect(body.messages.at(-1)).toMatchObject({ direction: 'to-client', body: expect.stringContaining('„Pielikums” atrasts vīruss') });
    expect(await eventsOf(caseId)).toContain('document-infected');
  });

  it('that staff have sent is told to them, not to the client', async () => {
    const caseId = await inProgress();
    await given('vita', caseId, pdf(EICAR));
    await program().checkNext();

    expect((await at('anna').get(`/api/cases/${caseId}`)).body.messages.filter((it: { body: string | null }) => it.body?.includes('vīruss'))).toEqual([]);
    expect(await eventsOf(caseId)).toContain('document-infected');
  });

  it('is not attached to anything', async () => {
    const { uploadId } = (await at('anna').upload('slikts.pdf', pdf(EICAR)).expect(201)).body;
    await program().checkNext();
    const { body } = await at('anna')
      .post('/api/cases', { kind: 'information-request', serviceId: null, data: {}, subject: 'Kāpēc?', uploadIds: [uploadId] })
      .expect(422);

    expect(body).toMatchObject({ slug: 'infected', faults: [{ path: 'uploadIds', code: 'infected' }] });
  });

  it('that is sent again is checked again: engines learn', async () => {
    const content = pdf(EICAR);
    const { sha256 } = await given('anna', (await submit()).id, content);
    await program().checkNext();
    const again = await given('anna', (await submit()).id, content);

    expect(await checkOf(sha256)).toMatchObject({ state: 'uploaded', virus: null });
    expect(await office.blobs.has(sha256)).toBe(true);
    await at('liga').get(again.path).expect(409);
  });
});

describe('when a program dies', () => {
  it('another finishes its file, and the result is written once', async () => {
    const caseId = await inProgress();
    const { sha256 } = await given('anna', caseId, pdf(EICAR));
    engine.behave('hold');
    const first = program();
    const dying = first.checkNext();
    while (engine.held() === 0) await new Promise(setImmediate);

    expect(await program().checkNext()).toBe(false); // the lease holds
    await office.database.sql`UPDATE file_check SET lease_until = now() - interval '1 second' WHERE sha256 = ${sha256}`; // nobody has heard of it for a minute
    engine.behave('answer');
    expect(await program().checkNext()).toBe(true);
    engine.letGo(); // the first one was not dead after all, only slow: it comes too late
    await dying;

    expect(await checkOf(sha256)).toMatchObject({ state: 'infected', lease: null });
    expect((await eventsOf(caseId)).filter(it => it === 'document-infected')).toHaveLength(1);
  });

  it('in good order, its file is free at once', async () => {
    const { sha256 } = await given('anna', (await submit()).id);
    engine.behave('hold');
    const stopped = program();
    stopped.kick();
    while (engine.held() === 0) await new Promise(setImmediate);
    await stopped.stop();

    expect(await checkOf(sha256)).toMatchObject({ state: 'uploaded', lease: null, attempts: 0 });
    engine.letGo();
    expect(await program().checkNext()).toBe(true);
    expect((await checkOf(sha256)).state).toBe('clean');
  });
});

describe('when the engine does not answer', () => {
  const again = (sha256: string) => office.database.sql`UPDATE file_check SET next_at = now() WHERE sha256 = ${sha256}`;

  it('the file is tried again, then served and marked as not checked; checked all the same when the engine is back', async () => {
    const { path, sha256 } = await given('anna', (await submit()).id);
    engine.behave('hang-up');
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      expect((await checkOf(sha256)).state).toBe('uploaded');
      await again(sha256);
      await program().checkNext();
    }
    expect((await checkOf(sha256)).state).toBe('unchecked');
    await at('liga').get(path).expect(200);

    engine.behave('answer');
    await again(sha256);
    await program().checkNext();
    expect((await checkOf(sha256)).state).toBe('clean');
  });

  it('and the check is required, the file stays in quarantine', async () => {
    const { path, sha256 } = await given('anna', (await submit()).id);
    engine.behave('hang-up');
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await again(sha256);
      await program({ required: true }).checkNext();
    }

    expect((await checkOf(sha256)).state).toBe('uploaded');
    await at('liga').get(path).expect(409);
  });

  it('to a file that is too large for it, it is not asked again soon', async () => {
    const { sha256 } = await given('anna', (await submit()).id);
    engine.behave('too-large');
    await program().checkNext();

    expect(await checkOf(sha256)).toMatchObject({ state: 'unchecked', lastError: expect.stringContaining('size limit') });
    expect(await program().checkNext()).toBe(false);
  });
});

it('where there is no engine, nothing is taken', async () => {
  const { sha256 } = await given('anna', (await submit()).id);

  expect(await program({ scanner: null }).checkNext()).toBe(false);
  expect((await checkOf(sha256)).state).toBe('uploaded');
});
