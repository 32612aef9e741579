import type { PrismaPg } from '@prisma/adapter-pg';

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;
type Transaction = Awaited<ReturnType<Connection['startTransaction']>>;

/**
 * Prisma reads several relations of one row side by side, also inside a transaction, where all share one connection: pg queues them
 * and warns, and pg 9 will refuse them. Here they are queued before they reach pg; the order stays the same.
 */
export function oneAtATime(adapter: PrismaPg): PrismaPg {
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = await connect();
    const start = connection.startTransaction.bind(connection);
    connection.startTransaction = async level => inOrder(await start(level));
    return connection;
  };
  return adapter;
}

/** Each query of this transaction begins when the one before has ended, well or not. */
export function inOrder<T extends Pick<Transaction, 'queryRaw' | 'executeRaw'>>(transaction: T): T {
  let last: Promise<unknown> = Promise.resolve();
  const after = <R>(run: () => Promise<R>): Promise<R> => {
    const mine = last.then(run, run);
    last = mine.catch(() => {});
    return mine;
  };
  const { queryRaw, executeRaw } = transaction;
  transaction.queryRaw = query => after(() => queryRaw.call(transaction, query));
  transaction.executeRaw = query => after(() => executeRaw.call(transaction, query));
  return transaction;
}
