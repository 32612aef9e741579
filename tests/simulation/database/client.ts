import type { Program } from '../scheduler.ts';
import type { Model } from './schema.ts';
import { statement } from './statements.ts';
import { DatabaseError, keyOf, plain, Transaction, type Row, type Store } from './store.ts';
import { fits, inOrder, related, type Where } from './where.ts';

type Shape = Record<string, unknown> | undefined;
type Args = {
  where?: Where;
  data?: any;
  create?: Row;
  update?: Row;
  include?: Shape;
  select?: Shape;
  orderBy?: unknown;
  take?: number;
  distinct?: string[];
  skipDuplicates?: boolean;
};
/** A connection of one program; `tx`: within a transaction. */
export type Connection = { program: Program; store: Store; tx?: Transaction };

/**
 * What the code under test takes for Prisma's client: the same calls on simulated tables. Only what that code asks for is there; anything
 * else throws. Each call is a moment at which the scheduler may let others go first, lose the connection or kill the program.
 */
export function makeClient(program: Program, store: Store): any {
  return delegates(
    { program, store },
    {
      async $transaction(run: (tx: unknown) => Promise<unknown>) {
        const tx = new Transaction();
        const leave = program.onDeath(() => store.rollback(tx));
        try {
          await program.moment('begin');
          const result = await run(delegates({ program, store, tx }));
          await commit(program, store, tx);
          return result;
        } catch (error) {
          store.rollback(tx);
          throw error;
        } finally {
          leave();
        }
      },
    },
  );
}

/** The answer may be lost when the commit is not, and the other way round. */
async function commit(program: Program, store: Store, tx: Transaction): Promise<void> {
  await program.moment('commit');
  if (tx.ended) throw new DatabaseError('P2028', 'Transaction already closed');
  store.commit(tx);
  await program.moment('committed');
}

/** A lost connection takes its transaction with it. */
export async function pass({ program, store, tx }: Connection, kind: 'read' | 'write'): Promise<void> {
  try {
    await program.moment(kind);
  } catch (error) {
    if (tx) store.rollback(tx);
    throw error;
  }
  if (tx?.ended) throw new DatabaseError('P2028', 'Transaction already closed');
}

function delegates(connection: Connection, more: Record<string, unknown> = {}): any {
  const known = new Map<string, unknown>();
  return new Proxy(
    {
      ...more,
      $queryRaw: (strings: TemplateStringsArray, ...values: unknown[]) => statement(connection, strings, values),
      $executeRaw: (strings: TemplateStringsArray, ...values: unknown[]) => statement(connection, strings, values),
    } as Record<string, unknown>,
    {
      get(own, name: string) {
        if (name in own || typeof name !== 'string' || name === 'then') return own[name];
        let made = known.get(name);
        if (!made) known.set(name, (made = delegate(connection, name)));
        return made;
      },
    },
  );
}

