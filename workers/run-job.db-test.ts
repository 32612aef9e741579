import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { makeLogger } from '../platform/logger.ts';
import { BusinessError, defineHandler } from '../processes/define-handler.ts';
import { useDatabase } from '../tests/support/database.ts';
import type { WorkerDeps } from './deps.ts';
import { runService, runShared, type Job } from './run-job.ts';
import { defineSharedHandler } from './shared-handler.ts';

const database = useDatabase();
const NOW = new Date('2026-11-21T10:00:00Z');
const SECRET = '150252-15019';

const depsWith = (over: Partial<WorkerDeps> = {}): WorkerDeps => ({
  db: database.db,
  outbox: { kick: () => {} },
  now: () => NOW,
  newId: randomUUID,
  processes: [],
  blobs: {} as WorkerDeps['blobs'],
  config: { AGENCY_URLS: {}, AGENCY_TOKENS: {} },
  log: makeLogger('silent'),
  ...over,
});

async function buildCase(): Promise<string> {
  const id = randomUUID();
  await database.db.case.create({ data: { id, code: `9999 ${id}`, kind: 'service-request', holder: 'vsaa', channel: 'online', submittedAt: NOW } });
  return id;
}

/** A job whose answers are written down. */
function buildJob(variables: Record<string, unknown>, key = String(Math.floor(Math.random() * 1e12))) {
  const told: unknown[] = [];
  const job: Job = {
    key,
    type: 'demo:do-it',
    elementId: 'Task_DoIt',
    retries: 3,
    variables,
    complete: async output => void told.push(['complete', output]),
    fail: async failure => void told.push(['fail', failure]),
    error: async error => void told.push(['error', error]),
  };
  return { job, told };
}

const input = z.object({ caseId: z.string() });
const eventsOf = (caseId: string) => database.db.caseEvent.count({ where: { caseId } });

const writing = defineSharedHandler({
  input,
  output: z.object({ done: z.number() }),
  async run({ caseId }, { tx, now }) {
    await tx.caseEvent.create({ data: { caseId, name: 'registered', at: now() } });
    return { done: 1, more: 'left out' };
  },
});

describe('a shared job', () => {
  it('has its effect and its answer; a second delivery has the answer only', async () => {
    // given
    const caseId = await buildCase();
    const { job, told } = buildJob({ caseId });

    // when
    await runShared(writing, job, depsWith());
    await runShared(writing, job, depsWith());

    // then
    expect(told).toEqual([
      ['complete', { done: 1 }],
      ['complete', { done: 1 }],
    ]);
    expect(await eventsOf(caseId)).toBe(1);
  });

  it('is not failed when only its answer was lost', async () => {
    // given: killed after the commit, before the engine heard of it
    const caseId = await buildCase();
    const { job, told } = buildJob({ caseId });
    const lost = {
      ...job,
      complete: async () => {
        throw new Error('UNAVAILABLE');
      },
    };
    await expect(runShared(writing, lost, depsWith())).rejects.toThrow('UNAVAILABLE');

    // when
    await runShared(writing, job, depsWith());

    // then
    expect(told).toEqual([['complete', { done: 1 }]]);
    expect(await eventsOf(caseId)).toBe(1);
  });

  it('has one effect when two workers have it at once', async () => {
    const caseId = await buildCase();
    const { job, told } = buildJob({ caseId });
    await Promise.all([runShared(writing, job, depsWith()), runShared(writing, job, depsWith()), runShared(writing, job, depsWith())]);
    expect(told).toEqual(Array.from({ length: 3 }, () => ['complete', { done: 1 }]));
    expect(await eventsOf(caseId)).toBe(1);
  });

  it('leaves nothing behind when it fails, and says nothing personal', async () => {
    // given
    const caseId = await buildCase();
    const { job, told } = buildJob({ caseId });
    const failing = defineSharedHandler({
      ...writing,
      async run(its, deps) {
        await writing.run(its, deps);
        throw new Error(`No person ${SECRET}`);
      },
    });

    // when
    await runShared(failing, job, depsWith());

    // then
    expect(told).toEqual([['fail', { errorMessage: 'No person [code]', retries: 2, retryBackOffMs: 1000 }]]);
    expect(await eventsOf(caseId)).toBe(0);
    expect(await database.db.jobEffect.count({ where: { jobKey: job.key } })).toBe(0);
  });

  it.each([
    ['is away', 'P1001', "Can't reach database server"],
    ['has no disk left', 'P2010', 'Raw query failed. Code: `53100`. Message: `could not extend file "base/16386/2674": No space left on device`'],
  ])('keeps its retries while our own database %s', async (_what, code, message) => {
    const { job, told } = buildJob({ caseId: randomUUID() });
    const away = defineSharedHandler({
      ...writing,
      run: async () => {
        throw Object.assign(new Error(message), { name: 'PrismaClientKnownRequestError', code });
      },
    });
    await runShared(away, job, depsWith());
    expect(told).toEqual([['fail', { errorMessage: `PrismaClientKnownRequestError ${code}`, retries: 3, retryBackOffMs: 1000 }]]);
  });

  it('fails at once when its variables are not as declared', async () => {
    const { job, told } = buildJob({ caseId: await buildCase() });
    const strict = defineSharedHandler({ ...writing, input: input.extend({ outcome: z.string() }), run: async () => ({ done: 1 }) });
    await runShared(strict, { ...job, retries: 1 }, depsWith());
    expect(told).toEqual([['fail', { errorMessage: 'Not as declared: outcome (invalid_type)', retries: 0, retryBackOffMs: 0 }]]);
  });
});

