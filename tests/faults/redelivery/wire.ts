import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Gate } from './gate.ts';

/** Messages of the PostgreSQL protocol that end what a client sends in one go. */
const [SYNC, QUERY, PARSE] = ['S', 'Q', 'P'];
/** What drivers ask about the server itself, once a connection: no step of ours. */
const DRIVERS_OWN = /pg_catalog\.pg_type|^select b\.oid/i;

export type Wire = { url: string; close(): Promise<void> };

/** A way to PostgreSQL on which each statement is a point. At a death all connections are cut: what was not committed never was. */
export async function wirePostgres(url: string, gate: Gate): Promise<Wire> {
  const to = new URL(url);
  return wire(
    gate,
    { host: to.hostname, port: Number(to.port || 5432) },
    makeStatements,
    port => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
  );
}

/** A way to a mail server on which each command, and the end of each mail, is a point. */
export const wireSmtp = (url: string, gate: Gate): Promise<Wire> => {
  const to = new URL(url);
  return wire(gate, { host: to.hostname, port: Number(to.port) }, makeCommands, port => `smtp://127.0.0.1:${port}`);
};

/** Bytes as they come, cut where one thing is whole: its name (null: no point), and its bytes. */
type Cutter = (bytes: Buffer) => { what: string | null; bytes: Buffer }[];

async function wire(gate: Gate, to: { host: string; port: number }, makeCutter: () => Cutter, urlOf: (port: number) => string): Promise<Wire> {
  const open = new Set<Socket>();
  const cut = () => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  gate.onDeath(cut);
  const server = createServer({ noDelay: true }, near => {
    if (!gate.isAlive()) return void near.destroy();
    const far = connect({ ...to, noDelay: true });
    const cutter = makeCutter();
    for (const socket of [near, far]) {
      open.add(socket);
      const end = () => {
        near.destroy();
        far.destroy();
        open.delete(socket);
      };
      socket.on('close', end).on('error', end);
    }
    near.on('data', (bytes: Buffer) => {
      for (const { what, bytes: whole } of cutter(bytes)) {
        if (what !== null && !gate.point(what)) return;
        far.write(whole);
      }
    });
    far.on('data', (bytes: Buffer) => near.write(bytes));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: urlOf((server.address() as AddressInfo).port),
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}

/** Statement by statement: everything up to the next Sync, or one simple query. */
function makeStatements(): Cutter {
  let rest: Buffer = Buffer.alloc(0);
  let group: Buffer[] = [];
  let said = '';
  let started = false;
  const names = new Map<string, string>();

  function read(type: string, message: Buffer): { what: string | null; bytes: Buffer } | undefined {
    group.push(message);
    const words = (from: number) => message.toString('utf8', from, message.indexOf(0, from));
    if (type === PARSE) {
      const name = words(5);
      said = words(5 + Buffer.byteLength(name) + 1);
      if (name) names.set(name, said);
    }
    if (type === 'B') {
      const portal = words(5);
      said = names.get(words(5 + Buffer.byteLength(portal) + 1)) ?? said;
    }
    if (type === QUERY) said = words(5);
    const isSpoken = type === SYNC || type === QUERY;
    if (!isSpoken && !['p', 'X', 'H'].includes(type)) return undefined;
    const whole = { what: isSpoken && !DRIVERS_OWN.test(said.trim()) ? label(said) : null, bytes: Buffer.concat(group) };
    group = [];
    return whole;
  }

  return bytes => {
    rest = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const whole: { what: string | null; bytes: Buffer }[] = [];
    for (;;) {
      // the very first message has no letter
      const at = started ? 1 : 0;
      if (rest.length < at + 4) return whole;
      const length = at + rest.readUInt32BE(at);
      if (rest.length < length) return whole;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (started) {
        const it = read(String.fromCharCode(message[0]!), message);
        if (it) whole.push(it);
      } else {
        started = true;
        whole.push({ what: null, bytes: message });
      }
    }
  };
}

const label = (sql: string) => sql.replace(/\s+/g, ' ').replaceAll('"public".', '').trim().slice(0, 60);

/** Command by command; a mail, from DATA to its lone dot, is one. */
function makeCommands(): Cutter {
  let rest: Buffer = Buffer.alloc(0);
  let inMail = false;
  return bytes => {
    rest = Buffer.concat([rest, bytes]);
    const whole: { what: string | null; bytes: Buffer }[] = [];
    for (;;) {
      const end = inMail ? '\r\n.\r\n' : '\r\n';
      const at = rest.indexOf(end);
      if (at < 0) return whole;
      const line = rest.subarray(0, at + end.length);
      rest = rest.subarray(at + end.length);
      const [word = ''] = line.toString('latin1').trim().toUpperCase().split(' ');
      whole.push({ what: inMail ? 'smtp: the mail itself' : `smtp: ${word}`, bytes: line });
      inMail = !inMail && word === 'DATA';
    }
  };
}
