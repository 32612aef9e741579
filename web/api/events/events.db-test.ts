import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import { newId } from '../../../platform/id.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { cutConnections } from '../../../tests/support/clone.ts';
import { useApi } from '../../../tests/support/api.ts';

const api = useApi();
const closing = new AbortController();
let server: Server;

beforeAll(async () => {
  await api.deps.useCases.events.start();
  server = createServer(api.app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  closing.abort();
  await new Promise(resolve => server.close(resolve));
});

type Heard = { event: string; caseId?: string };

/** Listens as a browser does; resolves when the stream stands. */
async function listen(username: string) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/events`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await api.token(username)}` }, signal: closing.signal });
  const heard: Heard[] = [];
  const waiting: { is(it: Heard): boolean; resolve(): void }[] = [];
  const ready = Promise.withResolvers<void>();
  const parser = createParser({
    onEvent({ event = '', data }) {
      if (event === 'ready') return ready.resolve();
      const it = { event, ...(JSON.parse(data) as { caseId?: string }) };
      heard.push(it);
      for (const each of waiting) if (each.is(it)) each.resolve();
    },
  });
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
  })().catch(() => {});
  await ready.promise;

  return {
    response,
    heard,
    ended,
    until: (event: string, caseId?: string) =>
      new Promise<void>(resolve => {
        const is = (it: Heard) => it.event === event && it.caseId === caseId;
        if (heard.some(is)) resolve();
        else waiting.push({ is, resolve });
      }),
  };
}

async function clientIdOf(username: string): Promise<string> {
  return (await (await api.as(username)).get('/api/me')).body.client.id as string;
}

async function makeCase(clientId: string): Promise<string> {
  const id = newId();
  const data = { id, code: `0008 ${id.slice(-12)}`, kind: 'service-request', holder: 'vsaa', clientId, channel: 'online', submittedAt: new Date() };
  await api.database.db.case.create({ data });
  return id;
}

const change = (caseId: string) => api.database.db.$transaction(tx => notifyCase(tx, caseId));

it('tells of a case those who may see it, and nobody else', async () => {
  const caseId = await makeCase(await clientIdOf('anna'));
  const other = await makeCase(await clientIdOf('janis'));
  const [anna, janis, vita, pavels] = await Promise.all(['anna', 'janis', 'vita', 'pavels'].map(listen));

  await change(caseId);
  await Promise.all([anna!.until('case', caseId), vita!.until('case', caseId), vita!.until('tasks', caseId)]);
  await change(other);
  await janis!.until('case', other);

  expect(anna!.response.headers.get('content-type')).toBe('text/event-stream');
  expect(anna!.heard).toEqual([{ event: 'case', caseId }]);
  expect(janis!.heard).toEqual([{ event: 'case', caseId: other }]);
  expect(pavels!.heard).toEqual([]);
});

it('answers who asks only whether it is there', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/events`;
  const response = await fetch(url, { method: 'HEAD', headers: { authorization: `Bearer ${await api.token('anna')}` } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
});

it('says once what changed many times in one moment', async () => {
  const caseId = await makeCase(await clientIdOf('anna'));
  const last = await makeCase(await clientIdOf('anna'));
  const anna = await listen('anna');

  await api.database.db.$transaction(async tx => {
    for (let n = 0; n < 20; n += 1) await notifyCase(tx, caseId);
  });
  await change(last);
  await anna.until('case', last);

  expect(anna.heard.filter(it => it.caseId === caseId)).toHaveLength(1);
});

it('says nothing of what was rolled back', async () => {
  const [undone, done] = [await makeCase(await clientIdOf('anna')), await makeCase(await clientIdOf('anna'))];
  const anna = await listen('anna');
  const rolledBack = api.database.db.$transaction(async tx => {
    await notifyCase(tx, undone);
    throw new Error('no');
  });

  await expect(rolledBack).rejects.toThrow('no');
  await change(done);
  await anna.until('case', done);
  expect(anna.heard).toEqual([{ event: 'case', caseId: done }]);
});

it('listens again after PostgreSQL has cut the connections; who has missed something comes back', async () => {
  const caseId = await makeCase(await clientIdOf('anna'));
  const before = await listen('anna');
  await cutConnections(api.database.sql);

  // whoever listened is sent away, as soon as changes are heard again
  await before.ended;
  const anna = await listen('anna');
  await change(caseId);

  await anna.until('case', caseId);
});

it('tells operators, and nobody else, that technical trouble has come or gone', async () => {
  const last = await makeCase(await clientIdOf('anna'));
  const [edgars, vita] = await Promise.all(['edgars', 'vita'].map(listen));

  await api.database.sql`SELECT pg_notify('pietura_operations', '')`;
  await edgars!.until('operations');
  await change(last);
  await vita!.until('tasks', last);

  expect(edgars!.heard).toEqual([{ event: 'operations' }]);
  expect(vita!.heard.map(it => it.event)).not.toContain('operations');
});

it('lets nobody listen who has not signed in', async () => {
  await api.anybody().get('/api/events').expect(401);
});