describe('a service’s job', () => {
  it('keeps facts and events with its effect, once, even when it is refused', async () => {
    // given
    const caseId = await buildCase();
    const { job, told } = buildJob({ caseId });
    const refusing = defineHandler({
      input,
      output: z.object({}),
      async run(_input, { caseFile }) {
        caseFile.recordFact('deathRegistered', false, 'PMLP');
        caseFile.recordEvent('facts-missing', { source: 'PMLP' });
        throw new BusinessError('death-not-registered');
      },
    });

    // when
    await runService(refusing, job, depsWith());
    await runService(refusing, job, depsWith());

    // then
    const refused = ['error', { errorCode: 'death-not-registered', errorMessage: 'death-not-registered' }];
    expect(told).toEqual([refused, refused]);
    expect(await eventsOf(caseId)).toBe(1);
    expect(await database.db.caseFact.findMany({ where: { caseId }, select: { key: true, value: true } })).toEqual([{ key: 'deathRegistered', value: false }]);
  });

  it('orders from an agency under the case’s step, asks nothing twice, and passes its refusal to the model', async () => {
    // given
    const seen: [string, string | undefined][] = [];
    const server = createServer((req, res) => {
      seen.push([`${req.method} ${req.url}`, req.headers['idempotency-key'] as string | undefined]);
      const [status, body] = req.url === '/known' ? [200, { id: 1 }] : req.url === '/unknown' ? [404, {}] : [409, { code: 'already-paid' }];
      res.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const config = { AGENCY_URLS: { vsaa: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, AGENCY_TOKENS: { vsaa: 'a-token-of-sixteen' } };
    const caseId = await buildCase();
    const { job, told } = buildJob({ caseId });
    const found: unknown[] = [];
    const paying = defineHandler({
      input,
      output: z.object({}),
      async run(_input, { agency }) {
        const vsaa = agency('vsaa');
        found.push(await vsaa.get('/known', z.object({ id: z.number() })), await vsaa.get('/unknown', z.object({})));
        return vsaa.post('/payments', { cents: 1 }, z.object({}));
      },
    });

    // when
    await runService(paying, job, depsWith({ config }));
    server.close();

    // then
    expect(found).toEqual([{ id: 1 }, undefined]);
    expect(seen).toEqual([
      ['GET /known', undefined],
      ['GET /unknown', undefined],
      ['POST /payments', `${caseId}:Task_DoIt:1`],
    ]);
    expect(told).toEqual([['error', { errorCode: 'already-paid', errorMessage: 'already-paid' }]]);
  });

  it('does not take an agency in trouble for one that knows of nothing', async () => {
    const server = createServer((_req, res) => void res.writeHead(503, { 'content-type': 'application/json' }).end('{}'));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const config = { AGENCY_URLS: { vsaa: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, AGENCY_TOKENS: { vsaa: 'a-token-of-sixteen' } };
    const { job, told } = buildJob({ caseId: await buildCase() });
    const asking = defineHandler({
      input,
      output: z.object({}),
      run: async (_input, { agency }) => (await agency('vsaa').get('/persons/1', z.object({}))) ?? {},
    });
    await runService(asking, job, depsWith({ config }));
    server.close();
    expect(told).toEqual([['fail', { errorMessage: 'The system of vsaa answered 503', retries: 2, retryBackOffMs: 300_000 }]]);
  });

  it('is tried again when the agency is away, and names the agency only', async () => {
    const config = { AGENCY_URLS: { vsaa: 'http://127.0.0.1:1' }, AGENCY_TOKENS: { vsaa: 'a-token-of-sixteen' } };
    const { job, told } = buildJob({ caseId: await buildCase() });
    const asking = defineHandler({
      input,
      output: z.object({}),
      run: async (_input, { agency }) => (await agency('vsaa').get(`/persons/${SECRET}`, z.object({}))) ?? {},
    });
    await runService(asking, job, depsWith({ config }));
    expect(told).toEqual([['fail', { errorMessage: 'The system of vsaa cannot be reached', retries: 2, retryBackOffMs: 300_000 }]]);
  });
});
