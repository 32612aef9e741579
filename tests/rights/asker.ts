import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestApp } from '../support/app.ts';
import { BYTES } from './cases.ts';
import { claimsOf, type Actor } from './people.ts';
import type { Route } from './routes.ts';

export type Answer = { status: number; body: unknown };
export type Asker = {
  ask(actor: Actor, route: Pick<Route, 'method' | 'media' | 'name'>, address: string, body?: unknown): Promise<Answer>;
  close(): Promise<void>;
};

/** Asks the API over HTTP, as a person of the matrix. */
export async function makeAsker({ app, token }: TestApp): Promise<Asker> {
  // nobody idles here: a connection is never closed under somebody's hands
  const server = createServer({ keepAliveTimeout: 0 }, app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, Promise<string>>();
  const bearerOf = async (actor: Actor) => {
    const key = [actor.name, ...actor.roles].join(' ');
    if (!tokens.has(key)) tokens.set(key, token(claimsOf(actor), { expiresIn: '12h' }));
    return `Bearer ${await tokens.get(key)}`;
  };

  return {
    async ask(actor, { method, media, name }, address, body) {
      const headers: Record<string, string> = { 'idempotency-key': randomUUID() };
      if (actor.signedIn) headers['authorization'] = await bearerOf(actor);
      const sent = payload(media, body, name);
      // a file that is refused before it is read ends its connection
      if (sent instanceof FormData) headers['connection'] = 'close';
      else if (sent) headers['content-type'] = media!;
      const response = await fetch(base + address, { method, headers, ...(sent && { body: sent }) });
      return readAnswer(response);
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function payload(media: string | null, body: unknown, name: string): string | FormData | undefined {
  if (media === 'multipart/form-data') {
    const form = new FormData();
    const isTable = name.includes('/import');
    form.set('file', new Blob([isTable ? Buffer.from('identifier,name,type,status\n') : BYTES]), isTable ? 'items.csv' : 'izzina.pdf');
    return form;
  }
  if (media && media !== 'application/json') return 'Subject: returned\r\n\r\n';
  return body === undefined ? undefined : JSON.stringify(body);
}

/** Streams that never end (events) are let go as soon as it is known that they began. */
async function readAnswer(response: Response): Promise<Answer> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) {
    if (type.includes('event-stream')) await response.body?.cancel();
    else await response.arrayBuffer();
    return { status: response.status, body: null };
  }
  return { status: response.status, body: (await response.json()) as unknown };
}
