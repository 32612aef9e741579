import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import postgres from 'postgres';
import { takeBackup } from '../../docker/local/backup.ts';
import { portsFrom, testLayout, type Layout } from '../../docker/local/layout.ts';
import { findPlace } from '../../docker/local/postgres.ts';
import { rebuild } from '../../docker/local/rebuild.ts';
import { putBack } from '../../docker/local/restore.ts';
import { zeebeData } from '../../docker/local/zeebe.ts';
import { PARKED } from '../../platform/outbox-table.ts';
import type { Rebuilt } from '../../web/api/recovery/rebuild.ts';
import { leverOf, type StackFile } from '../support/stack-file.ts';
import { makeDesk, standOf, STEPS, type Story } from './cases.ts';

/** What is lost. `engine`: its data. `engine-old`: its data are those of an earlier moment. `machine`: everything but backup and log. `log-too`: what the backup has not. */
export const DISASTERS = ['engine', 'engine-old', 'machine', 'log-too'] as const;
export type Disaster = (typeof DISASTERS)[number];
/** `wrong`: cases that do not stand where they stood, or did not end as they should. `downMs`: from the disaster until every part is ready. */
export type Proof = { disaster: Disaster; cases: number; openCases: number; wrong: string[]; downMs: number; rebuild: Rebuilt; restoreMs: number };

type Of = { stack: StackFile; disaster: Disaster; /** Cases beside those that are followed. */ crowd: number; firstDeceased: number; say(line: string): void };

