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
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escape(`{${value.map(it => JSON.stringify(it)).join(',')}}`);
  return escape(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** Rows into a table by COPY, the quickest way in; columns are the keys of the first row. */
export async function copyRows(sql: postgres.TransactionSql, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const stream = await sql`COPY ${sql(table)} (${sql(columns)}) FROM STDIN`.writable();
  const lines = function* () {
    for (const row of rows) yield `${columns.map(column => asCopy(row[column] ?? null)).join('\t')}\n`;
  };
  await pipeline(Readable.from(lines()), stream);
}