function delegate(connection: Connection, table: string) {
  const { program, store } = connection;
  const model = store.model(table);
  const read = async <T>(run: (tx: Transaction | undefined) => T): Promise<T> => {
    await pass(connection, 'read');
    return run(connection.tx);
  };
  /** Alone, a statement is a transaction of its own. */
  const write = async <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => {
    if (connection.tx) {
      await pass(connection, 'write');
      return run(connection.tx);
    }
    const tx = new Transaction();
    const leave = program.onDeath(() => store.rollback(tx));
    try {
      await program.moment('write');
      const result = await run(tx);
      await commit(program, store, tx);
      return result;
    } catch (error) {
      store.rollback(tx);
      throw error;
    } finally {
      leave();
    }
  };
  const find = (args: Args, tx: Transaction | undefined): Row[] => findRows({ store, tx, model }, args);
  const shape = (row: Row, args: Args, tx: Transaction | undefined) => shaped({ store, tx, model }, row, args);
  const first = (args: Args = {}) => read(tx => { const [row] = find({ ...args, take: 1 }, tx); return row ? shape(row, args, tx) : null; }); // prettier-ignore
  const firstOrThrow = async (args: Args) => {
    const found = await first(args);
    if (!found) throw new DatabaseError('P2025', `No ${table} found`);
    return found;
  };
  const changeAll = async (args: Args, tx: Transaction, change: (row: Row) => Row | null): Promise<Row[]> => {
    const changed: Row[] = [];
    for (const row of find({ where: args.where! }, tx)) {
      const after = await store.change(tx, table, keyOf(model, row), it => fits({ store, tx }, model, it, args.where), change);
      if (after) changed.push(after);
    }
    return changed;
  };
  const update = async (args: Args, tx: Transaction) => {
    const [row] = await changeAll(args, tx, it => changed(model, it, args.data as Row));
    if (!row) throw new DatabaseError('P2025', `No ${table} to update`);
    return shape(row, args, tx);
  };
  const insertMany = async (args: Args, tx: Transaction): Promise<Row[]> => {
    const made: Row[] = [];
    for (const data of args.data as Row[]) {
      try {
        made.push(await store.insert(tx, table, data));
      } catch (error) {
        if (!args.skipDuplicates || (error as DatabaseError).code !== 'P2002') throw error;
      }
    }
    return made;
  };

  return {
    findMany: (args: Args = {}) => read(tx => find(args, tx).map(row => shape(row, args, tx))),
    findFirst: first,
    findUnique: first,
    findFirstOrThrow: firstOrThrow,
    findUniqueOrThrow: firstOrThrow,
    count: (args: Args = {}) => read(tx => find(args, tx).length),
    create: (args: Args) => write(async tx => shape(await store.insert(tx, table, args.data as Row), args, tx)),
    createMany: (args: Args) => write(async tx => ({ count: (await insertMany(args, tx)).length })),
    createManyAndReturn: (args: Args) => write(async tx => (await insertMany(args, tx)).map(row => shape(row, args, tx))),
    update: (args: Args) => write(tx => update(args, tx)),
    updateMany: (args: Args) => write(async tx => ({ count: (await changeAll(args, tx, it => changed(model, it, args.data as Row))).length })),
    upsert: (args: Args) =>
      write(async tx =>
        find({ ...args, take: 1 }, tx).length > 0 ? update({ ...args, data: args.update }, tx) : shape(await store.insert(tx, table, args.create!), args, tx),
      ),
    delete: (args: Args) => write(async tx => (await changeAll(args, tx, () => null))[0]),
    deleteMany: (args: Args = {}) => write(async tx => ({ count: (await changeAll(args, tx, () => null)).length })),
  };
}

function changed(model: Model, row: Row, data: Row): Row {
  const after = { ...row };
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) continue;
    const field = model.fields.get(name);
    if (!field) throw new Error(`simulation: ${model.name} has no ${name} to write`);
    const step = value !== null && field.type !== 'Json' && (value as { increment?: number }).increment;
    after[name] = step ? (row[name] as number) + step : plain(value, field);
  }
  return after;
}

type At = { store: Store; tx: Transaction | undefined; model: Model };

function findRows(at: At, { where, orderBy, take, distinct }: Args): Row[] {
  const { store, tx, model } = at;
  const key = where && model.id.length === 1 ? where[model.id[0]!] : undefined;
  const direct = typeof key === 'string' ? store.row(model.name, key, tx) : undefined;
  const all = typeof key === 'string' ? (direct ? [direct] : []) : store.rows(model.name, tx);
  const found = inOrder(all.filter(row => fits(at, model, row, where)), orderBy); // prettier-ignore
  const seen = new Set<string>();
  const apart = distinct ? found.filter(row => { const said = distinct.map(it => String(row[it])).join('\u0000'); return !seen.has(said) && seen.add(said); }) : found; // prettier-ignore
  return take === undefined ? apart : apart.slice(0, take);
}

function shaped(at: At, row: Row, { include, select }: Pick<Args, 'include' | 'select'>): Row {
  const wanted = select ?? include;
  if (!wanted) return { ...row };
  const made: Row = select ? {} : { ...row };
  for (const [name, args] of Object.entries(wanted)) {
    if (!args) continue;
    const relation = at.model.relations.get(name);
    if (!relation) made[name] = row[name];
    else {
      const model = at.store.model(relation.to);
      const inner: Args = args === true ? {} : (args as Args);
      const others = inOrder(related(at, row, relation).filter(it => fits(at, model, it, inner.where)), inner.orderBy).slice(0, inner.take); // prettier-ignore
      const views = others.map(it => shaped({ ...at, model }, it, inner));
      made[name] = relation.list ? views : (views[0] ?? null);
    }
  }
  return made;
}
