import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { useApi } from '../../../tests/support/api.ts';
import { makeChecks, type ChecksDeps } from './checks.ts';
import { makeTokenWatch } from './token-watch.ts';

const api = useApi();
const NOW = new Date('2026-11-22T10:00:00Z');
const MINUTE_MS = 60_000;

beforeEach(async () => {
  const { db } = api.database;
  for (const table of [db.outbox, db.engineIncident, db.backupTaken]) await (table as typeof db.outbox).deleteMany();
});

/** A look at the platform, new each time: nothing is remembered of an earlier one. */
async function look(over: Partial<ChecksDeps> = {}) {
  const registerHealth = { read: async () => ({ ownerless: 0, withoutTask: 0, at: NOW.toISOString() }) };
  const config = { BLOB_DIR: import.meta.dirname, PUBLIC_URL: 'http://localhost:1', KEYCLOAK_URL: 'http://localhost:2', AGENCY_URLS: {} };
  const checks = makeChecks({ sql: api.database.sql, now: () => NOW, config, registerHealth, isEngineThere: async () => true, ...over });
  const { checks: all } = (await checks.list({} as never, {} as never)) as Awaited<ReturnType<typeof checks.list>> & {
    checks: { id: string; state: string; value: number | null; since: string | null }[];
  };
  return new Map(all.map(it => [it.id, it]));
}

const incident = (over: object) =>
  api.database.db.engineIncident.create({
    data: { key: String(Math.random()), processId: 'made-up', elementId: 'Task', errorType: 'CONDITION_ERROR', message: 'no', createdAt: NOW, ...over },
  });

describe('what is wrong with the platform', () => {
  it('is nothing when all is well; what there is not here is not shown', async () => {
    await api.database.db.backupTaken.create({ data: { at: new Date(), bytes: 1, tookMs: 1 } });
    const all = await look();
    const wrong = [...all.values()].filter(it => it.state !== 'ok' && it.id !== 'disk');
    expect(wrong).toEqual([]);
    expect(all.has('certificates')).toBe(false);
  });

  it('is the age of what waits for the engine, not what was put aside', async () => {
    const { db } = api.database;
    const command = { command: 'publish-message', payload: {} };
    await db.outbox.create({ data: { ...command, createdAt: new Date(Date.now() - 5 * MINUTE_MS) } });
    await db.outbox.create({ data: { ...command, createdAt: new Date(Date.now() - 60 * MINUTE_MS), nextAt: new Date('2999-01-01T00:00:00Z') } });
    const all = await look();
    expect(all.get('outbox-age')).toMatchObject({ state: 'warning', since: expect.any(String) });
    expect(Math.round((all.get('outbox-age')?.value ?? 0) / 60)).toBe(5);
    expect(all.get('outbox-parked')).toMatchObject({ state: 'warning', value: 1 });
  });

  it('is what the engine could not get past, since the oldest of it', async () => {
    await incident({ createdAt: new Date(NOW.getTime() - 60 * MINUTE_MS) });
    await incident({ errorType: 'JOB_NO_RETRIES', message: 'The system of vsaa answered 401' });
    await incident({ resolvedAt: NOW });
    const all = await look();
    expect(all.get('incidents')).toMatchObject({ state: 'warning', value: 2, since: new Date(NOW.getTime() - 60 * MINUTE_MS).toISOString() });
    expect(all.get('dead-jobs')).toMatchObject({ value: 1, since: NOW.toISOString() });
    expect(all.get('agency-tokens')).toMatchObject({ state: 'warning', value: 1 });
  });

  it('is a journal that is behind: a case the engine has and does not confirm', async () => {
    await api.database.db.case.create({
      data: {
        id: randomUUID(),
        code: '9999 1',
        kind: 'service-request',
        holder: 'vsaa',
        channel: 'online',
        submittedAt: new Date(NOW.getTime() - 6 * MINUTE_MS),
      },
    });
    expect((await look()).get('journal')).toMatchObject({ state: 'critical', value: 360 });
  });

  it('is a backup that is old, or that nobody ever took', async () => {
    await api.database.db.backupTaken.create({ data: { at: new Date(Date.now() - 30 * 60 * MINUTE_MS), bytes: 1, tookMs: 1 } });
    expect((await look()).get('backup-age')).toMatchObject({ state: 'warning' });
  });

  it('is an engine that is away, tokens that are refused, cases astray', async () => {
    const tokens = makeTokenWatch();
    for (let n = 0; n < 60; n += 1) tokens.refused();
    const registerHealth = { read: async () => ({ ownerless: 1, withoutTask: 2, at: NOW.toISOString() }) };
    const all = await look({ isEngineThere: async () => false, tokens, registerHealth });
    expect(all.get('engine')).toMatchObject({ state: 'critical', since: NOW.toISOString() });
    expect(all.get('sign-in')).toMatchObject({ state: 'warning', value: 60 });
    expect(all.get('register')).toMatchObject({ state: 'critical', value: 3 });
  });

  it('is not known when it cannot be read; the rest is shown', async () => {
    const all = await look({ isEngineThere: () => Promise.reject(new Error('no')) });
    expect(all.get('engine')).toMatchObject({ state: 'unknown', value: null });
    expect(all.get('outbox-age')).toMatchObject({ state: 'ok' });
  });
});

describe('who', () => {
  it('is for the platform’s operators', async () => {
    await (await api.as('edgars')).get('/api/operations/checks').expect(200);
    for (const username of ['anna', 'liga', 'karlis', 'vija', 'mara', 'aija']) await (await api.as(username)).get('/api/operations/checks').expect(403);
  });

  it('Prometheus, on this machine, has the same numbers under the names of the alerts', async () => {
    const { text } = await request(api.app).get('/metrics').expect(200);
    for (const name of [
      'pietura_outbox_oldest_seconds',
      'pietura_engine_incidents',
      'pietura_dead_jobs',
      'pietura_disk_free_share',
      'pietura_backup_age_seconds',
    ])
      expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'));
  });
});

describe('tokens that were refused', () => {
  it('are counted for a quarter of an hour', () => {
    let nowMs = 0;
    const watch = makeTokenWatch(() => nowMs);
    watch.refused();
    nowMs = 14 * MINUTE_MS;
    watch.refused();
    expect(watch.inLastQuarter()).toBe(2);
    nowMs = 15 * MINUTE_MS;
    expect(watch.inLastQuarter()).toBe(1);
  });
});
