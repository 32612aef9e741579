import { describe, expect, it } from '@jest/globals';
import { inOrder } from './one-at-a-time.ts';

type Transaction = Parameters<typeof inOrder>[0];

/** A transaction that writes down how many queries ran at once; "bad" fails. */
function fakeTransaction() {
  const seen = { now: 0, most: 0, order: [] as string[] };
  const run = async ({ sql }: { sql: string }) => {
    seen.most = Math.max(seen.most, ++seen.now);
    seen.order.push(sql);
    await Promise.resolve();
    seen.now--;
    if (sql === 'bad') throw new Error('no such table');
    return sql;
  };
  const transaction = { queryRaw: run, executeRaw: run } as unknown as Transaction;
  return { transaction: inOrder(transaction), seen };
}

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

describe('queries of one transaction', () => {
  it('run one after the other, in the order in which they came', async () => {
    const { transaction, seen } = fakeTransaction();
    const answers = await Promise.all([transaction.queryRaw(query('a')), transaction.executeRaw(query('b')), transaction.queryRaw(query('c'))]);

    expect(answers).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual({ now: 0, most: 1, order: ['a', 'b', 'c'] });
  });

  it('go on after one that failed, and it alone fails', async () => {
    const { transaction, seen } = fakeTransaction();
    const [bad, good] = await Promise.allSettled([transaction.queryRaw(query('bad')), transaction.queryRaw(query('good'))]);

    expect([bad?.status, good?.status]).toEqual(['rejected', 'fulfilled']);
    expect(seen.most).toBe(1);
  });
});
