import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import postgres from 'postgres';
import { loadConfig } from '../../platform/config.ts';
import { makeDatabase, type Sql } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { makeLogger } from '../../platform/logger.ts';
import { makeMetrics } from '../../platform/metrics.ts';
import { migrate } from '../../platform/migrate.ts';
import { seedAgencies } from '../../prisma/seed.ts';
import { loadProcesses } from '../../processes/load.ts';
import { createApp } from '../../web/api/app.ts';
import { makeDeps } from '../../web/api/deps.ts';
import { makeBlobs } from '../../web/api/documents/blobs.ts';
import { databaseAnswers, migrated } from '../../web/api/http/health.ts';
import { seedLarge } from '../seed-large/seed.ts';

const KEYCLOAK_URL = 'http://keycloak.bench';

/** Who asks: a name, the agency, the roles. */
export type Asker = { id: string; agency: string; roles: string[] };

/** The API over a country of so many cases, in this very process, over HTTP on loopback; no engine and no Keycloak, because nothing is acted on. */
export interface DeskApi {
  cases: number;
  sql: Sql;
  ask(who: Asker, method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** A database beside the installation's own, made once and kept for the next time. Throws if it cannot be made. */
async function countryOf(cases: number, ownerUrl: string, say: (line: string) => void): Promise<string> {
  const name = `desk_${cases}`;
  const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href;
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [there] = await owner`SELECT 1 FROM pg_database WHERE datname = ${name}`;
    if (!there) await owner.unsafe(`CREATE DATABASE ${name}`);
  } finally {
    await owner.end();
  }
  await migrate(url);
  const { db, close } = makeDatabase({ DATABASE_URL: url, DATABASE_POOL: 1 });
  await seedAgencies(db).finally(close);
  const services = (await loadProcesses()).flatMap(({ id, description }) =>
    description.kind === 'service' ? [{ id, caseCode: description.caseCode, holder: description.holder }] : [],
  );
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  let told = -1;
  const tell = (done: number, of: number, what: string) => {
    const tenth = Math.floor((done / of) * 10);
    if (tenth !== told) say(`  ${name}: ${what} ${done} of ${of}`);
    told = tenth;
  };
  await seedLarge(sql, { cases, services, say: tell }).finally(() => sql.end());
  return url;
}

export async function makeDeskApi(cases: number, ownerUrl: string, say: (line: string) => void): Promise<DeskApi> {
  const url = await countryOf(cases, ownerUrl, say);
  const folder = mkdtempSync(join(tmpdir(), 'pietura-desk-'));
  const { db, sql, close } = makeDatabase({ DATABASE_URL: url, DATABASE_POOL: 5 });
  const keys = await generateKeyPair('RS256');
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'bench', alg: 'RS256' }] });
  const config = loadConfig({
    PIETURA_PROFILE: 'test',
    RATE_READS_PER_MINUTE: '0',
    RATE_WRITES_PER_MINUTE: '0',
    DATABASE_URL: url,
    KEYCLOAK_URL,
    JOURNAL_PASSWORD: 'a password of the bench only',
    BLOB_DIR: folder,
    AGENCY_URLS: '{}',
    AGENCY_TOKEN: 'a token of the bench only',
  });
  const deps = await makeDeps({
    config,
    db,
    sql,
    outbox: { kick: () => {} },
    now: () => new Date(),
    newId,
    processes: await loadProcesses(),
    log: makeLogger('silent'),
    blobs: makeBlobs(join(folder, 'blobs')),
    checker: { hasEngine: false, kick: () => {} },
    metrics: makeMetrics(),
    checks: { required: { database: databaseAnswers(sql), migrations: migrated(sql) }, shown: { engine: async () => false } },
    keys: jwks,
  });
  const server = createServer(createApp(deps));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: Asker) =>
    new SignJWT({ sub: who.id, typ: 'Bearer', name: who.id, realm_access: { roles: who.roles }, groups: [who.agency] })
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setIssuedAt()
      .setIssuer(`${KEYCLOAK_URL}/realms/pietura`)
      .setAudience('pietura-api')
      .setExpirationTime('12h')
      .sign(keys.privateKey);

  return {
    cases,
    sql,
    async ask(who, method, path, body) {
      const token = await (tokens.get(who.id) ?? tokens.set(who.id, tokenOf(who)).get(who.id)!);
      const response = await fetch(base + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    async close() {
      await deps.useCases.events.stop();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
