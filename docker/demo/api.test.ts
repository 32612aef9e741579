import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { giveFeedback } from '../../web/contract/cases.ts';
import { getMe } from '../../web/contract/me.ts';
import { makeApi, NotInTime, Refused } from './api.ts';

type Handle = (req: IncomingMessage, res: ServerResponse) => void;
const CASE = { caseId: '018f0000-0000-7000-8000-000000000001' };
const FEEDBACK = { params: CASE, body: { rating: 5 } };
let server: Server;
let url: string;
/** Answers to the calls of the API, in order; the last one stays. */
let answers: Handle[];
let asked: IncomingMessage[];
let tokens: number;

const json =
  (status: number, body: unknown): Handle =>
  (_req, res) =>
    void res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const breakOff: Handle = req => void req.socket.destroy();
const breakOffInTheMiddle: Handle = (req, res) => {
  res.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': 100 }).write('{"version":');
  setImmediate(() => req.socket.destroy());
};
const done = json(201, { version: 2 });

beforeEach(async () => {
  [answers, asked, tokens] = [[done], [], 0];
  server = createServer((req, res) => {
    const settings = {
      keycloakUrl: url,
      realm: 'pietura',
      clientId: 'pietura-web',
      release: '0',
      demo: true,
      uploads: { maxBytes: 1, maxFiles: 1, accept: '' },
    };
    if (req.url === '/api/settings') return json(200, settings)(req, res);
    if (req.url?.endsWith('/token')) return json(200, { access_token: `token-${++tokens}`, expires_in: 300 })(req, res);
    asked.push(req);
    return (answers.length > 1 ? answers.shift() : answers[0])?.(req, res);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise(resolve => server.close(resolve));
});

const keys = () => asked.map(req => req.headers['idempotency-key']);
const anna = (over = new AbortController().signal) => makeApi(url, over).signIn('anna');

describe('a patient visitor', () => {
  it('repeats a call with the same key when the connection breaks or the server fails', async () => {
    answers = [breakOff, json(503, {}), breakOffInTheMiddle, json(429, {}), done];

    await anna().call(giveFeedback, FEEDBACK);

    expect(asked).toHaveLength(5);
    expect(new Set(keys()).size).toBe(1);
  });

  it('takes a new key for a new call', async () => {
    const visitor = anna();

    await visitor.call(giveFeedback, FEEDBACK);
    await visitor.call(giveFeedback, FEEDBACK);

    expect(new Set(keys()).size).toBe(2);
  });

  it('fetches a new token when the API does not take the one it has', async () => {
    answers = [json(401, {}), done];

    await anna().call(giveFeedback, FEEDBACK);

    expect(asked.map(req => req.headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('does not repeat what is refused, and says why', async () => {
    answers = [json(422, { slug: 'invalid-form', detail: 'Look again', faults: [{ path: 'rating', code: 'too-big' }] })];

    const call = anna().call(giveFeedback, FEEDBACK);

    await expect(call).rejects.toThrow(Refused);
    await expect(call).rejects.toThrow('POST /api/cases/:caseId/feedback: 422 invalid-form (Look again; rating: too-big)');
    expect(asked).toHaveLength(1);
  });

  it('gives up when the time is over, and says what it waited for', async () => {
    answers = [json(503, {})];

    const call = anna(AbortSignal.timeout(300)).call(getMe);

    await expect(call).rejects.toThrow(NotInTime);
    await expect(call).rejects.toThrow('GET /api/me was not answered in time (last: 503)');
  });
});
