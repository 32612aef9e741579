import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import type { Row } from './case-rows.ts';

type Value = Row[string];
/** Characters COPY's text format gives a meaning to. */
const SPECIAL = /[\\\n\r\t]/g;
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escape = (text: string) => text.replace(SPECIAL, it => ESCAPED[it]!);

/** One value as COPY's text format wants it. */
export function asCopy(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escape(`{${value.map(it => JSON.stringify(it)).join(',')}}`);
  return escape(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** Rows on their way into a table: text already, so that a million of them do not have to be kept as objects. */
export type Lines = { columns: readonly string[]; lines: string[] };

/** Adds rows as lines; the columns are the keys of the very first row. */
export function addLines(to: Lines, rows: readonly Row[]): void {
  for (const row of rows) {
    if (to.columns.length === 0) to.columns = Object.keys(row);
    let line = '';
    for (const column of to.columns) line += `${line === '' ? '' : '\t'}${asCopy(row[column] ?? null)}`;
    to.lines.push(`${line}\n`);
  }
}

export const linesOf = (rows: readonly Row[]): Lines => {
  const made: Lines = { columns: [], lines: [] };
  addLines(made, rows);
  return made;
};

/** Lines a write: few enough to let others have the event loop, enough not to ask for the socket too often. */
const CHUNK = 500;

/** Lines into a table by COPY, the quickest way in. */
export async function copyLines(sql: postgres.TransactionSql, table: string, { columns, lines }: Lines): Promise<void> {
  if (lines.length === 0) return;
  const stream = await sql`COPY ${sql(table)} (${sql([...columns])}) FROM STDIN`.writable();
  const chunks = function* () {
    for (let at = 0; at < lines.length; at += CHUNK) yield lines.slice(at, at + CHUNK).join('');
  };
  await pipeline(Readable.from(chunks()), stream);
}
