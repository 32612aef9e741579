import { pass, type Connection } from './client.ts';
import type { Row } from './store.ts';

type Run = (connection: Connection, values: unknown[]) => Promise<Row[]>;

/** Statements that say SQL, by a piece of each. There are few; one that is not here is refused. */
const STATEMENTS: [piece: string, run: Run][] = [
  ['FROM "case" WHERE id =', (at, [id]) => hold(at, `case ${String(id)}`)],
  ['FROM task WHERE key =', (at, [key]) => hold(at, `task ${String(key)}`)],
  ['pg_advisory_xact_lock', (at, values) => hold(at, `advisory ${values.join(' ')}`)],
  ['audit_end()', auditEnd],
  ['notify_case', nothing],
  ['pg_notify', nothing],
  ['INSERT INTO case_counter', nextNumber],
  ['FROM agency_week', () => Promise.resolve([{ weeks: [], days: [] }])],
  ["FROM delivery WHERE state = 'new'", at => deliveries(at, row => row['state'] === 'new')],
  ["FROM delivery\n    WHERE state IN ('waiting', 'sending')", (at, [now]) => deliveries(at, row => isDue(row, now as Date))],
  ['FROM delivery lead JOIN', (at, [id]) => others(at, String(id))],
];

export async function statement(connection: Connection, strings: TemplateStringsArray | { strings?: string[] }, values: unknown[]): Promise<Row[]> {
  const text = Array.isArray(strings) ? strings.join('?') : '';
  const found = STATEMENTS.find(([piece]) => text.includes(piece));
  if (!found) throw new Error(`simulation: unknown statement ${text.trim().slice(0, 200)}`);
  await pass(connection, 'write');
  return found[1](connection, values);
}

async function nothing(): Promise<Row[]> {
  return [];
}

async function hold({ store, tx }: Connection, name: string): Promise<Row[]> {
  if (tx) await store.lock(tx, name);
  return [{}];
}

async function auditEnd(at: Connection): Promise<Row[]> {
  await hold(at, 'advisory audit');
  let last: Row | undefined;
  for (const row of at.store.rows('auditEntry', at.tx)) if (!last || (row['seq'] as bigint) > (last['seq'] as bigint)) last = row;
  return last ? [last] : [];
}

async function nextNumber({ store, tx }: Connection, [prefix]: unknown[]): Promise<Row[]> {
  if (!tx) throw new Error('simulation: numbers are given in transactions');
  await store.lock(tx, `caseCounter ${String(prefix)}`);
  const known = store.row('caseCounter', String(prefix), tx);
  if (!known) await store.insert(tx, 'caseCounter', { prefix, next: 2 });
  else await store.change(tx, 'caseCounter', String(prefix), () => true, row => ({ ...row, next: (row['next'] as number) + 1 })); // prettier-ignore
  return [{ number: known ? (known['next'] as number) : 1 }];
}

const isDue = (row: Row, now: Date) =>
  (row['state'] === 'waiting' || row['state'] === 'sending') && (row['nextAt'] as Date) <= now && (row['carrierId'] === null || row['carrierId'] === row['id']);

/** FOR UPDATE SKIP LOCKED, oldest first. */
async function deliveries({ store, tx }: Connection, wanted: (row: Row) => boolean): Promise<Row[]> {
  const rows = store.rows('delivery', tx).filter(row => wanted(row) && !store.isLocked(tx!, `delivery ${String(row['id'])}`));
  rows.sort((a, b) => (a['nextAt'] as Date).getTime() - (b['nextAt'] as Date).getTime() || (String(a['id']) < String(b['id']) ? -1 : 1));
  for (const row of rows) await store.lock(tx!, `delivery ${String(row['id'])}`);
  return rows;
}

async function others(at: Connection, id: string): Promise<Row[]> {
  const lead = at.store.row('delivery', id, at.tx)!;
  const same = (row: Row) => ['caseId', 'channel', 'recipient'].every(name => row[name] === lead[name]);
  return deliveries(at, row => row['id'] !== id && row['state'] === 'waiting' && row['carrierId'] === null && same(row));
}
