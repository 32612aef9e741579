import { join } from 'node:path';
import type { Express } from 'express';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { loadConfig } from '../../platform/config.ts';
import type { Db, Sql } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { makeLogger, type Logger } from '../../platform/logger.ts';
import { makeMetrics } from '../../platform/metrics.ts';
import type { Process } from '../../processes/load.ts';
import { createApp } from '../../web/api/app.ts';
import { makeDeps, type AppDeps } from '../../web/api/deps.ts';
import { makeBlobs } from '../../web/api/documents/blobs.ts';
import { databaseAnswers, migrated } from '../../web/api/http/health.ts';

const KEYCLOAK_URL = 'http://keycloak.test';
const KEY_ID = 'test';

export type Claims = Record<string, unknown>;
export type TokenOptions = { issuer?: string; audience?: string; expiresIn?: string; keyId?: string };
export type Parts = {
  database: { url: string; db: Db; sql: Sql };
  now: () => Date;
  processes: Process[];
  /** Files and keys of this API lie here; whoever made it removes it. */
  folder: string;
  /** Of the configuration, other than usual. */
  settings?: Record<string, string>;
  /** Files wait for a virus check. */
  hasEngine?: boolean;
  /** Absent: a key of this API's own, and nothing is logged. */
  signer?: Signer;
  log?: Logger;
};
export type Signer = Awaited<ReturnType<typeof makeSigner>>;
export type TestApp = { app: Express; deps: AppDeps; token(claims: Claims, options?: TokenOptions): Promise<string> };

/**
 * The whole API without engine and Keycloak: tokens are signed by a key of its own, the outbox keeps its commands, nothing checks files
 * by itself. For tests and benchmarks of what people read.
 */
export async function makeTestApp({
  database: { url, db, sql },
  now,
  processes,
  folder,
  settings = {},
  hasEngine = false,
  signer,
  log,
}: Parts): Promise<TestApp> {
  const { jwks, token } = signer ?? (await makeSigner());
  const deps = await makeDeps({
    config: loadConfig({
      PIETURA_PROFILE: 'test',
      RATE_READS_PER_MINUTE: '0',
      RATE_WRITES_PER_MINUTE: '0',
      DATABASE_URL: url,
      KEYCLOAK_URL,
      JOURNAL_PASSWORD: 'a password of the tests only',
      BLOB_DIR: folder,
      AGENCY_URLS: '{}',
      AGENCY_TOKENS: '{}',
      ...settings,
    }),
    db,
    sql,
    outbox: { kick: () => {} },
    now,
    newId,
    processes,
    log: log ?? makeLogger('silent'),
    blobs: makeBlobs(join(folder, 'blobs')),
    checker: { hasEngine, kick: () => {} },
    metrics: makeMetrics(),
    checks: { required: { database: databaseAnswers(sql), migrations: migrated(sql) }, shown: { engine: async () => false } },
    isCrowded: () => false,
    keys: jwks,
  });
  return { app: createApp(deps), deps, token };
}

/** Tokens as Keycloak would give them, signed by a key made here. */
export async function makeSigner() {
  const keys = await generateKeyPair('RS256');
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: KEY_ID, alg: 'RS256' }] });
  const token = (
    claims: Claims,
    { issuer = `${KEYCLOAK_URL}/realms/pietura`, audience = 'pietura-api', expiresIn = '1h', keyId = KEY_ID }: TokenOptions = {},
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: keyId })
      .setIssuedAt()
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expiresIn)
      .sign(keys.privateKey);
  return { jwks, token };
}
