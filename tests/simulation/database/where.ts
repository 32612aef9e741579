import { keyOf, type Row, type Store, type Transaction } from './store.ts';
import type { Model, Relation } from './schema.ts';

export type Where = Record<string, unknown>;
type At = { store: Store; tx: Transaction | undefined };

const many = (it: unknown): Where[] => (Array.isArray(it) ? (it as Where[]) : [it as Where]);
const comparable = (it: unknown): unknown => (it instanceof Date ? it.getTime() : it);

/** Does a row fit a filter? What this does not know it refuses, loudly: nothing is passed over. */
export function fits(at: At, model: Model, row: Row, where: Where | undefined): boolean {
  if (!where) return true;
  for (const [name, wanted] of Object.entries(where)) if (wanted !== undefined && !fitsOne(at, model, row, name, wanted)) return false;
  return true;
}

function fitsOne(at: At, model: Model, row: Row, name: string, wanted: unknown): boolean {
  if (name === 'AND') return many(wanted).every(it => fits(at, model, row, it));
  if (name === 'OR') return many(wanted).some(it => fits(at, model, row, it));
  if (name === 'NOT') return !many(wanted).every(it => fits(at, model, row, it));
  const relation = model.relations.get(name);
  if (relation) return fitsRelation(at, row, relation, wanted as Where);
  if (model.fields.has(name)) return fitsValue(row[name], wanted);
  if (name.includes('_') || model.id.join('_') === name) return fits(at, model, row, wanted as Where);
  throw new Error(`simulation: ${model.name} has no ${name} to look for`);
}

function fitsRelation(at: At, row: Row, relation: Relation, wanted: Where | null): boolean {
  const model = at.store.model(relation.to);
  const others = related(at, row, relation);
  if (!relation.list) return wanted === null ? others.length === 0 : others.some(it => fits(at, model, it, wanted));
  const { some, none, every, ...rest } = wanted as { some?: Where; none?: Where; every?: Where };
  if (Object.keys(rest).length > 0) throw new Error(`simulation: unknown filter of ${relation.name}`);
  return (
    (!some || others.some(it => fits(at, model, it, some))) &&
    (!none || !others.some(it => fits(at, model, it, none))) &&
    (!every || others.every(it => fits(at, model, it, every)))
  );
}

/** Rows at the other end. */
export function related({ store, tx }: At, row: Row, { to, of, their }: Relation): Row[] {
  const model = store.model(to);
  if (their.join() === model.id.join()) {
    const found = store.row(to, keyOf(model, Object.fromEntries(their.map((name, at) => [name, row[of[at]!]]))), tx);
    return found ? [found] : [];
  }
  return store.rows(to, tx).filter(it => their.every((name, at) => it[name] !== null && it[name] === row[of[at]!]));
}

const TESTS: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  equals: (value, wanted) => comparable(value) === comparable(wanted),
  not: (value, wanted) => (wanted === null ? value !== null : value !== null && !fitsValue(value, wanted)),
  in: (value, wanted) => (wanted as unknown[]).some(it => comparable(it) === comparable(value)),
  notIn: (value, wanted) => value !== null && !(wanted as unknown[]).some(it => comparable(it) === comparable(value)),
  lt: (value, wanted) => value !== null && (comparable(value) as number) < (comparable(wanted) as number),
  lte: (value, wanted) => value !== null && (comparable(value) as number) <= (comparable(wanted) as number),
  gt: (value, wanted) => value !== null && (comparable(value) as number) > (comparable(wanted) as number),
  gte: (value, wanted) => value !== null && (comparable(value) as number) >= (comparable(wanted) as number),
  has: (value, wanted) => (value as unknown[]).includes(wanted),
  hasSome: (value, wanted) => (wanted as unknown[]).some(it => (value as unknown[]).includes(it)),
};

function fitsValue(value: unknown, wanted: unknown): boolean {
  if (wanted === null || typeof wanted !== 'object' || wanted instanceof Date) return comparable(value) === comparable(wanted);
  const { path, ...tests } = wanted as { path?: string[] } & Where;
  const part = path ? path.reduce<unknown>((it, key) => (it as Row | null)?.[key], value) : value;
  return Object.entries(tests).every(([name, said]) => {
    const test = TESTS[name];
    if (!test) throw new Error(`simulation: unknown filter ${name}`);
    return said === undefined || test(part, said);
  });
}

type Order = Record<string, 'asc' | 'desc' | { sort: 'asc' | 'desc' }>;

/** Rows in order; without one, as they were put down. */
export function inOrder(rows: Row[], orderBy: unknown): Row[] {
  const orders = (orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy]) as Order[];
  const keys = orders.flatMap(it => Object.entries(it)).map(([name, way]) => ({ name, sign: (typeof way === 'string' ? way : way.sort) === 'desc' ? -1 : 1 }));
  if (keys.length === 0) return rows;
  return [...rows].sort((one, other) => {
    for (const { name, sign } of keys) {
      const [a, b] = [comparable(one[name]) as number, comparable(other[name]) as number];
      if (a === b) continue;
      if (a === null) return sign; // NULL comes last, as PostgreSQL has it
      if (b === null) return -sign;
      return a < b ? -sign : sign;
    }
    return 0;
  });
}
