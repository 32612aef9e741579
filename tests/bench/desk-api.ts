import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDatabase, type Sql } from '../../platform/database.ts';
import { loadProcesses } from '../../processes/load.ts';
import { makeTestApp } from '../support/app.ts';

/** Who asks: a name, the agency, the roles; of residents the personal code. */
export type Asker = { id: string; agency: string | null; roles: string[]; personalCode?: string };
export type Ask = { who: Asker; method: 'GET' | 'POST'; path: string; body?: unknown };
export type Answer = { status: number; body: unknown };

/** The API over a country, in this very process, over HTTP on loopback; no engine and no Keycloak, because nothing is acted on. */
export interface DeskApi {
  sql: Sql;
  ask(ask: Ask): Promise<Answer>;
  /** The bare SQL behind a bare HTTP server: what any way to these rows costs. */
  askBare(statement: string): Promise<Answer>;
  close(): Promise<void>;
}

const POOL = 5;

const listening = async (server: ReturnType<typeof createServer>) => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** `url`: of a database that is filled. */
export async function makeDeskApi(url: string): Promise<DeskApi> {
  const folder = mkdtempSync(join(tmpdir(), 'pietura-desk-'));
  const { db, sql, close } = makeDatabase({ DATABASE_URL: url, DATABASE_POOL: POOL });
  const { app, deps, token } = await makeTestApp({ database: { url, db, sql }, now: () => new Date(), processes: await loadProcesses(), folder });
  const server = createServer(app);
  const bare = createServer((req, res) => {
    void sql
      .unsafe(decodeURIComponent(req.url!.slice(1)), [], { prepare: true })
      .then(rows => res.setHeader('content-type', 'application/json').end(JSON.stringify(rows)));
  });
  const [base, bareBase] = [await listening(server), await listening(bare)];
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = ({ id, roles, agency, personalCode }: Asker) =>
    token(
      { sub: id, typ: 'Bearer', name: id, realm_access: { roles }, groups: agency ? [agency] : [], ...(personalCode && { personal_code: personalCode }) },
      { expiresIn: '12h' },
    );
  const read = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    return { status: response.status, body: response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as unknown) : text };
  };

  return {
    sql,
    async ask({ who, method, path, body }) {
      const bearer = await (tokens.get(who.id) ?? tokens.set(who.id, tokenOf(who)).get(who.id)!);
      const headers = { authorization: `Bearer ${bearer}`, ...(body !== undefined && { 'content-type': 'application/json' }) };
      return read(await fetch(base + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }));
    },
    askBare: async statement => read(await fetch(`${bareBase}/${encodeURIComponent(statement)}`)),
    async close() {
      await deps.useCases.events.stop();
      for (const each of [server, bare]) {
        each.closeAllConnections();
        await new Promise(resolve => each.close(resolve));
      }
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
