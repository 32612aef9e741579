import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import request from 'supertest';
import { createSandbox } from '../../docker/sandbox/app.ts';
import { makePayments, type Payments } from '../../docker/sandbox/payments.ts';
import { AGENCIES } from '../../docker/sandbox/people.ts';
import { makeSwitches, switchShape, type Switches } from '../../docker/sandbox/switches.ts';
import { loadProcesses, PROCESSES_ROOT } from '../../processes/load.ts';
import { AGENCY_TOKENS, settingsFor } from './agencies.ts';
import { makeTestApp, type Claims, type TestApp, type TokenOptions } from './app.ts';
import { claimsOf } from './claims.ts';
import { useDatabase } from './database.ts';

/** The made-up service: tests of the platform stand on it, so that real services may come and go. */
export const MADE_UP_ROOT = join(import.meta.dirname, 'processes');

/** `settings`: of the configuration, other than usual. `hasEngine`: files wait for a virus check, which the test makes itself. */
export type ApiOptions = { settings?: Record<string, string>; hasEngine?: boolean };
type Started = TestApp & { agencies: Server; payments: Payments; switches: Switches; folder: string };

/**
 * The whole API on a database of its own, with the agency sandbox behind it and tokens signed by a key of the test's own: no
 * engine, no Keycloak. The outbox keeps its commands. Time is the machine's unless the test moves `clock.at`.
 */
export function useApi(options: ApiOptions = {}) {
  const database = useDatabase();
  const clock: { at: Date | undefined } = { at: undefined };
  let started: Started | undefined;
  const current = () => {
    if (!started) throw new Error('The API is there from beforeAll on');
    return started;
  };

  beforeAll(async () => {
    started = await start(database, () => clock.at ?? new Date(), options);
  });
  afterAll(async () => {
    if (!started) return;
    await started.deps.useCases.events.stop();
    await closed(started.agencies);
    started.payments.close();
    rmSync(started.folder, { recursive: true, force: true });
  });

  /** A token as Keycloak would give it to one of the demo people; `claims` and `options` make it wrong. */
  async function token(username: string, claims: Claims = {}, options: TokenOptions = {}): Promise<string> {
    return current().token({ ...claimsOf(username), ...claims }, options);
  }

  return {
    database,
    clock,
    token,
    get deps() {
      return current().deps;
    },
    get app() {
      return current().app;
    },
    get switches() {
      return current().switches;
    },
    /** Switches one operation or agency of the sandbox; what is not said is off. */
    misbehave: (name: Parameters<Switches['set']>[0], how: Partial<Parameters<Switches['set']>[1]>) => current().switches.set(name, switchShape.parse(how)),
    /** Nobody in particular. */
    anybody: () => request(current().app),
    /** One of the demo people, signed in: `(await api.as('anna')).get('/api/me')`. */
    async as(username: string) {
      const bearer = `Bearer ${await token(username)}`;
      const agent = request.agent(current().app);
      return agent.set('authorization', bearer);
    },
  };
}

async function start(database: ReturnType<typeof useDatabase>, now: () => Date, { settings = {}, hasEngine = false }: ApiOptions): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'pietura-api-'));
  const payments = makePayments(join(folder, 'payments.jsonl'), now);
  const switches = makeSwitches();
  const agencies = createServer(createSandbox({ tokens: AGENCY_TOKENS, payments, switches, now, heard: () => {} }));
  await new Promise<void>(resolve => agencies.listen(0, '127.0.0.1', resolve));
  for (const { slug: id, titleLv, titleEn } of AGENCIES) await database.db.agency.create({ data: { id, titleLv, titleEn } });

  const api = await makeTestApp({
    database,
    now,
    processes: await loadProcesses(PROCESSES_ROOT, MADE_UP_ROOT),
    folder,
    settings: { ...settingsFor(agencies), ...settings },
    // nothing checks files by itself: tests of checking bring their own checker
    hasEngine,
  });
  return { ...api, agencies, payments, switches, folder };
}

const closed = (server: Server) =>
  new Promise<void>(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
