import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { useDatabase } from '../tests/support/database.ts';
import { EngineRefused, EngineUnavailable } from './engine-error.ts';
import type { Message } from './engine.ts';
import { makeLogger } from './logger.ts';
import { enqueue, makeOutbox, type Outbox } from './outbox.ts';
import { makeOutboxTable } from './outbox-table.ts';

const database = useDatabase();
const log = makeLogger('silent');

/** An engine that remembers what it was told, as Zeebe does while a message is buffered. */
function fakeEngine() {
  const told: Message[] = [];
  const ids = new Set<string>();
  const engine = {
    told,
    trouble: undefined as Error | undefined,
    refuses: (_message: Message) => false,
    async publishMessage(message: Message) {
      if (engine.trouble) throw engine.trouble;
      if (engine.refuses(message)) throw new EngineRefused('no such thing');
      if (ids.has(message.messageId ?? '')) return 'repeated' as const;
      ids.add(message.messageId ?? '');
      told.push(message);
      return 'published' as const;
    },
    completeUserTask: async () => 'gone' as const,
    resolveIncident: async () => 'resolved' as const,
  };
  return engine;
}

const message = (caseId: string, name: string) => ({ caseId, command: 'publish-message' as const, payload: { name, correlationKey: caseId, variables: {} } });
const waiting = () => database.db.outbox.count();

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 5));
}

let outboxes: Outbox[] = [];
function outboxFor(engine: ReturnType<typeof fakeEngine>) {
  const outbox = makeOutbox({ table: makeOutboxTable(database.sql), engine, log });
  outboxes.push(outbox);
  return outbox;
}

afterEach(async () => {
  await Promise.all(outboxes.map(outbox => outbox.stop()));
  outboxes = [];
  await database.db.outbox.deleteMany();
});

describe('outbox', () => {
  it('sends what was committed, and nothing of what was rolled back', async () => {
    // given
    const engine = fakeEngine();
    const caseId = randomUUID();
    const refused = database.db.$transaction(async tx => {
      await enqueue(tx, message(caseId, 'rolled-back'));
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    await database.db.$transaction(tx => enqueue(tx, message(caseId, 'committed')));

    // when
    outboxFor(engine).kick();
    await until(async () => (await waiting()) === 0);

    // then
    expect(engine.told.map(it => it.name)).toEqual(['committed']);
  });

  it('keeps the order of each case, with several senders at once', async () => {
    // given
    const engine = fakeEngine();
    const cases = Array.from({ length: 20 }, () => randomUUID());
    for (const step of ['1', '2', '3']) for (const caseId of cases) await enqueue(database.db, message(caseId, step));

    // when
    for (const outbox of [outboxFor(engine), outboxFor(engine), outboxFor(engine)]) outbox.kick();
    await until(async () => (await waiting()) === 0);

    // then
    for (const caseId of cases) expect(engine.told.filter(it => it.correlationKey === caseId).map(it => it.name)).toEqual(['1', '2', '3']);
    expect(engine.told).toHaveLength(60);
  });

  it('a row that one sender has in hand is nobody else’s, and the next of its case waits for it', async () => {
    const [caseId, other] = [randomUUID(), randomUUID()];
    for (const it of [message(caseId, 'first'), message(other, 'other'), message(caseId, 'second')]) await enqueue(database.db, it);
    const table = makeOutboxTable(database.sql);
    const inHand: string[][] = [];

    await table.round(1, async rows => {
      inHand.push(rows.map(it => (it.payload as Message).name));
      await table.round(9, async others => {
        inHand.push(others.map(it => (it.payload as Message).name));
        return others.map(it => ({ id: it.id, is: 'left' }));
      });
      return rows.map(it => ({ id: it.id, is: 'left' }));
    });

    expect(inHand).toEqual([['first'], ['other']]);
    expect(await waiting()).toBe(1);
  });

  it('what was told and not answered is told again by the same id', async () => {
    // given: an engine that takes the first message, and whose answer is lost
    const engine = fakeEngine();
    const ids: (string | undefined)[] = [];
    const losing = {
      ...engine,
      publishMessage: async (it: Message) => {
        ids.push(it.messageId);
        if (ids.length === 1) throw new EngineUnavailable('the answer is lost');
        return engine.publishMessage(it);
      },
    };
    await enqueue(database.db, message(randomUUID(), 'escalate'));

    // when
    outboxFor(losing).start();
    await until(async () => (await waiting()) === 0);

    // then
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('keeps commands while the engine is away and sends each once when it is back', async () => {
    // given
    const engine = fakeEngine();
    engine.trouble = new EngineUnavailable('away');
    const outbox = outboxFor(engine);
    for (let i = 0; i < 50; i++) await enqueue(database.db, message(randomUUID(), 'application-submitted'));
    outbox.start();
    await until(async () => (await database.db.outbox.count({ where: { attempts: { gt: 0 } } })) === 50);

    // when
    engine.trouble = undefined;
    await until(async () => (await waiting()) === 0);

    // then
    expect(engine.told).toHaveLength(50);
    expect(new Set(engine.told.map(it => it.correlationKey)).size).toBe(50);
  });

  it('puts aside what the engine refuses for good; nothing waits behind it', async () => {
    // given
    const engine = fakeEngine();
    engine.refuses = it => it.name === 'poison';
    const caseId = randomUUID();
    await enqueue(database.db, message(caseId, 'poison'));
    await enqueue(database.db, message(caseId, 'after'));
    await enqueue(database.db, message(randomUUID(), 'another case'));

    // when
    outboxFor(engine).start();
    await until(async () => (await waiting()) === 1);

    // then
    expect(engine.told.map(it => it.name).sort()).toEqual(['after', 'another case']);
    expect(await database.db.outbox.findFirst()).toMatchObject({ lastError: 'no such thing', attempts: 1 });
  });

  it('sends again what it could not delete, and the engine knows it by its id', async () => {
    // given: sent, and then the process is killed before the commit
    const engine = fakeEngine();
    await enqueue(database.db, message(randomUUID(), 'once'));
    const row = await database.db.outbox.findFirstOrThrow();
    await engine.publishMessage({ name: 'once', correlationKey: row.caseId ?? '', messageId: `outbox-${row.id}`, variables: {}, timeToLiveMs: 1 });

    // when
    outboxFor(engine).kick();
    await until(async () => (await waiting()) === 0);

    // then
    expect(engine.told).toHaveLength(1);
  });
});
