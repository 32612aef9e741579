import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';

const FOLDER = join(import.meta.dirname, '../prisma/migrations');
/** The lock that `prisma migrate deploy` takes too, so that both never run at once. */
const PRISMA_LOCK = 72_707_369;

/**
 * The role that API and workers sign in with: it reads and writes rows. Tables, their triggers and the record of migrations are the owner's,
 * and what stands in the audit is nobody's to change (docs/decisions/0040).
 */
export const PROGRAMS_ROLE = 'pietura_programs';
const GRANTS = `
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${PROGRAMS_ROLE};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${PROGRAMS_ROLE};
  REVOKE UPDATE, DELETE ON audit_entry FROM ${PROGRAMS_ROLE};
  REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${PROGRAMS_ROLE}`;

type Migration = { name: string; sql: string; checksum: string };

/** Migrations of a folder in Prisma's layout, oldest first. */
export function readMigrations(folder = FOLDER): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map(entry => entry.name)
    .sort()
    .map(name => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing, each migration in a transaction of its own, and returns their names; then gives the programs' role, where the
 * cluster has one, its rights. Our own runner, because Prisma's needs a download; the table it keeps is the one `prisma migrate deploy`
 * reads (LIBRARIES §2).
 */
export async function migrate(databaseUrl: string, folder = FOLDER): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`SELECT pg_advisory_lock(${PRISMA_LOCK})`;
    await sql.unsafe(PRISMA_TABLE);
    const rows = await sql`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map(row => row.migration_name as string));
    const missing = readMigrations(folder).filter(migration => !applied.has(migration.name));
    for (const migration of missing) await sql.begin(tx => apply(tx, migration));
    const [role] = await sql`SELECT 1 FROM pg_roles WHERE rolname = ${PROGRAMS_ROLE}`;
    if (role) await sql.unsafe(GRANTS);
    return missing.map(migration => migration.name);
  } finally {
    await sql.end(); // gives the lock back too
  }
}

async function apply(tx: postgres.TransactionSql, { name, sql, checksum }: Migration): Promise<void> {
  await tx.unsafe(sql);
  await tx`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES (${randomUUID()}, ${checksum}, ${name}, now(), now(), 1)`;
}

const PRISMA_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

async function main() {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set');
  const applied = await migrate(url);
  console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'the database is up to date');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
