import { beforeEach, expect, it } from '@jest/globals';
import type { JournalRecord, Passed } from './record.ts';
import { skipRepeats, type Take } from './repeats.ts';

const BEGAN = Date.parse('2026-11-22T10:00:00Z');
const record = (position: number, { partitionId = 1, minute = 0 } = {}): JournalRecord => ({
  partitionId,
  position: BigInt(position),
  key: '1',
  timestamp: BEGAN + minute * 60_000,
  valueType: 'PROCESS_INSTANCE',
  intent: 'ELEMENT_ACTIVATING',
  value: {},
});
const passed = (position: number): Passed => ({ partitionId: 1, position: BigInt(position), value: null });

let taken: number[][];
let isAway: boolean;
let take: Take;

beforeEach(() => {
  taken = [];
  isAway = false;
  take = skipRepeats({}, async records => {
    if (isAway) throw new Error('the database is away');
    taken.push(records.map(it => Number(it.position)));
  });
});

it('what has been taken is not taken again; a batch that has anything new is, whole', async () => {
  for (const batch of [[record(1), passed(2)], [record(1)], [passed(2)], [passed(2), record(3)], [record(3), passed(2)]]) await take(batch);

  expect(taken).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

it('each partition counts by itself', async () => {
  await take([record(5)]);
  await take([record(4, { partitionId: 2 })]);
  await take([record(4)]);

  expect(taken).toEqual([[5], [4]]);
});

it('younger records at older positions are those of another engine', async () => {
  await take([record(100, { minute: 10 })]);
  await take([record(3, { minute: 11 })]);
  await take([record(4, { minute: 12 })]);

  expect(taken).toEqual([[100], [4]]);
});

it('what could not be taken has not been; and then nothing before it is sure', async () => {
  await take([record(1)]);
  isAway = true;
  await expect(take([record(2)])).rejects.toThrow('the database is away');
  isAway = false;
  await take([record(1)]);
  await take([record(2)]);

  expect(taken).toEqual([[1], [1], [2]]);
});
