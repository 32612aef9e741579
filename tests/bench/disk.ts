import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from '../../platform/database.ts';
import { until } from './open-loop.ts';
import type { BenchStack } from './stack.ts';

/** Bytes. `state`: the engine's newest snapshot; `engine`: its whole folder, log and all; `files`: documents, which neither of the two holds. */
export type Disk = { database: number; tables: Record<string, number>; state: number; engine: number; files: number };

const SNAPSHOT_WITHIN_MS = 20_000;
const BLOCK = 512;

/** What the data take on the disk now, after the engine has written a snapshot and thrown away the log before it, as far as it does. */
export async function diskOf(stack: BenchStack, sql: Sql): Promise<Disk> {
  await takeSnapshot(stack.monitoring);
  const [size] = await sql<{ bytes: string }[]>`SELECT pg_database_size(current_database()) AS bytes`;
  const tables = await sql<{ name: string; bytes: string }[]>`
    SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;
  return {
    database: Number(size!.bytes),
    tables: Object.fromEntries(tables.map(it => [it.name, Number(it.bytes)])),
    state: newestSnapshots(stack.engineData),
    engine: bytesBelow(stack.engineData),
    files: bytesBelow(stack.config.BLOB_DIR),
  };
}

async function takeSnapshot(monitoring: string): Promise<void> {
  const before = await snapshotIds(monitoring);
  await fetch(`${monitoring}/actuator/partitions/takeSnapshot`, { method: 'POST' }).then(answer => answer.arrayBuffer());
  // none is written when nothing has happened since the last
  await until(SNAPSHOT_WITHIN_MS, 200, async () => (await snapshotIds(monitoring)) !== before);
}

async function snapshotIds(monitoring: string): Promise<string> {
  const partitions = (await (await fetch(`${monitoring}/actuator/partitions`)).json()) as Record<string, { snapshotId?: string | null }>;
  return Object.values(partitions)
    .map(it => it.snapshotId ?? '')
    .join();
}

/** A file that two names share (RocksDB links its tables into snapshots) is counted once. */
function bytesBelow(folder: string, counted = new Set<number>()): number {
  return entriesOf(folder).reduce((sum, { path, isFolder }) => {
    if (isFolder) return sum + bytesBelow(path, counted);
    const it = statSync(path, { throwIfNoEntry: false });
    if (!it || counted.has(it.ino)) return sum;
    counted.add(it.ino);
    return sum + it.blocks * BLOCK;
  }, 0);
}

function newestSnapshots(folder: string): number {
  return entriesOf(folder)
    .filter(it => it.isFolder)
    .reduce((sum, { path, name }) => {
      if (name !== 'snapshots') return sum + newestSnapshots(path);
      const [newest] = entriesOf(path)
        .filter(it => it.isFolder)
        .sort((a, b) => statSync(b.path).mtimeMs - statSync(a.path).mtimeMs);
      return newest ? sum + bytesBelow(newest.path) : sum;
    }, 0);
}

/** What is thrown away while we look is not there. */
function entriesOf(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).map(it => ({ name: it.name, path: join(folder, it.name), isFolder: it.isDirectory() }));
}
