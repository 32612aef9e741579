import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeDatabase, type Database } from '../../../platform/database.ts';
import { newId } from '../../../platform/id.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { loadProcesses, PROCESSES_ROOT } from '../../../processes/load.ts';
import { MADE_UP_ROOT } from '../../support/api.ts';
import { useDesks } from '../../support/desks.ts';
import { useMailServer } from '../../support/mail-server.ts';
import { useOffice } from '../../support/office.ts';
import { makeGate } from './gate.ts';
import { everyHandler, performJob } from './jobs.ts';
import { playOut, type Play, type Played } from './play.ts';
import { performJournal, performOutbox, performSender, readJournal } from './programs.ts';
import { makeKeeper, type Keeper } from './rows.ts';
import { everyScene } from './scenes/scenes.ts';
import { wirePostgres, wireSmtp, type Wire } from './wire.ts';

const office = useOffice();
const desks = useDesks(office);
const mailServer = useMailServer();
const gate = makeGate();
const processes = await loadProcesses(PROCESSES_ROOT, MADE_UP_ROOT);
const handlers = await everyHandler(processes);
const scenes = await everyScene({ office, desks }, processes);
const log = makeLogger('silent');
const played: (Played & { name: string })[] = [];

/** Plays it out and says what of it was lost or came twice: nothing. */
async function playedOut(play: Play): Promise<void> {
  const it = await playOut({ gate, keeper, recover }, play);
  played.push({ name: play.name, ...it });
  expect(it.difference).toEqual([]);
  // a statement that asks, a transaction around one that writes, and an answer, at the least
  expect(it.points.length).toBeGreaterThanOrEqual(6);
  expect(it.deaths).toBeGreaterThanOrEqual(it.points.length);
}
let [keeper, wire, worker] = [undefined as unknown as Keeper, undefined as unknown as Wire, undefined as unknown as Database];

beforeAll(async () => {
  keeper = await makeKeeper(office.database.sql);
  wire = await wirePostgres(office.database.url, gate);
  worker = makeDatabase({ DATABASE_URL: wire.url, DATABASE_POOL: 4 });
  await recover();
});
afterAll(async () => {
  await worker.close();
  await wire.close();
  const [points, deaths] = [played.flatMap(it => it.points).length, played.reduce((sum, it) => sum + it.deaths, 0)];
  process.stderr.write(`redelivery: ${played.length} programs, ${points} points, ${deaths} deaths\n`);
});
beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

/** The program has started again: its connections are new. */
async function recover(): Promise<void> {
  for (let n = 0; ; n++) {
    try {
      await worker.db.$queryRaw`SELECT 1`;
      return;
    } catch (error) {
      if (n === 50) throw error;
    }
  }
}

it('each job handler has a scene to be tried in', () => {
  expect(Object.keys(scenes).sort()).toEqual([...handlers.keys()].sort());
});

describe('a job whose worker dies at each point in turn has its effect once', () => {
  it.each([...handlers])('%s', async (type, run) => {
    const scene = scenes[type];
    if (!scene) throw new Error(`${type} has no scene: see tests/faults/redelivery/scenes`);
    const variables = await scene();
    const { now, blobs } = office;
    const kept = () => office.db.jobEffect.count();
    const deps = { db: worker.db, outbox: { kick: () => {} }, now, newId, processes, blobs, log };

    await playedOut({ name: type, perform: () => performJob({ type, run, variables, deps, gate, kept }) });
  });
});

describe('whoever speaks for us dies at each point in turn, and each thing is said once', () => {
  it('the outbox to the engine', async () => {
    await office.db.outbox.deleteMany();
    const { caseId } = (await scenes['withdraw-case']!()) as { caseId: string };
    await scenes['ask-client']!();
    await desks.submit('janis');
    expect(await office.db.outbox.count({ where: { caseId } })).toBeGreaterThan(1);

    await playedOut({ name: 'outbox', perform: () => performOutbox({ url: wire.url, gate, waiting: () => office.db.outbox.count() }) });
  });

  it('the engine’s journal to us', async () => {
    const { bulks, caseIds } = readJournal(6);
    const position = async () => Number((await office.db.journalPosition.aggregate({ _sum: { position: true } }))._sum.position ?? 0);
    const about = { kind: 'service-request', holder: 'vsaa', channel: 'online', team: 'kac', submittedAt: office.now() };
    await office.db.case.createMany({ data: caseIds.map((id, n) => ({ id, code: `9999 ${1000 + n}`, ...about })) });

    await playedOut({ name: 'journal', perform: () => performJournal({ url: wire.url, gate, bulks, now: office.now, position }) });
  });

  it('the sender to mail server and SMS gateway', async () => {
    await office.db.delivery.deleteMany();
    await office.db.client.updateMany({ data: { email: 'anna@pietura.example' } });
    await scenes['hand-over-case']!();
    await scenes['hand-over-case']!();
    const [last] = await office.db.delivery.findMany({ orderBy: { createdAt: 'desc' }, take: 1 });
    await office.db.delivery.update({ where: { id: last!.id }, data: { channel: 'sms', recipient: '+37120000000' } });
    const smtp = await wireSmtp(mailServer.url, gate);
    const waiting = () => office.db.delivery.count({ where: { state: { not: 'sent' } } });
    const of = { db: worker.db, gate, smtpUrl: smtp.url, mails: mailServer.mails, from: office.now(), waiting };

    await playedOut({ name: 'sender', perform: () => performSender(of), ignored: { delivery: ['attempts', 'next_at', 'ended_at'] } });
    await smtp.close();
  });
});
