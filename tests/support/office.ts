import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll } from '@jest/globals';
import type { Express } from 'express';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { AGENCIES, DEMO_USERS } from '../../docker/sandbox/people.ts';
import { configSchema } from '../../platform/config.ts';
import { newId } from '../../platform/id.ts';
import { makeLogger } from '../../platform/logger.ts';
import { makeMetrics } from '../../platform/metrics.ts';
import { loadProcesses, type Process } from '../../processes/load.ts';
import { createApp } from '../../web/api/app.ts';
import type { StepDeps } from '../../web/api/cases/deps.ts';
import { makeDeps } from '../../web/api/deps.ts';
import { makeBlobs, type Blobs } from '../../web/api/documents/blobs.ts';
import { useDatabase } from './database.ts';

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const ISSUER = 'http://keycloak.test/realms/pietura';
const KEY = 'Idempotency-Key';

/**
 * The API over a database of its own, without an engine: people sign in by tokens signed here, `step` takes the steps that workers
 * take, `task` puts down a task as the journal would. The clock stands still unless moved.
 */
export function useOffice() {
  const database = useDatabase();
  let app: Express;
  let sign: (username: string) => Promise<string>;
  let processes: Process[];
  let blobs: Blobs;
  let at = new Date('2026-11-02T08:00:00Z');
  const now = () => at;

  beforeAll(async () => {
    const keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'test', alg: 'RS256' };
    sign = username => tokenOf(username, keys.privateKey);
    processes = await loadProcesses();
    blobs = makeBlobs(mkdtempSync(join(tmpdir(), 'pietura-blobs-')));
    for (const { slug: id, ...titles } of AGENCIES) await database.db.agency.create({ data: { id, ...titles } });
    const config = configSchema.parse({
      PIETURA_PROFILE: 'test',
      RATE_READS_PER_MINUTE: '0',
      RATE_WRITES_PER_MINUTE: '0',
      DATABASE_URL: database.url,
      KEYCLOAK_URL: 'http://keycloak.test',
      JOURNAL_PASSWORD: 'x'.repeat(16),
      AGENCY_TOKEN: 'x'.repeat(16),
      AGENCY_URLS: '{}',
      BLOB_DIR: '/nowhere',
    });
    const foundation = {
      db: database.db,
      sql: database.sql,
      outbox: { kick() {} },
      now,
      newId,
      processes,
      log: makeLogger('silent'),
      config,
      blobs,
      metrics: makeMetrics(),
      checks: { required: {}, shown: {}, isStopping: () => false },
      keys: createLocalJWKSet({ keys: [jwk] }),
    };
    app = createApp(await makeDeps(foundation as unknown as Parameters<typeof makeDeps>[0]));
  });

  return {
    database,
    get db() {
      return database.db;
    },
    now,
    get processes() {
      return processes;
    },
    get blobs() {
      return blobs;
    },
    moveTo(instant: string) {
      at = new Date(instant);
    },
    /** A person at a keyboard. */
    async as(username: string) {
      const token = await sign(username);
      const request = (method: 'get' | 'post' | 'put' | 'delete', path: string) => supertest(app)[method](path).set('authorization', `Bearer ${token}`);
      return {
        get: (path: string) => request('get', path),
        post: (path: string, body: object, key: string = randomUUID()) => request('post', path).set(KEY, key).send(body),
        put: (path: string, body: object = {}) => request('put', path).send(body),
        upload: (name: string, content: Buffer) => request('post', '/api/uploads').attach('file', content, name),
      };
    },
    /** One step as a worker takes it. */
    step<I, O>(run: (input: I, deps: StepDeps) => Promise<O>, input: I): Promise<O> {
      return database.db.$transaction(tx => run(input, { tx, now, newId, processes, blobs }));
    },
    /** A task as the journal would put it down. */
    async task(
      caseId: string,
      {
        processId,
        elementId,
        formId,
        team = 'vsaa',
        role = 'specialist',
      }: { processId: string; elementId: string; formId: string | null; team?: string; role?: string },
    ) {
      const key = String(Math.floor(Math.random() * 1e15));
      await database.db.task.create({
        data: {
          key,
          caseId,
          runKey: '1',
          processId,
          version: 1,
          elementId,
          titleLv: elementId,
          titleEn: elementId,
          formId,
          team,
          role,
          level: 2,
          createdAt: at,
        },
      });
      return key;
    },
  };
}

async function tokenOf(username: string, key: SigningKey): Promise<string> {
  const user = DEMO_USERS.find(it => it.username === username);
  if (!user) throw new Error(`Nobody is called ${username}`);
  const claims = {
    typ: 'Bearer',
    name: `${user.givenName} ${user.familyName}`,
    given_name: user.givenName,
    family_name: user.familyName,
    groups: user.agency ? [user.agency] : [],
    realm_access: { roles: user.roles },
    ...(user.personalCode && { personal_code: user.personalCode }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'test' })
    .setSubject(username)
    .setIssuer(ISSUER)
    .setAudience('pietura-api')
    .setExpirationTime('1h')
    .sign(key);
}
