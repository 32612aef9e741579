import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { useApi } from '../../../tests/support/api.ts';

const api = useApi();
const AT = new Date('2026-11-21T10:00:00Z');

beforeEach(async () => {
  const { db } = api.database;
  for (const table of [db.outbox, db.engineIncident, db.case]) await (table as typeof db.case).deleteMany();
});

/** An incident of the engine as the journal puts it down. */
async function buildIncident(over: { key?: string; createdAt?: Date; jobKey?: string | null; caseId?: string | null; resolvedAt?: Date } = {}) {
  const { key = String(Math.floor(Math.random() * 1e15)) } = over;
  const about = { processId: 'made-up', elementId: 'Task_Unknown', errorType: 'JOB_NO_RETRIES', message: 'The system of pmlp cannot be reached' };
  await api.database.db.engineIncident.create({ data: { ...about, jobKey: '77', createdAt: AT, ...over, key } });
  return key;
}

async function buildCase(): Promise<string> {
  const id = randomUUID();
  await api.database.db.case.create({ data: { id, code: '9999 7654', kind: 'service-request', holder: 'vsaa', channel: 'online', submittedAt: AT } });
  return id;
}

const pathOf = (key: string) => `/api/engine-incidents/${key}/retry`;
const outbox = () => api.database.db.outbox.findMany();

describe('the list of engine incidents', () => {
  it('shows what is open, the oldest first, with its case and its cause', async () => {
    // given
    const caseId = await buildCase();
    const newer = await buildIncident({ createdAt: new Date('2026-11-21T11:00:00Z') });
    const older = await buildIncident({ caseId });
    await buildIncident({ resolvedAt: AT });

    // when
    const { body } = await (await api.as('edgars')).get('/api/engine-incidents').expect(200);

    // then
    expect(body.incidents.map((it: { key: string }) => it.key)).toEqual([older, newer]);
    expect(body.incidents[0]).toEqual({
      key: older,
      caseId,
      caseCode: '9999 7654',
      processId: 'made-up',
      elementId: 'Task_Unknown',
      elementName: 'Task_Unknown',
      errorType: 'JOB_NO_RETRIES',
      message: 'The system of pmlp cannot be reached',
      createdAt: AT.toISOString(),
    });
  });

  it('is empty when nothing is wrong', async () => {
    const { body } = await (await api.as('edgars')).get('/api/engine-incidents').expect(200);
    expect(body).toEqual({ incidents: [] });
  });
});

describe('an operator’s "again"', () => {
  it('goes to the engine with the job, and into the audit', async () => {
    // given
    const caseId = await buildCase();
    const key = await buildIncident({ caseId });

    // when
    await (await api.as('edgars')).post(pathOf(key)).expect(204);

    // then
    expect(await outbox()).toMatchObject([{ caseId: null, command: 'resolve-incident', payload: { incidentKey: key, jobKey: '77' } }]);
    const { db } = api.database;
    expect(await db.engineIncident.findUnique({ where: { key } })).toMatchObject({ retriedBy: 'edgars', resolvedAt: null });
    expect(await db.auditEntry.findFirst({ orderBy: { seq: 'desc' } })).toMatchObject({ actor: 'edgars', did: 'engine-incident.retry', caseId, data: { key } });
  });

  it('names no job where none has failed: a decision or an expression', async () => {
    const key = await buildIncident({ jobKey: null });
    await (await api.as('edgars')).post(pathOf(key)).expect(204);
    expect((await outbox()).map(it => it.payload)).toEqual([{ incidentKey: key }]);
  });

  it('may be said again as long as the incident stands', async () => {
    const key = await buildIncident();
    const edgars = await api.as('edgars');
    await edgars.post(pathOf(key)).expect(204);
    await edgars.post(pathOf(key)).expect(204);
    expect(await outbox()).toHaveLength(2);
  });

  it('is refused when the engine has got past it', async () => {
    const key = await buildIncident({ resolvedAt: AT });
    const { body } = await (await api.as('edgars')).post(pathOf(key)).expect(409);
    expect(body.slug).toBe('already-done');
    expect(await outbox()).toEqual([]);
  });

  it.each([
    ['that is not there', '123', 404, 'not-found'],
    ['that is no key', 'abc', 400, 'invalid-request'],
  ])('is refused for an incident %s', async (_what, key, status, slug) => {
    const { body } = await (await api.as('edgars')).post(pathOf(key)).expect(status);
    expect(body.slug).toBe(slug);
  });
});

describe('who', () => {
  it.each(['anna', 'liga', 'karlis', 'vita', 'vija', 'mara', 'aija'])('%s neither sees incidents nor retries them', async username => {
    // given
    const key = await buildIncident();
    const person = await api.as(username);

    // when, then
    await person.get('/api/engine-incidents').expect(403);
    const { body } = await person.post(pathOf(key)).expect(403);
    expect(body.slug).toBe('not-permitted');
    expect(await outbox()).toEqual([]);
  });
});
