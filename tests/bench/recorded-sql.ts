import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

type Rows = unknown[][];
export type Statement = { text: string; values: unknown[]; rows: Rows };
type Client = { query(config: { text: string; values: unknown[]; rowMode: 'array' }): Promise<{ rows: Rows }> };

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const HASH = /\b[0-9a-f]{64}\b/g;

/** Every statement that any client of this process sends while `act` runs, with its values and what came back. */
export async function recordSql(act: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const answer = original.apply(this, args);
    const [config, values] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined];
    const statement =
      typeof config === 'string' ? { text: config, values: values ?? [], rows: [] } : { text: config.text, values: config.values ?? [], rows: [] };
    statements.push(statement);
    void Promise.resolve(answer as Promise<{ rows?: Rows }>).then(
      result => void (statement.rows = (result?.rows ?? []) as never),
      () => {},
    );
    return answer;
  };
  try {
    await act();
  } finally {
    prototype.query = original;
  }
  return statements;
}

/**
 * The same statements by a bare client, each time with new keys: what differs between two recordings is taken from what this very run
 * has read (a counter, the end of the audit chain) or made anew (ids, hashes).
 */
export function makeReplay(one: Statement[], other: Statement[]): (client: Client) => Promise<void> {
  if (one.map(it => it.text).join() !== other.map(it => it.text).join()) throw new Error('Two recordings of the same act differ in their statements');
  const varies = one.map((it, at) => it.values.map((value, n) => text(value) !== text(other[at]?.values[n])));

  return async client => {
    const made = new Map<string, string>();
    const results: Rows[] = [];
    for (const [at, statement] of one.entries()) {
      const values = statement.values.map((value, n) => (varies[at]?.[n] ? renew(value, at) : value));
      results.push((await client.query({ text: statement.text, values, rowMode: 'array' })).rows);
    }

    function renew(value: unknown, before: number): unknown {
      return read(value, before) ?? (typeof value === 'string' ? replaced(value) : value);
    }

    /** The value stood in an earlier answer of the recording, as it is, one less, or within a case code: what stands there now. */
    function read(value: unknown, before: number): unknown {
      const code = /^(\d{4} )(\d{4,})$/.exec(text(value));
      for (let at = before - 1; at >= 0; at--)
        for (const [row, cells] of (one[at]?.rows ?? []).entries())
          for (const [column, cell] of cells.entries()) {
            const now = results[at]?.[row]?.[column];
            if (now === undefined || cell === null) continue;
            if (text(cell) === text(value)) return now;
            if (code && Number(code[2]) === Number(cell)) return code[1] + String(now).padStart(4, '0');
            if (/^\d+$/.test(text(value)) && /^\d+$/.test(text(cell)) && BigInt(text(value)) === BigInt(text(cell)) + 1n) return String(BigInt(text(now)) + 1n);
          }
      return undefined;
    }

    function replaced(value: string): string {
      const anew = (make: () => string) => (old: string) => made.get(old) ?? made.set(old, make()).get(old)!;
      return value
        .replace(
          HASH,
          anew(() => randomBytes(32).toString('hex')),
        )
        .replace(UUID, anew(randomUUID));
    }
  };
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'undefined');
