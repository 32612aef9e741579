import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeLogger } from '../../../platform/logger.ts';
import { makeMetrics } from '../../../platform/metrics.ts';
import { problemHandler } from './problem-handler.ts';
import { makeSteps } from './steps.ts';

async function serve(publicUrl: string, isCrowded = () => false): Promise<{ server: Server; url: string }> {
  const app = express();
  const config = { KEYCLOAK_URL: 'https://login.example.lv', PUBLIC_URL: publicUrl };
  for (const [, step] of makeSteps({ config, log: makeLogger('silent'), metrics: makeMetrics(), isCrowded })) app.use(step);
  app.get('/api/thing', (_req, res) => void res.json({ said: '<script>' }));
  app.get('/health/ready', (_req, res) => void res.json({ ready: true }));
  app.use(problemHandler(makeLogger('silent')));
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Node's fetch sends no TRACE. */
const statusOf = (method: string, url: string) =>
  new Promise<number>((resolve, reject) =>
    request(url, { method }, res => resolve(res.resume().statusCode ?? 0))
      .on('error', reject)
      .end(),
  );

describe('what every answer tells the browser', () => {
  let secure: Awaited<ReturnType<typeof serve>>;
  let plain: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    [secure, plain] = await Promise.all([serve('https://pietura.example.lv'), serve('http://localhost:8800')]);
  });
  afterAll(() => {
    for (const { server } of [secure, plain]) server.close();
  });

  it('only our own scripts, no plug-ins, no other base, no foreign frame', async () => {
    const policy = (await fetch(`${secure.url}/api/thing`)).headers.get('content-security-policy') ?? '';

    expect(policy.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        'upgrade-insecure-requests',
      ]),
    );
    expect(policy).not.toContain('unsafe-eval');
  });

  it('behind https: nothing but https for a year, here and below', async () => {
    expect((await fetch(`${secure.url}/api/thing`)).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect((await fetch(`${plain.url}/api/thing`)).headers.get('strict-transport-security')).toBeNull();
  });

  it('no guessing of types, no address to others, nothing kept, no other origin', async () => {
    const { headers } = await fetch(`${secure.url}/api/thing`, { headers: { origin: 'https://elsewhere.example' } });

    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('TRACE echoes nothing', async () => {
    expect(await statusOf('TRACE', `${secure.url}/api/thing`)).toBe(404);
  });
});

describe('when those before wait too long', () => {
  it('the API refuses at once, and says when to come again; who asks for its health is answered', async () => {
    let crowded = true;
    const { server, url } = await serve('http://localhost:8800', () => crowded);
    try {
      const refused = await fetch(`${url}/api/thing`);
      expect({ status: refused.status, again: refused.headers.get('retry-after') }).toEqual({ status: 503, again: '2' });
      expect(await refused.json()).toMatchObject({ slug: 'busy', title: 'The service is busy or being restarted, try again in a moment' });
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);

      crowded = false;
      expect((await fetch(`${url}/api/thing`)).status).toBe(200);
    } finally {
      server.close();
    }
  });
});
