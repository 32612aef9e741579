import type postgres from 'postgres';

/**
 * What is cheaper to make at once, over all rows, than row by row: indexes that only speed up reading, and references between tables.
 * Taken down here and put back by `putBack`; what is to be put back stands in the database, so that an interruption loses nothing.
 * Unique indexes stay: they say what is true. References are checked, all of them, when they are put back.
 */
export async function takeDown(sql: postgres.Sql, tables: readonly string[]): Promise<void> {
  await sql.begin(async tx => {
    await tx`CREATE TABLE IF NOT EXISTS seed_large_later (place SERIAL PRIMARY KEY, statement TEXT NOT NULL)`;
    const down = await tx<{ make: string; drop: string }[]>`
      SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make,
        format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop
      FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(${tables}::regclass[])
      UNION ALL
      SELECT pg_get_indexdef(indexrelid), format('DROP INDEX %s', indexrelid::regclass)
      FROM pg_index WHERE indrelid = ANY(${tables}::regclass[]) AND NOT indisunique AND NOT indisexclusion`;
    for (const { make, drop } of down) {
      await tx`INSERT INTO seed_large_later (statement) VALUES (${make})`;
      await tx.unsafe(drop);
    }
  });
}

/** Puts back what was taken down, each in a transaction of its own: references first find the indexes they are checked with. */
export async function putBack(sql: postgres.Sql, say: (done: number, of: number) => void, stop?: AbortSignal): Promise<void> {
  const rows = await sql<{ place: number; statement: string }[]>`SELECT * FROM seed_large_later ORDER BY statement LIKE 'ALTER%', place`;
  for (const [at, { place, statement }] of rows.entries()) {
    if (stop?.aborted) return;
    await sql.begin(async tx => {
      await tx.unsafe(statement);
      await tx`DELETE FROM seed_large_later WHERE place = ${place}`;
    });
    say(at + 1, rows.length);
  }
}