/** Cases at different steps, more work, a disaster, and the way back; then each is brought to its end, and looked at. */
export async function prove({ stack, disaster, crowd, firstDeceased, say }: Of): Promise<Proof> {
  const { environment, urls } = stack;
  const over = AbortSignal.timeout(1_800_000);
  const sql = postgres(environment['DATABASE_URL'] ?? '', { max: 2, onnotice: () => {} });
  const layout = layoutOf(stack);
  const control = leverOf(stack);
  const desk = makeDesk({ web: urls.web, sql, firstDeceased, over });
  try {
    const stories: Story[] = await Promise.all(STEPS.map(step => desk.bring(step)));
    for (let n = 0; n < crowd; n += 20) await Promise.all(Array.from({ length: Math.min(20, crowd - n) }, desk.apply));
    await engineIsQuiet(sql);
    say(`${stories.length} cases at ${STEPS.join(', ')}, and ${crowd} more`);

    const { folder } = await takeBackup(layout, join(layout.data, 'backups'));
    if (disaster === 'engine-old') {
      await control('stop/zeebe');
      cpSync(zeebeData(layout), `${zeebeData(layout)}.old`, { recursive: true });
      await control('start/zeebe');
    }
    const later = disaster === 'log-too' ? [] : [await desk.bring('handed-over'), await desk.bring('deciding')];
    // people go on while the engine is away: accepted, and not yet told to it
    await control('stop/zeebe');
    const accepted: Story = { caseId: await desk.apply(), step: 'accepted', asked: false };
    const moved = disaster === 'log-too' ? undefined : later[0];
    if (moved) await desk.accept(moved.caseId);
    const followed = [...stories, ...later, ...(disaster === 'log-too' ? [] : [accepted])];
    const before = await standOf(
      sql,
      followed.map(it => it.caseId),
    );
    const [open] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM process_run WHERE parent_key IS NULL AND ended_at IS NULL`;

    const began = performance.now();
    await sql.end({ timeout: 1 });
    const restoreMs = await ruin(disaster, { layout, control, folder, say });
    await emptyEngine(layout, control);
    const report = await rebuild(layout, environment);
    await Promise.all([control('start/keycloak'), control('start/api').then(() => control('start/workers'))]);
    const downMs = Math.round(performance.now() - began);
    say(`${disaster}: ${report.moved} cases put back in ${report.tookMs} ms, everything ready after ${downMs} ms`);

    const again = postgres(environment['DATABASE_URL'] ?? '', { max: 2, onnotice: () => {} });
    try {
      const wrong = report.faults.map(it => `${it.caseId}: ${it.why}`);
      const judged = makeDesk({ web: urls.web, sql: again, firstDeceased: firstDeceased + 1000, over });
      wrong.push(
        ...stoodStill(
          before,
          await standOf(
            again,
            followed.map(it => it.caseId),
          ),
          followed,
        ),
      );
      const taken = followed.find(it => it.step === 'taken');
      if (taken && !isDeepStrictEqual(await judged.draftOf(taken.caseId), judged.DRAFT)) wrong.push('taken: the draft is gone');
      for (const story of followed) wrong.push(...(await judged.finish(story)).map(it => `${story.step}: ${it}`));
      const fresh = await judged.bring('deciding');
      wrong.push(...(await judged.finish(fresh)).map(it => `begun after it: ${it}`));
      return { disaster, cases: followed.length, openCases: open?.n ?? 0, wrong, downMs, restoreMs, rebuild: report };
    } finally {
      await again.end({ timeout: 1 });
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Cases stand where they stood; those that were just told to the engine have gone on, or go on. */
function stoodStill(before: Map<string, { tasks: string[]; elements: string[] }>, after: typeof before, followed: Story[]): string[] {
  return followed.flatMap(({ caseId, step }) => {
    const [was, is] = [before.get(caseId), after.get(caseId)];
    if (was?.tasks.some(it => it.includes(' completing ')) || step === 'accepted') return [];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [`${step}: stood at ${JSON.stringify(was)}, stands at ${JSON.stringify(is)}`];
  });
}

type Lever = ReturnType<typeof leverOf>;
type Site = { layout: Layout; control: Lever; folder: string; say(line: string): void };

/** Everything dies; what the disaster takes is gone; what a backup gives is put back. Answers how long the putting back took. */
async function ruin(disaster: Disaster, { layout, control, folder }: Site): Promise<number> {
  for (const part of ['workers', 'api', 'keycloak'] as const) await control(`stop/${part}`);
  if (disaster === 'engine') return 0;
  if (disaster === 'engine-old') {
    rmSync(zeebeData(layout), { recursive: true, force: true });
    cpSync(`${zeebeData(layout)}.old`, zeebeData(layout), { recursive: true });
    return 0;
  }
  await control('stop/postgres');
  const { dir } = await findPlace(layout.data);
  const wal = join(layout.data, 'saved-wal');
  // what a synchronous receiver of the log has: all that was ever acknowledged
  rmSync(wal, { recursive: true, force: true });
  cpSync(join(dir, 'pg_wal'), wal, { recursive: true });
  const began = performance.now();
  const aside = await putBack(layout, { folder, wal: disaster === 'machine' ? wal : undefined });
  rmSync(aside, { recursive: true, force: true });
  await control('start/postgres');
  return Math.round(performance.now() - began);
}

/** Throws the engine's data away as `npm run restore` does, with the parts of a stack that runs. */
async function emptyEngine(layout: Layout, control: Lever): Promise<void> {
  await control('stop/zeebe');
  rmSync(zeebeData(layout), { recursive: true, force: true });
  await control('start/zeebe');
}

/** Until nothing waits in the outbox (what was refused waits for a person) and the journal has had nothing more to tell for a while. */
export async function engineIsQuiet(sql: postgres.Sql): Promise<void> {
  for (let last = ''; ;) {
    const [row] = await sql<{ position: string; waiting: number }[]>`
      SELECT coalesce(max(position), 0)::text AS position, (SELECT count(*) FROM outbox WHERE next_at < ${PARKED})::int AS waiting FROM journal_position`;
    if (row?.waiting === 0 && row.position === last) return;
    last = row?.position ?? '';
    await new Promise(resolve => setTimeout(resolve, 1500));
  }
}

/** The installation a stack file describes. */
export function layoutOf({ environment }: StackFile): Layout {
  const data = dirname(environment['BLOB_DIR'] ?? '');
  const ports = portsFrom(Number(environment['API_PORT']));
  return testLayout({ PIETURA_DATA: data, PIETURA_TEST_DATA: data, PIETURA_TEST_PORT: String(ports.api), ZEEBE_VERSION: environment['ZEEBE_VERSION'] });
}
