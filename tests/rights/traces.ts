import type { Sql } from '../../platform/database.ts';

/** What a refusal may leave: that it happened, and that the person was here. */
const OF_REFUSAL = ['audit_entry', 'user_account'];

export type Traces = {
  /** Tables in which rows were made, changed or deleted since the last call, of committed transactions. */
  taken(): Promise<string[]>;
  /** Puts these tables back to how they were when the traces began. */
  restore(tables: string[]): Promise<void>;
};

/**
 * Row triggers on every table say what was touched; a copy of every table puts it back. A touch is part of the transaction that makes it, so
 * what was rolled back leaves none: what this says of a refused request is exactly what the request has changed. Foreign keys go: this
 * database is thrown away, and rows are put back table by table.
 */
export async function makeTraces(sql: Sql): Promise<Traces> {
  await sql.unsafe(`
    CREATE SCHEMA pristine;
    CREATE UNLOGGED TABLE pristine.touched (name text NOT NULL);
    CREATE FUNCTION pristine.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO pristine.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;`);
  const keys = await sql<{ drop: string }[]>`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  for (const { drop } of keys) await sql.unsafe(drop);
  const rows = await sql<{ name: string; columns: string }[]>`
    SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname`;
  const columnsOf = new Map(rows.map(it => [it.name, it.columns]));
  for (const name of columnsOf.keys()) {
    await sql.unsafe(`CREATE TABLE pristine."${name}" AS SELECT * FROM public."${name}";
      CREATE TRIGGER zz_touched AFTER INSERT OR UPDATE OR DELETE ON public."${name}" FOR EACH ROW EXECUTE FUNCTION pristine.touch();`);
  }

  return {
    async taken() {
      const touched = await sql<{ name: string }[]>`WITH gone AS (DELETE FROM pristine.touched RETURNING name) SELECT DISTINCT name FROM gone ORDER BY 1`;
      return touched.map(it => it.name);
    },
    async restore(tables) {
      const steps = beyondRefusal(tables).map(name => {
        const columns = columnsOf.get(name)!;
        return `ALTER TABLE public."${name}" DISABLE TRIGGER USER; DELETE FROM public."${name}";
          INSERT INTO public."${name}" (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM pristine."${name}";
          ALTER TABLE public."${name}" ENABLE TRIGGER USER;`;
      });
      // one message is one transaction
      if (steps.length > 0) await sql.unsafe(steps.join(' '));
    },
  };
}

/** Tables that a refused request has no business with. */
export const beyondRefusal = (tables: string[]): string[] => tables.filter(name => !OF_REFUSAL.includes(name));
