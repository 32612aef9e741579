import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../tests/support/database.ts';
import { migrate, PROGRAMS_ROLE, readMigrations } from './migrate.ts';

const database = useDatabase();

type Column = { table: string; column: string; type: string; nullable: boolean };
const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  DateTime: 'timestamp with time zone',
};

/** Columns as prisma/schema.prisma names them: enough of its language for this schema. */
function columnsOfSchema(): Column[] {
  const schema = readFileSync(join(import.meta.dirname, '../prisma/schema.prisma'), 'utf8');
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, , body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    return body.split('\n').flatMap(line => {
      const [, name = '', type = '', mark = '', rest = ''] = /^ {2}(\w+)\s+(\w+)(\[\]|\?)?(.*)$/.exec(line) ?? [];
      if (!TYPES[type]) return [];
      const native = rest.includes('@db.Uuid') ? 'uuid' : rest.includes('@db.Date') ? 'date' : TYPES[type];
      return [{ table, column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name, type: mark === '[]' ? 'ARRAY' : native, nullable: mark !== '' }];
    });
  });
}

/** Kept or read by triggers only: copies for the orders and the search of lists (decision 0015), and the lawful steps of a problem and a change (0023, 0024). */
const KEPT_BY_TRIGGERS =
  /^(case_words|client_words|search_term|problem_step|change_step)\.|^(case|task)\.(due_order|service_order|case_code|news|news_at|news_by) |^task\.(owner|priority) /;
/** A list of Prisma may be null in the database or not: it reads both as a list. */
const mark = ({ type, nullable }: Column) => (nullable && type !== 'ARRAY' ? '?' : '');
const inOrder = (columns: Column[]) => columns.map(it => `${it.table}.${it.column} ${it.type}${mark(it)}`).sort();

describe('migrations', () => {
  it('make what the schema says', async () => {
    const rows = await database.sql<Column[]>`
      SELECT table_name AS "table", column_name AS "column", data_type AS type, is_nullable = 'YES' AS nullable
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
    expect(inOrder(rows).filter(it => !KEPT_BY_TRIGGERS.test(it))).toEqual(inOrder(columnsOfSchema()));
  });

  it('are applied once, and recorded as `prisma migrate deploy` records them', async () => {
    const recorded = await database.sql`SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name`;
    expect([...recorded]).toEqual(readMigrations().map(({ name, checksum }) => ({ name, checksum })));
    expect(await migrate(database.url)).toEqual([]);
  });

  it('let programs read and write rows of every table, but the audit and the record of migrations', async () => {
    const rows = await database.sql<{ table: string; rights: string[] }[]>`
      SELECT c.relname AS "table", ARRAY(
        SELECT may FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) may
        WHERE has_table_privilege(${PROGRAMS_ROLE}, c.oid, may)) AS rights
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`;
    const rightsTo = (table: string) => rows.find(it => it.table === table)?.rights;
    expect(rightsTo('audit_entry')).toEqual(['SELECT', 'INSERT']);
    expect(rightsTo('_prisma_migrations')).toEqual(['SELECT']);
    const others = rows.filter(it => !['audit_entry', '_prisma_migrations'].includes(it.table));
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter(it => it.rights.join() !== 'SELECT,INSERT,UPDATE,DELETE')).toEqual([]);
    const [may] = await database.sql`
      SELECT has_schema_privilege(${PROGRAMS_ROLE}, 'public', 'CREATE') AS create, pg_has_role(${PROGRAMS_ROLE}, current_user, 'MEMBER') AS owner`;
    expect(may).toEqual({ create: false, owner: false });
  });

  it('refuse any change of the audit log', async () => {
    const { db, sql } = database;
    await db.auditEntry.create({ data: { seq: 1n, at: new Date(), actor: 'system', did: 'test', prevHash: '', hash: '' } });
    await expect(sql`UPDATE audit_entry SET did = 'other'`).rejects.toThrow('never changed');
    await expect(sql`DELETE FROM audit_entry`).rejects.toThrow('never changed');
    await expect(sql`TRUNCATE audit_entry`).rejects.toThrow('never changed');
  });

  it('sort names as Latvians do', async () => {
    const names = ['Žagars', 'Cits', 'Čaks', 'Ābols', 'Abols', 'Zivs'];
    await database.db.client.createMany({ data: names.map(familyName => ({ givenName: 'A', familyName })) });
    const sorted = await database.db.client.findMany({ orderBy: { familyName: 'asc' }, select: { familyName: true } });
    expect(sorted.map(it => it.familyName)).toEqual(['Abols', 'Ābols', 'Cits', 'Čaks', 'Zivs', 'Žagars']);
  });
});
