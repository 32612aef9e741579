import type { Field, Model } from './schema.ts';

export type Row = Record<string, unknown>;
/** What a commit changed in one row; null: it was not there, or is not there any more. */
export type Change = { table: string; before: Row | null; after: Row | null };

/** As Prisma throws it: the code under test looks at name and code. */
export class DatabaseError extends Error {
  override name = 'PrismaClientKnownRequestError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Table = { model: Model; rows: Map<string, Row>; next: number };
type Lock = { owner: Transaction; waiting: { tx: Transaction; go: () => void; fail: (error: Error) => void }[] };

/** One transaction: what it has written and nobody else sees yet, and what it holds until its end. */
export class Transaction {
  readonly written = new Map<string, Map<string, Row | null>>();
  readonly locks = new Set<string>();
  waitsFor: Transaction | undefined;
  ended = false;
}

export const keyOf = (model: Model, row: Row): string =>
  model.id.length === 1 ? String(row[model.id[0]!]) : model.id.map(it => String(row[it])).join('\u0000');

/**
 * PostgreSQL as far as these programs can tell it from a map: READ COMMITTED, row locks held to the end of the transaction, unique
 * keys that wait for whoever is about to take them, advisory locks, and a deadlock that breaks one of its parties.
 */
export class Store {
  private readonly tables = new Map<string, Table>();
  private readonly locks = new Map<string, Lock>();
  /** Called with what each commit changed. */
  onCommit: (changes: Change[]) => void = () => {};

  constructor(models: ReadonlyMap<string, Model>) {
    for (const model of models.values()) this.tables.set(model.name, { model, rows: new Map(), next: 1 });
  }

  model(table: string): Model {
    return this.tables.get(table)!.model;
  }

  /** Rows as a transaction sees them; without one, as committed. */
  rows(table: string, tx?: Transaction): Row[] {
    const { rows } = this.tables.get(table)!;
    const own = tx?.written.get(table);
    if (!own || own.size === 0) return [...rows.values()];
    const all = [...rows].flatMap(([key, row]) => (own.has(key) ? [] : [row]));
    for (const row of own.values()) if (row) all.push(row);
    return all;
  }

  row(table: string, key: string, tx?: Transaction): Row | undefined {
    const own = tx?.written.get(table);
    if (own?.has(key)) return own.get(key) ?? undefined;
    return this.tables.get(table)!.rows.get(key);
  }

  /** Puts a row down as if it had always been there: what migrations and seeds do. */
  seed(table: string, data: Row): Row {
    const { model, rows } = this.tables.get(table)!;
    const row = this.complete(table, data);
    rows.set(keyOf(model, row), row);
    return row;
  }

  async insert(tx: Transaction, table: string, data: Row): Promise<Row> {
    const { model } = this.tables.get(table)!;
    const row = this.complete(table, data);
    for (const unique of [model.id, ...model.uniques]) {
      const values = unique.map(it => row[it]);
      if (values.includes(null)) continue;
      await this.lock(tx, `${table} ${unique.join()} ${values.join('\u0000')}`);
      const taken =
        unique === model.id ? this.row(table, keyOf(model, row), tx) : this.rows(table, tx).find(it => unique.every(name => it[name] === row[name]));
      if (taken) throw new DatabaseError('P2002', `Unique constraint failed on ${table} (${unique.join(', ')})`);
    }
    await this.lock(tx, `${table} ${keyOf(model, row)}`);
    this.write(tx, table, keyOf(model, row), row);
    return row;
  }

  /** Waits for the row, then looks at it again: what another has committed meanwhile is seen, as READ COMMITTED does. */
  async change(tx: Transaction, table: string, key: string, matches: (row: Row) => boolean, change: (row: Row) => Row | null): Promise<Row | undefined> {
    await this.lock(tx, `${table} ${key}`);
    const found = this.row(table, key, tx);
    if (!found || !matches(found)) return undefined;
    const after = change(found);
    this.write(tx, table, key, after);
    return after ?? found;
  }

  async lock(tx: Transaction, name: string): Promise<void> {
    if (tx.ended) throw new DatabaseError('P2028', 'Transaction already closed');
    const lock = this.locks.get(name);
    if (!lock) {
      this.locks.set(name, { owner: tx, waiting: [] });
      tx.locks.add(name);
      return;
    }
    if (lock.owner === tx) return;
    for (let other: Transaction | undefined = lock.owner; other; other = other.waitsFor)
      if (other === tx) throw new DatabaseError('P2034', 'deadlock detected');
    tx.waitsFor = lock.owner;
    await new Promise<void>((go, fail) => lock.waiting.push({ tx, go, fail }));
  }

  /** Does somebody else hold it? */
  isLocked(tx: Transaction, name: string): boolean {
    const lock = this.locks.get(name);
    return lock !== undefined && lock.owner !== tx;
  }

  commit(tx: Transaction): void {
    const changes: Change[] = [];
    for (const [table, written] of tx.written) {
      const { rows } = this.tables.get(table)!;
      for (const [key, after] of written) {
        changes.push({ table, before: rows.get(key) ?? null, after });
        if (after) rows.set(key, after);
        else rows.delete(key);
      }
    }
    this.end(tx);
    if (changes.length > 0) this.onCommit(changes);
  }

  rollback(tx: Transaction): void {
    this.end(tx);
  }

  private end(tx: Transaction): void {
    if (tx.ended) return;
    tx.ended = true;
    for (const name of tx.locks) {
      const lock = this.locks.get(name)!;
      const next = lock.waiting.shift();
      if (!next) {
        this.locks.delete(name);
        continue;
      }
      lock.owner = next.tx;
      next.tx.locks.add(name);
      next.tx.waitsFor = undefined;
      for (const it of lock.waiting) it.tx.waitsFor = next.tx;
      next.go();
    }
    // a transaction that ends while it waits (its program was killed) waits no longer
    for (const lock of this.locks.values()) {
      const mine = lock.waiting.filter(it => it.tx === tx);
      if (mine.length > 0) lock.waiting = lock.waiting.filter(it => it.tx !== tx);
      for (const it of mine) it.fail(new DatabaseError('P2028', 'Transaction already closed'));
    }
  }

  private write(tx: Transaction, table: string, key: string, row: Row | null): void {
    let written = tx.written.get(table);
    if (!written) tx.written.set(table, (written = new Map()));
    written.set(key, row);
  }

  private complete(table: string, data: Row): Row {
    const entry = this.tables.get(table)!;
    const row: Row = {};
    for (const field of entry.model.fields.values()) row[field.name] = given(data[field.name], field, () => entry.next++);
    return row;
  }
}

function given(value: unknown, field: Field, next: () => number): unknown {
  if (value !== undefined) return plain(value, field);
  if (field.value) return field.value() ?? (field.type === 'BigInt' ? BigInt(next()) : next());
  if (field.list) return [];
  if (field.optional) return null;
  throw new Error(`simulation: ${field.name} has no value`);
}

/** JSON is stored as text would be: without what it cannot say, and apart from what the program holds. */
export function plain(value: unknown, field: Field | undefined): unknown {
  if (field?.type !== 'Json' || value === null) return value;
  const name = (value as object).constructor?.name;
  return name === 'DbNull' || name === 'JsonNull' ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
