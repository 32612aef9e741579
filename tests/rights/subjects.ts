import type { Sql } from '../../platform/database.ts';

/** Somebody or something an answer is about: all names it has in an audit entry, and the people it belongs to (accounts and clients). */
export type Subject = { names: ReadonlySet<string>; owners: ReadonlySet<string>; /** A worker as such. */ isAccount: boolean };
export type Subjects = { of(name: string): Subject | undefined };

/** Columns by which a row belongs to something that has names of its own. */
const BELONGS = ['case_id', 'client_id', 'contact_id', 'task_key', 'batch_id'];
/** Columns that say whose own a row is. */
const OWNS = ['client_id', 'user_id', 'applicant_user_id'];
/** People themselves, and cases, which may belong to nobody. */
const THEMSELVES = ['client', 'user_account', 'case'];

type Table = { name: string; key: string; columns: string[] };

/**
 * Whom every id and code of the database is about, found from its columns: a document is about its case, a case about its client, a call-back
 * about its conversation. A new table is among them without anybody remembering.
 */
export async function readSubjects(sql: Sql): Promise<Subjects> {
  const tables = await sql<Table[]>`
    SELECT c.relname AS name, min(k.attname) AS key, array_agg(a.attname::text) AS columns
    FROM pg_class c
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnatts = 1
    JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('audit_entry', 'idempotency_key')
    GROUP BY c.relname`;
  const [parents, owners, accounts] = [new Map<string, string[]>(), new Map<string, string[]>(), new Set<string>()];
  const add = (to: Map<string, string[]>, id: string, more: string[]) => void to.set(id, [...(to.get(id) ?? []), ...more]);
  for (const { name, key, columns } of tables) {
    const read = columns.filter(it => [...BELONGS, ...OWNS].includes(it));
    if (read.length === 0 && !THEMSELVES.includes(name)) continue;
    const wanted = [...new Set([key, ...read, ...(name === 'case' ? ['code'] : [])])].map(it => `"${it}"::text`).join(', ');
    for (const row of await sql.unsafe<Record<string, string | null>[]>(`SELECT ${wanted} FROM "${name}"`)) {
      const id = row[key]!;
      add(parents, id, [...(row['code'] ? [row['code']] : []), ...BELONGS.flatMap(it => (it !== key && row[it] ? [row[it]] : []))]);
      if (row['code']) add(parents, row['code'], [id]);
      add(owners, id, [...OWNS.flatMap(it => row[it] ?? []), ...(THEMSELVES.includes(name) ? [id] : [])]);
      if (name === 'user_account') accounts.add(id);
    }
  }

  const closure = (name: string, known = new Set<string>()): Set<string> => {
    if (known.has(name)) return known;
    known.add(name);
    for (const parent of parents.get(name) ?? []) closure(parent, known);
    return known;
  };

  return {
    of(name) {
      if (!parents.has(name)) return undefined;
      const known = closure(name);
      // of what belongs to somebody through its case: a client's document is the client's own
      const belongsTo = new Set([...known].flatMap(it => owners.get(it) ?? []));
      return { names: new Set([...known, ...belongsTo]), owners: belongsTo, isAccount: accounts.has(name) };
    },
  };
}
