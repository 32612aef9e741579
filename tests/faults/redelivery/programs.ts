import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Db, Sql } from '../../../platform/database.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeSms } from '../../../platform/mail/sms.ts';
import { makeSmtp } from '../../../platform/mail/smtp.ts';
import { makeOutbox } from '../../../platform/outbox.ts';
import { makeOutboxTable } from '../../../platform/outbox-table.ts';
import { journalApp } from '../../../web/api/journal/receiver.ts';
import { makeSender } from '../../../web/api/notices/sender.ts';
import { Died, type Gate } from './gate.ts';
import type { Performance } from './play.ts';
import { openWeb } from './web.ts';

const log = makeLogger('silent');
/** Not done in so many rounds of one life is stuck. */
const ROUNDS = 5;

async function untilDone(what: string, round: () => Promise<void>, isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < ROUNDS; n++) {
    await round();
    if (await isDone()) return;
  }
  throw new Error(`${what} is not done after ${ROUNDS} rounds`);
}

/** What is waited for of a database that a dead program does not reach any more is let go. */
async function withSql(url: string, gate: Gate, live: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const callOff = gate.onDeath(() => void sql.end({ timeout: 0 }));
  try {
    await live(sql);
  } finally {
    callOff();
    await sql.end({ timeout: 0 });
  }
}

type OfOutbox = { url: string; gate: Gate; waiting(): Promise<number> };

/** The outbox, and an engine that knows a message by its id and a task by its key, as Zeebe does. */
export function performOutbox({ url, gate, waiting }: OfOutbox): Performance {
  const done = new Map<string, string>();
  const tell = <T extends string>(id: string, effect: string, first: T, again: T) =>
    gate.outside(`the engine: ${first}`, () => {
      if (done.has(id)) return again;
      done.set(id, effect);
      return first;
    });
  const engine = {
    publishMessage: (it: { name: string; correlationKey: string; messageId?: string }) =>
      tell<'published' | 'repeated'>(`${it.name} ${it.messageId}`, `message ${it.name} to ${it.correlationKey}`, 'published', 'repeated'),
    completeUserTask: (key: string) => tell<'completed' | 'gone'>(key, `task ${key}`, 'completed', 'gone'),
    resolveIncident: ({ key }: { key: string }) => tell<'resolved' | 'gone'>(key, `incident ${key}`, 'resolved', 'gone'),
  };
  return {
    live: () =>
      withSql(url, gate, sql => {
        const round = async () => {
          const outbox = makeOutbox({ table: makeOutboxTable(sql), engine, log });
          outbox.kick();
          await outbox.stop();
        };
        return untilDone('the outbox', round, async () => !gate.isAlive() || (await waiting()) === 0);
      }),
    outside: () => [...done.values()],
    progress: waiting,
  };
}

/** What Zeebe has really said, in so many bulks: bulks of fewer records have no other points. */
export function readJournal(bulks: number): { bulks: string[]; caseIds: string[] } {
  const text = readFileSync(join(import.meta.dirname, '../../../web/api/journal/fixtures/journal-8.6.0.ndjson'), 'utf8');
  const batches = text.split('\n#\n').filter(batch => batch.includes('"value"'));
  const each = Math.ceil(batches.length / bulks);
  const starts = text.split('\n').filter(line => line.includes('"MESSAGE_START_EVENT_SUBSCRIPTION"') && line.includes('"CORRELATED"'));
  return {
    bulks: Array.from({ length: Math.ceil(batches.length / each) }, (_, n) => `${batches.slice(n * each, (n + 1) * each).join('\n')}\n`),
    caseIds: [...new Set(starts.map(line => /"correlationKey":"([^"]+)"/.exec(line)![1]!))],
  };
}

type OfJournal = { url: string; gate: Gate; bulks: string[]; now(): Date; position(): Promise<number> };

/** The journal's receiver, and an exporter that sends a bulk until it is answered, then the next. */
export function performJournal({ url, gate, bulks, now, position }: OfJournal): Performance {
  const config = { JOURNAL_HOST: '127.0.0.1', JOURNAL_PORT: 0, JOURNAL_USERNAME: 'zeebe', JOURNAL_PASSWORD: 'a password of the tests only' };
  const authorization = `Basic ${Buffer.from(`${config.JOURNAL_USERNAME}:${config.JOURNAL_PASSWORD}`).toString('base64')}`;
  const heard = (): undefined => {
    if (!gate.point('the answer to the engine')) throw new Died();
  };
  let next = 0;

  async function receive(sql: Sql): Promise<void> {
    const server = createServer(journalApp({ sql, models: { of: async () => undefined }, log, now, config }, { heard }));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_bulk`;
    try {
      while (next < bulks.length && gate.isAlive()) {
        const isTaken = async () => (await fetch(to, { method: 'POST', headers: { authorization }, body: bulks[next]! })).status === 200;
        let taken = false;
        await untilDone(`bulk ${next}`, async () => void (taken = await isTaken()), () => taken || !gate.isAlive()); // prettier-ignore
        if (taken) next += 1;
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }
  return { live: () => withSql(url, gate, receive), outside: () => [`${next} bulks taken`], progress: position };
}

/** As the mail server has it. */
export type Mail = { messageId?: string | undefined; subject?: string | undefined; text?: string | undefined };
type OfSender = { db: Db; gate: Gate; smtpUrl: string; mails: Mail[]; from: Date; waiting(): Promise<number> };

/** A letter that was under way at a death is taken up again when its lease is over. */
const LEASE_MS = 121_000;

/** The sender of mails and SMS, with a mail server and a gateway that write down what has come. */
export async function performSender({ db, gate, smtpUrl, mails, from, waiting }: OfSender): Promise<Performance> {
  mails.length = 0;
  const sms: string[] = [];
  const gateway = await openWeb(
    gate,
    () => 'sms gateway',
    (req, res) => {
      let said = '';
      req.on('data', part => (said += String(part)));
      req.on('end', () => {
        sms.push(`sms ${String(req.headers['idempotency-key'])} ${said}`);
        res.writeHead(202).end();
      });
    },
  );
  let at = from.getTime();
  return {
    live: () =>
      untilDone(
        'the sender',
        async () => {
          at += LEASE_MS;
          const channels = {
            email: makeSmtp({ SMTP_URL: smtpUrl, MAIL_FROM: 'kac@pietura.example' }),
            sms: makeSms({ SMS_PROVIDER: 'http', SMS_URL: gateway.url, SMS_TOKEN: 'a token of the tests' }, log),
          };
          const config = { PUBLIC_URL: 'https://pietura.example', MAIL_HOURS: '08:00-20:00', MAIL_HOLD_SECONDS: 0 };
          const sender = makeSender({ db, now: () => new Date(at), log, channels, config });
          await sender.look();
          await sender.stop();
        },
        async () => !gate.isAlive() || (await waiting()) === 0,
      ),
    // the same mail may come again, by the same id: that is the contract (decision record 0013)
    outside: () => [...new Set([...mails.map(it => `mail ${it.messageId} ${it.subject} ${it.text}`), ...sms])],
    progress: waiting,
    close: gateway.close,
  };
}
