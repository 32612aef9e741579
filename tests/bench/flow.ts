import { diskOf, type Disk } from './disk.ts';
import { playFlow, type Part, type Played } from './flow-play.ts';
import { line, summarised, verdictUpTo } from './latencies.ts';
import type { Bench, Result } from './run.ts';
import { withTown, counted } from './town.ts';
import { watchUsage, type Usage } from './usage.ts';

const KB = 1024;
const GB = 1024 ** 3;
const WARM = { cases: 10, rate: 1 };
/** B1 and E2 are bars at this rate. */
const ASKED_PER_SECOND = 10;
/** Tables that grew most are named, so many. */
const NAMED = 8;

/**
 * Standard cases from the submit to the end at a fixed rate, by the public API: A1 at this rate, A2, A4, B1, B2, B4, E2 under load, E5.
 * The applicants, the specialists and this program's own looks are part of the load, on the same machine.
 */
export const benchFlow: Bench = (stack, { rate, seconds, hands }, say) =>
  withTown(stack, async ({ town, sql, over }) => {
    const play = (size: { cases: number; rate: number }) => playFlow({ town, sql, hands, over, say, ...size });
    say(`flow: ${rate}/s for ${seconds} s, ${hands} hands at the desk; first ${WARM.cases} cases to warm up`);
    await play(WARM);
    const before = await diskOf(stack, sql);
    const usage = await watchUsage(stack);
    const played = await play({ cases: Math.ceil(rate * seconds), rate });
    const used = usage.end();
    const disk = growth(before, await diskOf(stack, sql), played.finished.length);
    return report(played, used, disk, { rate, seconds, say });
  });

/** Bytes for each finished case. */
function growth(before: Disk, after: Disk, cases: number) {
  const each = (name: 'database' | 'state' | 'engine' | 'files') => (after[name] - before[name]) / cases;
  const tables = Object.entries(after.tables)
    .map(([name, bytes]) => [name, (bytes - (before.tables[name] ?? 0)) / cases] as const)
    .sort((a, b) => b[1] - a[1])
    .slice(0, NAMED);
  return { database: each('database'), state: each('state'), engine: each('engine'), files: each('files'), tables: Object.fromEntries(tables) };
}

/** Per second, in the second half of the time: what was finished, and by how much what is open grew. */
function steadyOf(parts: readonly Part[], seconds: number): { finished: number; growth: number } {
  const half = parts.slice(parts.length / 2);
  const openBefore = parts[parts.length / 2 - 1]!.open;
  return { finished: half.reduce((sum, it) => sum + it.finished, 0) / (seconds / 2), growth: (half.at(-1)!.open - openBefore) / (seconds / 2) };
}

type Size = { rate: number; seconds: number; say(line: string): void };

function report(played: Played, { cpuMs, memory, memoryMost }: Usage, disk: ReturnType<typeof growth>, { rate, seconds, say }: Size): Result {
  const answers = counted(played.answers);
  const accept = summarised(played.answers.map(it => it.ms));
  const [rows, nextTasks, finished] = [summarised(played.rows), summarised(played.nextTasks), summarised(played.finished)];
  const steady = steadyOf(played.parts, seconds);
  const cpuEach = Object.fromEntries(Object.entries(cpuMs).map(([name, ms]) => [name, ms / finished.count]));
  const cpuRatio = ((cpuMs.api ?? NaN) + (cpuMs.workers ?? NaN) + (cpuMs.postgres ?? NaN)) / (cpuMs.zeebe ?? NaN);
  const unseen = Object.values(played.own.unseen).reduce((sum, each) => sum + each, 0);

  say(`\nA1  accept at ${rate}/s, ms from the intended start\n  ${line(accept)}  answers ${JSON.stringify(answers)}`);
  say('A2  second, arrived, finished, open');
  for (const it of played.parts) say(`  ${[it.toSecond, it.arrived, it.finished, it.open].map(each => String(each).padStart(8)).join('')}`);
  const drained =
    played.finishedAfterMs === null ? `${played.unfinished} NOT FINISHED` : `all finished ${(played.finishedAfterMs / 1000).toFixed(1)} s after the last`;
  say(`  second half: ${steady.finished.toFixed(2)} finished/s, open grew by ${steady.growth.toFixed(2)}/s (flat is 0); ${drained}`);
  say(`  submit → closed, ms: ${line(finished)}`);
  say(
    `A4  CPU-ms a case: ${Object.entries(cpuEach)
      .map(([name, ms]) => `${name} ${ms.toFixed(0)}`)
      .join(', ')}`,
  );
  say(`  (API + workers + PostgreSQL) ÷ broker ${cpuRatio.toFixed(2)}: ${verdictUpTo(cpuRatio, { must: 1.5, best: 0.7 })}`);
  say(`B1  submit → row, ms: ${line(rows)}: ${verdictUpTo(rows.p95, { must: 1000, best: 300 })}`);
  say(`B2  finish → next task, ms: ${line(nextTasks)}: ${verdictUpTo(nextTasks.p95, { must: 700, best: 250 })}`);
  say(`B4  own act not in the next read: ${unseen} of ${played.own.acts} ${unseen > 0 ? JSON.stringify(played.own.unseen) : ''}`);
  if (memoryMost !== null)
    say(
      `E2  PSS, GiB: ${Object.entries(memory)
        .map(([name, bytes]) => `${name} ${(bytes / GB).toFixed(2)}`)
        .join(', ')}; all ${(memoryMost / GB).toFixed(2)}: ${verdictUpTo(memoryMost / GB, { must: 6, best: 4 })}`,
    );
  const kept = (disk.database + disk.state) / KB;
  say(
    `E5  kB a finished case: PostgreSQL ${(disk.database / KB).toFixed(1)} (indexes too, log not), engine's state ${(disk.state / KB).toFixed(1)}; together ${kept.toFixed(1)}: ${verdictUpTo(kept, { must: 40, best: 15 })}`,
  );
  say(`  beside: engine's folder with its log ${(disk.engine / KB).toFixed(1)}, documents ${(disk.files / KB).toFixed(1)}`);
  say(
    `  most of it: ${Object.entries(disk.tables)
      .map(([name, bytes]) => `${name} ${(bytes / KB).toFixed(1)}`)
      .join(', ')}\n`,
  );
  if (rate < ASKED_PER_SECOND) say(`  the bars ask for ${ASKED_PER_SECOND}/s; this was ${rate}/s\n`);
  for (const each of played.faults) say(`  ! ${each}`);
  return {
    accept,
    answers,
    parts: played.parts,
    steady,
    finished,
    unfinished: played.unfinished,
    finishedAfterMs: played.finishedAfterMs,
    cpuEach,
    cpuRatio,
    rows,
    nextTasks,
    own: played.own,
    memory,
    memoryMost,
    disk,
    faults: played.faults,
  };
}
