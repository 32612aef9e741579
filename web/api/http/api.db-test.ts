import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from '@jest/globals';
import { useApi } from '../../../tests/support/api.ts';
import { ENDPOINTS } from '../../contract/index.ts';
import { ROLES } from '../../contract/words.ts';

const api = useApi();
const NOBODY = '00000000-0000-7000-8000-000000000000';
const pathOf = (path: string) =>
  path
    .replace(/:key|:taskKey/g, '1')
    .replace(':subject', 'register')
    .replace(/:\w+/g, NOBODY);

describe('signing in', () => {
  it('mirrors the person, and for a resident makes the client record once', async () => {
    const anna = await api.as('anna');
    await Promise.all(Array.from({ length: 5 }, () => anna.get('/api/me').expect(200)));
    const { body } = await anna.get('/api/me');

    expect(body).toMatchObject({
      id: 'anna',
      name: 'Anna Bērziņa',
      roles: ['resident'],
      agency: null,
      client: { name: 'Anna Bērziņa', email: 'anna@pietura.example' },
    });
    expect(await api.database.db.client.count()).toBe(1);
    expect(await api.database.db.userAccount.findUnique({ where: { id: 'anna' } })).toMatchObject({ clientId: body.client.id });
  });

  it('says the agency of staff by its name', async () => {
    const { body } = await (await api.as('vita')).get('/api/me');

    expect(body).toMatchObject({ agency: { id: 'vsaa', title: { en: 'State Social Insurance Agency' } }, client: null });
  });

  it.each([
    ['of another realm', {}, { issuer: 'http://keycloak.test/realms/other' }],
    ['for another audience', {}, { audience: 'account' }],
    ['that has expired', {}, { expiresIn: '-5m' }],
    ['of another type', { typ: 'ID' }, {}],
    ['signed by an unknown key', {}, { keyId: 'unknown' }],
  ])('refuses a token %s', async (_what, claims, options) => {
    const bearer = await api.token('anna', claims, options);
    const { body, headers } = await api.anybody().get('/api/me').set('authorization', `Bearer ${bearer}`).expect(401);

    expect(body).toMatchObject({ slug: 'not-signed-in', status: 401 });
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(JSON.stringify(body)).not.toContain(bearer);
  });

  it('refuses a token with our key id that another key has signed', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ sub: 'anna', typ: 'Bearer', realm_access: { roles: ['platform-admin'] } })
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setIssuer('http://keycloak.test/realms/pietura')
      .setAudience('pietura-api')
      .setExpirationTime('5m')
      .sign(privateKey);

    await api.anybody().get('/api/audit').set('authorization', `Bearer ${forged}`).expect(401);
  });

  it('refuses a token that says no role for what it has none for', async () => {
    const bearer = await api.token('aija', { realm_access: { roles: ['made-up'] } });

    await api.anybody().get('/api/audit').set('authorization', `Bearer ${bearer}`).expect(403);
  });
});

describe('every endpoint', () => {
  it.each(ENDPOINTS.filter(it => it.access === 'signed-in').map(it => [it.method, it.path] as const))(
    '%s %s refuses whoever has not signed in',
    async (method, path) => {
      const { body } = await api.anybody()[method](pathOf(path)).expect(401);

      expect(body.slug).toBe('not-signed-in');
    },
  );

  it.each(ENDPOINTS.filter(it => it.idempotent).map(it => [it.path] as const))('post %s wants an idempotency key', async path => {
    // somebody with every role: the gate is not what is asked here
    const bearer = await api.token('karlis', { realm_access: { roles: ROLES } });
    const { body } = await api.anybody().post(pathOf(path)).set('authorization', `Bearer ${bearer}`).send({}).expect(400);

    expect(body.slug).toBe('invalid-request');
  });
});

describe('the gate', () => {
  it.each([
    ['anna', 'get', '/api/cases', 403],
    ['anna', 'get', '/api/audit', 403],
    ['anna', 'get', '/api/engine-incidents', 403],
    ['anna', 'get', '/api/colleagues', 403],
    ['vita', 'get', '/api/audit', 403],
    ['mara', 'get', '/api/engine-incidents', 403],
    ['edgars', 'get', '/api/cases', 403],
    ['edgars', 'get', '/api/engine-incidents', 200],
    ['edgars', 'get', '/api/audit', 200],
    ['aija', 'get', '/api/audit', 200],
    ['vita', 'get', '/api/cases', 200],
    ['liga', 'get', '/api/colleagues', 200],
  ] as const)('%s may %s %s: %i', async (who, method, path, status) => {
    await (await api.as(who))[method](path).expect(status);
  });
});

describe('faults of the caller', () => {
  it('says which field is wrong, and how', async () => {
    const liga = await api.as('liga');
    const { body, headers } = await liga.post('/api/clients/look-up').send({ personalCode: '', purpose: 'curiosity' }).expect(400);

    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:pietura:problem:invalid-request', status: 400, instance: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(body.faults.map((it: { path: string }) => it.path).sort()).toEqual(['identifiedBy', 'personalCode', 'purpose']);
  });

  it.each([
    ['a body that is not JSON', '{', 400, 'invalid-request'],
    ['a body over 256 kB', JSON.stringify({ data: { text: 'x'.repeat(300_000) } }), 413, 'too-large'],
  ])('%s', async (_what, body, status, slug) => {
    const anna = await api.as('anna');
    const answer = await anna.put('/api/drafts/register').set('content-type', 'application/json').send(body).expect(status);

    expect(answer.body.slug).toBe(slug);
  });

  it('has no endpoint that is not in the contract', async () => {
    const { body } = await api.anybody().get('/api/nothing').expect(404);

    expect(body.slug).toBe('not-found');
  });
});

describe('around the API', () => {
  it('goes on with the trace of the caller', async () => {
    const { headers } = await api.anybody().get('/api/settings').set('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');

    expect(headers['x-request-id']).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it('lets run our own scripts only, and keeps nothing of a person', async () => {
    const { headers } = await (await api.as('anna')).get('/api/me');

    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("connect-src 'self' http://keycloak.test");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('is ready without the engine, and says so', async () => {
    const { body } = await api.anybody().get('/health/ready').expect(200);

    expect(body).toEqual({ ready: true, required: { database: true, migrations: true }, shown: { engine: false } });
  });

  it('shows figures to this machine only', async () => {
    await api.anybody().get('/metrics').expect(200);
    await api.anybody().get('/metrics').set('x-forwarded-for', '203.0.113.7').expect(404);
  });

  it('describes itself, as committed', async () => {
    const { body } = await api.anybody().get('/openapi.json').expect(200);

    expect(body).toEqual(JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8')));
    await api.anybody().get('/api-docs').expect(200).expect('content-type', /html/);
  });
});
