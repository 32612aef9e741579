import type { Sql } from '../../../platform/database.ts';

/** Every row of every table, as JSON text, by table. */
export type Rows = Map<string, string[]>;
type Table = { name: string; columns: string[] };
type Reference = { name: string; from: string; to: string; definition: string };

const HOUR_MS = 3_600_000;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CODE = /\b\d{4} \d{4,}\b/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)/g;
/** Follow from what is random (ids) or are counted by the database's own sequences; the chain itself is looked at on its own. */
const REST_ON_CHANCE = new Set(['hash', 'prev_hash', 'seq']);

export type Keeper = Awaited<ReturnType<typeof makeKeeper>>;

/** Reads the whole database, and puts it back as it was: so that the same scene can be played from the same beginning. */
export async function makeKeeper(sql: Sql) {
  const tables = await sql<Table[]>`
    SELECT c.relname AS name, array_agg(a.attname ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '%migration%'
    GROUP BY c.relname ORDER BY c.relname`;
  const references = await sql<Reference[]>`
    SELECT conname AS name, conrelid::regclass::text AS from, confrelid::regclass::text AS to, replace(pg_get_constraintdef(oid), ' NOT VALID', '') AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  for (const it of references) Object.assign(it, { from: it.from.replaceAll('"', ''), to: it.to.replaceAll('"', '') });
  const all = tables.map(({ name }) => `SELECT '${name}' AS name, to_jsonb(t)::text AS row FROM public."${name}" t`).join(' UNION ALL ');

  return {
    async read(): Promise<Rows> {
      const rows: Rows = new Map(tables.map(({ name }) => [name, []]));
      for (const { name, row } of await sql.unsafe<{ name: string; row: string }[]>(all)) rows.get(name)!.push(row);
      for (const each of rows.values()) each.sort();
      return rows;
    },

    /** Only tables that differ are touched. Triggers and references rest meanwhile: nothing happens, it is only as it was. */
    async putBack(before: Rows, now: Rows): Promise<void> {
      const changed = tables.filter(({ name }) => before.get(name)!.join('\n') !== now.get(name)!.join('\n'));
      const names = new Set(changed.map(it => it.name));
      const resting = references.filter(it => names.has(it.from) || names.has(it.to));
      const on = (name: string) => `ALTER TABLE public."${name}"`;
      const statements = [
        ...resting.map(it => `${on(it.from)} DROP CONSTRAINT "${it.name}"`),
        ...changed.flatMap(({ name, columns }) => {
          const list = columns.map(it => `"${it}"`).join(', ');
          const rows = `[${before.get(name)!.join(',')}]`.replaceAll("'", "''");
          return [
            `${on(name)} DISABLE TRIGGER USER`,
            `DELETE FROM public."${name}"`,
            `INSERT INTO public."${name}" (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM jsonb_populate_recordset(NULL::public."${name}", '${rows}')`,
            `${on(name)} ENABLE TRIGGER USER`,
          ];
        }),
        ...resting.map(it => `${on(it.from)} ADD CONSTRAINT "${it.name}" ${it.definition} NOT VALID`),
      ];
      await sql.begin(async tx => {
        for (const statement of statements) await tx.unsafe(statement);
      });
    },
  };
}

/** What a change of the database comes to, told so that two plays of one scene tell the same: rows that went and rows that came, by table. */
export function whatChanged(before: Rows, after: Rows, ignored: Record<string, string[]> = {}): string[] {
  const known = new Set([...before.values()].flat().flatMap(row => [...(row.match(UUID) ?? []), ...(row.match(CODE) ?? [])]));
  const changes: string[] = [];
  for (const [table, rows] of after) {
    const [was, is] = [counted(before.get(table) ?? []), counted(rows)];
    const tell = (sign: string, row: string) => changes.push(`${table} ${sign} ${telling(row, known, new Set(ignored[table]))}`);
    for (const [row, times] of is) for (let n = was.get(row) ?? 0; n < times; n++) tell('+', row);
    for (const [row, times] of was) for (let n = is.get(row) ?? 0; n < times; n++) tell('-', row);
  }
  return changes.sort();
}

function counted(rows: string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const row of rows) times.set(row, (times.get(row) ?? 0) + 1);
  return times;
}

function telling(row: string, known: Set<string>, ignored: Set<string>): string {
  const said = Object.entries(JSON.parse(row) as Record<string, unknown>)
    .filter(([column, value]) => !REST_ON_CHANCE.has(column) && !ignored.has(column) && !(column === 'id' && typeof value === 'number'))
    .map(([column, value]) => `${column}=${JSON.stringify(value)}`)
    .join(' ');
  const isNow = (instant: string) => Math.abs(Date.parse(instant) - Date.now()) < HOUR_MS;
  return said
    .replace(UUID, it => (known.has(it) ? it : '(new id)'))
    .replace(CODE, it => (known.has(it) ? it : '(new code)'))
    .replace(INSTANT, it => (isNow(it) ? '(now)' : it));
}
