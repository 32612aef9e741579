import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Rebuilt } from '../../web/api/recovery/rebuild.ts';
import { agrees } from './agrees.ts';
import type { Manifest } from './backup.ts';
import { FILES, MANIFEST } from './backup.ts';
import { makeBring, type Bring } from './bring.ts';
import { claim } from './claim.ts';
import { copyTree, giveTo, isCluster } from './cluster-copy.ts';
import { Failure } from './failure.ts';
import { demoLayout, ROOT, type Layout } from './layout.ts';
import { findPlace, type Place } from './postgres.ts';
import { makeProgress, seconds } from './progress.ts';
import { untilIdle } from './run.ts';
import { loadSecrets } from './secrets.ts';
import { makeSupervisor } from './supervisor.ts';
import { zeebeData } from './zeebe.ts';

/** `wal`: write-ahead log that is newer than the backup (an archive, or the pg_wal of the lost machine). `until`: no further than this moment. */
export type From = { folder: string; wal?: string | undefined; until?: string | undefined };

/**
 * `npm run restore -- --from folder [--wal folder] [--until moment] [--yes]`: puts a backup in the place of what is here (which is set
 * aside, not thrown away) and rebuilds the engine from it. `--engine`: only the engine was lost, or is older than the database.
 */
export async function restore(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string' },
      wal: { type: 'string' },
      until: { type: 'string' },
      engine: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  if (!values.engine && !values.from) throw new Failure('Say which backup: npm run restore -- --from folder. Only the engine: npm run restore -- --engine');
  const began = Date.now();
  const layout = demoLayout(env);
  const from = values.from ? { folder: resolve(ROOT, values.from), wal: values.wal && resolve(ROOT, values.wal), until: values.until } : null;
  if (from) refuseBroken(from);
  const release = await claim(layout);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const progress = makeProgress(process.stdout);
  const supervisor = makeSupervisor(layout, progress.say);
  try {
    if (!values.yes && !(await agrees(`Put the backup in the place of all cases, people and documents in ${layout.data}?`))) return 1;
    if (from) progress.say(`What was here lies in ${await putBack(layout, from)}`);
    const bring = makeBring({ layout, secrets: loadSecrets(layout.data), supervisor, progress, javaHome: env.PIETURA_JAVA_HOME ?? '', signal: stop.signal });
    const report = await rebuildEngine(layout, bring);
    rmSync(walBeside((await findPlace(layout.data)).dir), { recursive: true, force: true });
    progress.say(`\n${sayReport(report)}\nRestored in ${seconds(Date.now() - began)}. Now: npm start`);
    return report.faults.length === 0 ? 0 : 1;
  } finally {
    progress.hush();
    stop.abort();
    await supervisor.close();
    await untilIdle();
    release();
  }
}

/** @throws Failure when the folder holds no whole backup */
export function refuseBroken({ folder, wal, until }: From): void {
  if (!existsSync(join(folder, MANIFEST)) || !isCluster(join(folder, 'postgres')))
    throw new Failure(`${folder} is no whole backup: ${MANIFEST} or the database is missing`);
  const { pietura } = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
  if (pietura !== 1) throw new Failure(`${folder} was made by a newer Pietura`);
  if (wal && !existsSync(wal)) throw new Failure(`There is no folder ${wal}`);
  if (until && (!wal || Number.isNaN(Date.parse(until)))) throw new Failure('--until needs a moment like 2026-11-22T10:00:00Z, and --wal');
}

/** Puts database, files and secrets back. Answers where those lie that were there. Nothing may run. */
export async function putBack(layout: Layout, from: From): Promise<string> {
  const aside = join(layout.data, `before-restore-${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const place = await findPlace(layout.data);
  const { dir, owner } = place;
  for (const path of [dir, ...FILES.map(name => join(layout.data, name))])
    if (existsSync(path)) moveAside(path, join(aside, path === dir ? 'postgres' : path.slice(dirname(path).length + 1)));
  copyTree(join(from.folder, 'postgres'), dir);
  copyFileSync(join(from.folder, 'backup_label'), join(dir, 'backup_label'));
  if (from.wal) recoverFurther(place, from);
  giveTo(owner, dir);
  for (const name of FILES) if (existsSync(join(from.folder, name))) copyTree(join(from.folder, name), join(layout.data, name));
  copyFileSync(join(from.folder, 'secrets.json'), join(layout.data, 'secrets.json'));
  return aside;
}

/** Renamed where that is possible: the cluster may lie on another disk. */
function moveAside(path: string, to: string): void {
  try {
    renameSync(path, to);
  } catch {
    copyTree(path, to);
    rmSync(path, { recursive: true, force: true });
  }
}

/** The log it is recovered from lies beside the cluster meanwhile. */
const walBeside = (dir: string): string => `${dir}.wal`;

/**
 * PostgreSQL goes on through the log beyond the backup, to its end or to a moment. A file it cannot read must not pass for the end of the
 * log: the log is put where its user may read it, and whatever else fails ends the recovery (more than 125).
 */
function recoverFurther({ dir, owner }: Place, { wal = '', until }: From): void {
  const [beside, quoted] = [walBeside(dir), (value: string) => `'${value.replaceAll("'", "''")}'`];
  rmSync(beside, { recursive: true, force: true });
  copyTree(wal, beside);
  giveTo(owner, beside);
  const lines = [
    `restore_command = ${quoted(`if [ -e "${beside}/%f" ]; then cp "${beside}/%f" "%p" || exit 255; else exit 1; fi`)}`,
    `recovery_target_timeline = 'latest'`,
    // nobody is let in before the last of it
    'hot_standby = off',
    ...(until ? [`recovery_target_time = ${quoted(new Date(until).toISOString())}`, `recovery_target_action = 'promote'`] : []),
  ];
  appendFileSync(join(dir, 'postgresql.auto.conf'), `\n${lines.join('\n')}\n`);
  writeFileSync(join(dir, 'recovery.signal'), '');
}

/** Throws the engine's data away and puts every open case where the database says it stands. API and workers must not run. */
export async function rebuildEngine(
  layout: Layout,
  bring: Pick<Bring, 'postgres' | 'fetchZeebe' | 'zeebe' | 'migrate' | 'client' | 'rebuild'>,
): Promise<Rebuilt> {
  rmSync(zeebeData(layout), { recursive: true, force: true });
  await bring.client();
  await Promise.all([bring.postgres().then(bring.migrate), bring.fetchZeebe().then(bring.zeebe)]);
  return bring.rebuild();
}

function sayReport({ moved, runs, begun, faults }: Rebuilt): string {
  const lines = [`${moved} open cases (${runs} runs) stand where they stood.`];
  if (begun > 0) lines.push(`${begun} had only just begun and begin again.`);
  for (const { caseId, why } of faults) lines.push(`✘ case ${caseId} stands aside: ${why}`);
  return lines.join('\n');
}
