import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createSandbox } from '../../docker/sandbox/app.ts';
import { makePayments } from '../../docker/sandbox/payments.ts';
import { makeSwitches } from '../../docker/sandbox/switches.ts';
import { loadProcesses, PROCESSES_ROOT, type Process } from '../../processes/load.ts';
import { AGENCY_TOKENS, settingsFor } from '../support/agencies.ts';
import { makeSigner, makeTestApp, type Signer, type TestApp } from '../support/app.ts';
import { cloneDatabase, type Clone } from '../support/clone.ts';
import { WORLD_BEGINS } from './from-schema.ts';
import { makeSend } from './send.ts';

const MADE_UP_ROOT = join(import.meta.dirname, '../support/processes');

/** What every installation of a run shares: made once, as none of it changes. */
export type Ground = { databaseUrl: string; processes: Process[]; signer: Signer; agencies: Server; folder: string; close(): Promise<void> };

export async function makeGround(databaseUrl: string): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'pietura-fuzz-'));
  const payments = makePayments(join(folder, 'payments.jsonl'), () => WORLD_BEGINS);
  const agencies = createServer(createSandbox({ tokens: AGENCY_TOKENS, payments, switches: makeSwitches(), now: () => WORLD_BEGINS, heard: () => {} }));
  await listening(agencies);
  return {
    databaseUrl,
    processes: await loadProcesses(PROCESSES_ROOT, MADE_UP_ROOT),
    signer: await makeSigner(),
    agencies,
    folder,
    async close() {
      await closed(agencies);
      payments.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Installation = TestApp & {
  database: Clone;
  folder: string;
  clock: { at: Date };
  /** What the API has logged as an error since it was asked last: why a 500 was one. */
  errors(): string[];
  send: ReturnType<typeof makeSend>['send'];
  /** Ends it; `keep`: its database and files stay, to be copied. */
  close(keep?: boolean): Promise<void>;
};

/** A whole API on a port of its own, over a copy of a database and its files; empty without them. */
export async function install(ground: Ground, from?: { database: string; folder: string }): Promise<Installation> {
  const folder = mkdtempSync(join(ground.folder, 'api-'));
  if (from) cpSync(from.folder, folder, { recursive: true });
  const database = await cloneDatabase(ground.databaseUrl, from?.database);
  const clock = { at: WORLD_BEGINS };
  const said: string[] = [];
  const log = pino({ level: 'error' }, { write: line => void said.push(line) });
  const api = await makeTestApp({
    database,
    now: () => clock.at,
    processes: ground.processes,
    folder,
    settings: settingsFor(ground.agencies),
    signer: ground.signer,
    log,
  });
  const server = createServer(api.app);
  await listening(server);
  const { send, close } = makeSend((server.address() as AddressInfo).port);
  return {
    ...api,
    database,
    folder,
    clock,
    errors: () => said.splice(0),
    send,
    async close(keep = false) {
      close();
      await closed(server);
      await api.deps.useCases.events.stop();
      if (keep) return database.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const listening = (server: Server) => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const closed = (server: Server) =>
  new Promise<void>(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
