import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { copyCluster, copyTree } from './cluster-copy.ts';
import { Failure } from './failure.ts';
import { demoLayout, ROOT, type Layout } from './layout.ts';
import { adminUrl, answers, databaseUrl, findPlace } from './postgres.ts';
import { seconds } from './progress.ts';
import { loadSecrets } from './secrets.ts';

/** What lies beside a backup and says that it is whole. */
export type Manifest = { pietura: 1; at: string; release: string; startLsn: string; stopLsn: string; databaseBytes: number; fileBytes: number; tookMs: number };

export const MANIFEST = 'manifest.json';
/** Folders of the installation that are files and nothing else. Their names are hashes of what they hold, or days: nothing in them changes. */
export const FILES = ['blobs', 'audit-checkpoints'] as const;

/** `npm run backup [-- --to folder]`: everything that cannot be made again, while everybody works. */
export async function backup(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({ args, options: { to: { type: 'string', default: 'pietura-backups' } } });
  const layout = demoLayout(env);
  const { folder, manifest } = await takeBackup(layout, resolve(ROOT, values.to));
  const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
  console.log(`${folder}\n  database ${mib(manifest.databaseBytes)}, files ${mib(manifest.fileBytes)}, as of ${manifest.at}, in ${seconds(manifest.tookMs)}`);
  return 0;
}

/**
 * PostgreSQL (cases and people: both databases are in one cluster), documents, the audit's checkpoints, secrets. Not the engine: it is
 * rebuilt from the database (decision record 0034). The database first: a document is there before the row that names it.
 * @throws Failure when PostgreSQL does not run
 */
export async function takeBackup(layout: Layout, to: string): Promise<{ folder: string; manifest: Manifest }> {
  const secrets = loadSecrets(layout.data);
  if (!(await answers(adminUrl(layout, secrets)))) throw new Failure('PostgreSQL does not run: npm start first. A backup is taken while everything works');
  const began = performance.now();
  const at = new Date();
  const folder = join(to, at.toISOString().replaceAll(':', '-').slice(0, 19));
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    const { dir } = await findPlace(layout.data);
    const { label, bytes, ...copy } = await copyCluster(adminUrl(layout, secrets), dir, join(unfinished, 'postgres'));
    writeFileSync(join(unfinished, 'backup_label'), label);
    const fileBytes = FILES.filter(name => existsSync(join(layout.data, name))).reduce(
      (sum, name) => sum + copyTree(join(layout.data, name), join(unfinished, name)),
      0,
    );
    copyFileSync(join(layout.data, 'secrets.json'), join(unfinished, 'secrets.json'));
    const manifest: Manifest = {
      pietura: 1,
      at: at.toISOString(),
      release: releaseOf(),
      ...copy,
      databaseBytes: bytes,
      fileBytes,
      tookMs: Math.round(performance.now() - began),
    };
    writeFileSync(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    renameSync(unfinished, folder);
    await writeDown(databaseUrl(layout, secrets), manifest);
    return { folder, manifest };
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** For those who watch (check `backup-age`): a row once the backup is whole. */
async function writeDown(databaseAddress: string, { at, databaseBytes, fileBytes, tookMs }: Manifest): Promise<void> {
  const sql = postgres(databaseAddress, { max: 1, onnotice: () => {} });
  try {
    await sql`INSERT INTO backup_taken (at, bytes, took_ms) VALUES (${at}, ${databaseBytes + fileBytes}, ${tookMs})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const releaseOf = (): string => (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
