import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db, Sql } from '../../platform/database.ts';
import { loadProcesses, PROCESSES_ROOT } from '../../processes/load.ts';
import { makeSigner, makeTestApp } from '../support/app.ts';
import { makeAsker, type Answer } from './asker.ts';
import { makeSampler } from './bodies.ts';
import { addressOf, dossierOf, type Cell } from './matrix.ts';
import { ACTORS, type Actor } from './people.ts';
import { readApi, type Api } from './routes.ts';
import { makeTraces } from './traces.ts';
import { makeWorld, type World } from './world.ts';

const MADE_UP_ROOT = join(import.meta.dirname, '../support/processes');

export type Asked = Answer & { /** Tables the request has changed. */ touched: string[]; /** Ids and words of its address and body. */ said: string[] };
export type Stage = {
  api: Api;
  world: World;
  /** Asks one cell, and puts back what it changed. */
  ask(cell: Cell, /** Of a list: what is to be in it. */ query?: string): Promise<Asked>;
  /** Reads an address as somebody. */
  read(actor: Actor, address: string): Promise<Answer>;
  /** Another process of the same API: it remembers nothing of what it has shown to whom. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

/** The whole API on a database of its own, with the world of the matrix in it. `actors`: who will ask. */
export async function makeStage(database: { url: string; db: Db; sql: Sql }, actors: readonly Actor[] = ACTORS): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'pietura-rights-'));
  const now = () => new Date();
  const parts = { database, now, processes: await loadProcesses(PROCESSES_ROOT, MADE_UP_ROOT), folder, signer: await makeSigner() };
  const api = readApi();
  let app = await makeTestApp(parts);
  let asker = await makeAsker(app);
  const world = await makeWorld(app.deps, actors, now());
  const read: Stage['read'] = (actor, address) => asker.ask(actor, { method: 'GET', media: null, name: '' }, address);
  // everybody has been here once: the mirror of a person is not what their request changes
  for (const actor of actors) await read(actor, '/api/me');
  const traces = await makeTraces(database.sql);
  const sample = makeSampler(api);
  const stop = async () => {
    await asker.close();
    await app.deps.useCases.events.stop();
  };

  return {
    api,
    world,
    read,
    async ask(cell, query) {
      const it = dossierOf(world, cell);
      const body = sample(cell.route, cell.variant, { it, mine: world.dossier('own', cell.actor), now: now() });
      const address = addressOf(cell, it, query);
      const answer = await asker.ask(cell.actor, cell.route, address, body);
      // acts on many go on after the answer
      await app.deps.useCases.bulk.runner.idle();
      const touched = await traces.taken();
      await traces.restore(touched);
      return { ...answer, touched, said: [...address.split(/[/?&=,]/).map(decodeURIComponent), ...stringsIn(body)] };
    },
    async renew() {
      await stop();
      app = await makeTestApp(parts);
      asker = await makeAsker(app);
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
