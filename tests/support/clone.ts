import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { makeDatabase, type Database } from '../../platform/database.ts';
import { migrate, readMigrations } from '../../platform/migrate.ts';

/** Any number: whoever makes the template holds it. */
const TEMPLATE_LOCK = 3_141_592;
const POOL = 10;

const withName = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function asOwner(databaseUrl: string, act: (owner: postgres.Sql) => Promise<unknown>): Promise<void> {
  const owner = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await act(owner).finally(() => owner.end());
}

/**
 * Cuts the connections of `sql`'s own role to a database (its own, unless another is named), except the one that asks. Autovacuum's belong to
 * PostgreSQL: who is not its superuser is refused when he tries to end them, and `DROP DATABASE … WITH (FORCE)` tries.
 */
export const cutConnections = (sql: postgres.Sql, database: string | null = null): Promise<unknown> =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = coalesce(${database}, current_database()) and usename = current_user and pid <> pg_backend_pid()`;

/** Removes a database, whoever of its owner's role is still connected. */
const dropDatabase = (databaseUrl: string, name: string): Promise<void> =>
  asOwner(databaseUrl, async owner => {
    await cutConnections(owner, name);
    await owner.unsafe(`drop database if exists ${name}`); // waits for those just cut, and sends autovacuum away itself
  });

/** A migrated database beside the one at `databaseUrl`; its name begins with `prefix`. `drop` removes it. */
export async function makeOwnDatabase(databaseUrl: string, prefix: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  const url = withName(databaseUrl, name);
  await asOwner(databaseUrl, owner => owner.unsafe(`create database ${name}`));
  await migrate(url);
  return { url, drop: () => dropDatabase(databaseUrl, name) };
}

export type Clone = Database & { url: string; name: string; drop(): Promise<void> };

/** A migrated database that is only copied, never used. Its name carries the migrations, so a changed one makes a new template. */
async function template(owner: postgres.Sql, databaseUrl: string): Promise<string> {
  const version = createHash('sha256')
    .update(
      readMigrations()
        .map(each => each.name + each.checksum)
        .join(),
    )
    .digest('hex')
    .slice(0, 12);
  const name = `template_${version}`;
  await owner`select pg_advisory_lock(${TEMPLATE_LOCK})`;
  try {
    const [ready] = await owner`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (ready) return name;
    await owner.unsafe(`drop database if exists ${name}`);
    await owner.unsafe(`create database ${name}`);
    await migrate(withName(databaseUrl, name));
    await owner.unsafe(`alter database ${name} is_template true`);
    return name;
  } finally {
    await owner`select pg_advisory_unlock(${TEMPLATE_LOCK})`;
  }
}

/** A database of the caller's own, cloned in some 50 ms; of `from` (to which nobody may be connected), else empty. `drop` closes and removes it. */
export async function cloneDatabase(databaseUrl: string, from?: string): Promise<Clone> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(databaseUrl, async owner => owner.unsafe(`create database ${name} template ${from ?? (await template(owner, databaseUrl))}`));
  const url = withName(databaseUrl, name);
  const database = makeDatabase({ DATABASE_URL: url, DATABASE_POOL: POOL });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= database.close());

  return {
    ...database,
    close,
    url,
    name,
    async drop() {
      await close();
      await dropDatabase(databaseUrl, name);
    },
  };
}
