import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import pg from 'pg';
import { useDatabase } from '../tests/support/database.ts';
import { watchQueue, type ConnectionQueue } from './connection-queue.ts';

const database = useDatabase();
let pool: pg.Pool;
let queue: ConnectionQueue;
let ms: number;

beforeEach(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  ms = 0;
  queue = watchQueue(pool, () => ms);
});
afterEach(() => pool.end());

const waits = () => ({ isTooLong: queue.isTooLong(), waiting: pool.waitingCount });

it('is not too long while there is a connection to spare, however long it is used', async () => {
  const held = await pool.connect();
  expect(waits()).toEqual({ isTooLong: false, waiting: 0 });

  ms = 60_000;
  expect(waits()).toEqual({ isTooLong: false, waiting: 0 });
  held.release();
});

it('is too long when somebody has waited for more than a second, and no longer when nobody waits', async () => {
  const held = await pool.connect();
  const next = pool.connect();
  expect(waits()).toEqual({ isTooLong: false, waiting: 1 });
  ms = 1000;
  expect(waits()).toEqual({ isTooLong: false, waiting: 1 });
  ms = 1001;
  expect(waits()).toEqual({ isTooLong: true, waiting: 1 });

  held.release();
  (await next).release();
  expect(waits()).toEqual({ isTooLong: false, waiting: 0 });
});

it('is as long as the last wait was, until a shorter one is measured', async () => {
  const held = await pool.connect();
  const queued = [pool.connect(), pool.connect(), pool.connect()];
  expect(waits()).toEqual({ isTooLong: false, waiting: 3 });
  ms = 1500;

  // the one who was last has his turn; another waits behind him
  held.release();
  for (const next of queued.slice(0, 2)) (await next).release();
  const third = await queued[2]!;
  const behind = pool.connect();
  expect(waits()).toEqual({ isTooLong: false, waiting: 1 }); // for a moment nobody waited

  ms = 4000;
  expect(waits()).toEqual({ isTooLong: true, waiting: 1 });
  const last = pool.connect();
  third.release();
  const fourth = await behind;
  expect(waits()).toEqual({ isTooLong: true, waiting: 1 }); // 2.5 s the last time
  ms = 4500;
  const lastOfAll = pool.connect();
  fourth.release();
  const fifth = await last;
  expect(waits()).toEqual({ isTooLong: false, waiting: 1 }); // half a second

  fifth.release();
  (await lastOfAll).release();
});

it('one who has given up does not make it long for ever', async () => {
  const impatient = new pg.Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 200 });
  const watched = watchQueue(impatient, () => ms);
  const held = await impatient.connect();
  const given = impatient.connect();
  expect(watched.isTooLong()).toBe(false);
  ms = 5000;
  await expect(given).rejects.toThrow('timeout exceeded');

  expect(watched.isTooLong()).toBe(false);
  const ended = once(impatient, 'remove');
  held.release(true);
  await ended;
  await impatient.end();
});
