import { chmodSync, chownSync, copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';

/** What PostgreSQL makes anew, or must not find, in a copy of a running cluster (its manual, "Making a Base Backup Using the Low Level API"). */
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init', 'backup_label', 'recovery.signal', 'standby.signal']);
const EMPTIED = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const WAL_FILE = /^[0-9A-F]{24}$/;

export type ClusterCopy = { startLsn: string; stopLsn: string; bytes: number };

/**
 * Copies a running cluster while everybody works: files first, then the write-ahead log that makes them one moment, the end of the copy.
 * Asks for no program but the server itself.
 */
export async function copyCluster(adminUrl: string, from: string, to: string): Promise<ClusterCopy & { label: string }> {
  // a backup belongs to its connection: it must be one
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const slot = `pietura_backup_${process.pid}`;
  try {
    // nothing of the log is thrown away while we copy
    await sql`SELECT pg_create_physical_replication_slot(${slot}, true, true)`;
    const [start] = await sql<{ lsn: string; file: string }[]>`SELECT lsn::text, pg_walfile_name(lsn) AS file FROM pg_backup_start('pietura', true) AS lsn`;
    let bytes = copyTree(from, to, { top: true });
    const [stop] = await sql<
      { lsn: string; label: string; file: string }[]
    >`SELECT lsn::text, labelfile AS label, pg_walfile_name(lsn) AS file FROM pg_backup_stop(false)`;
    if (!start || !stop) throw new Error('PostgreSQL did not begin or end the backup');
    await sql`SELECT pg_switch_wal()`;
    bytes += copyWal(join(from, 'pg_wal'), join(to, 'pg_wal'), { first: start.file, last: stop.file });
    return { startLsn: start.lsn, stopLsn: stop.lsn, label: stop.label, bytes };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Copies a folder; files that vanish meanwhile are none of ours. Answers the bytes. */
export function copyTree(from: string, to: string, { top = false } = {}): number {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  let bytes = 0;
  for (const name of readdirSync(from)) {
    if (LEFT_OUT.has(name) || name.startsWith('pgsql_tmp')) continue;
    const [source, target] = [join(from, name), join(to, name)];
    const found = lstatSync(source, { throwIfNoEntry: false });
    if (!found) continue;
    if (found.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (found.isDirectory()) {
      if (top && EMPTIED.has(name)) mkdirSync(target, { recursive: true, mode: 0o700 });
      else bytes += copyTree(source, target);
    } else bytes += copyFile(source, target);
  }
  return bytes;
}

function copyFile(source: string, target: string): number {
  try {
    copyFileSync(source, target);
    return lstatSync(target).size;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return 0;
    throw error;
  }
}

function copyWal(from: string, to: string, { first, last }: { first: string; last: string }): number {
  // the first eight digits are the timeline: what is compared lies on one
  const needed = readdirSync(from).filter(name => (WAL_FILE.test(name) && name >= first && name <= last) || name.endsWith('.history'));
  mkdirSync(join(to, 'archive_status'), { recursive: true, mode: 0o700 });
  return needed.reduce((sum, name) => sum + copyFile(join(from, name), join(to, name)), 0);
}

/** Makes a folder and all in it somebody's, as the server wants it: nobody else may look in. */
export function giveTo(owner: { uid: number; gid: number } | null, path: string): void {
  const found = lstatSync(path);
  if (owner) chownSync(path, owner.uid, owner.gid);
  if (!found.isDirectory()) return;
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) if (!lstatSync(join(path, name)).isSymbolicLink()) giveTo(owner, join(path, name));
}

export const isCluster = (dir: string): boolean => existsSync(join(dir, 'PG_VERSION'));
