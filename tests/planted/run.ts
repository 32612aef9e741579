import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bringOwnPostgres } from '../support/own-postgres.ts';
import { BUGS } from './bugs/all.ts';
import type { Bug, Proof } from './bugs/bug.ts';
import { plant } from './plant.ts';
import { run, type Said } from './proofs.ts';

/**
 * `npm run planted [-- --only "^jobs" --by "^simulation" --schedules 400 --lanes 2]` (F11 of BARS.md): plants each mistake in a copy of the
 * project, one at a time, and runs the proofs that may find it (and match `--by`), the cheapest first. First each of these proofs has to hold
 * without a mistake. A table, one JSON line, exit 0 when nine of ten are found.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '.' },
    by: { type: 'string', default: '.' },
    schedules: { type: 'string', default: '400' },
    lanes: { type: 'string', default: '2' },
  },
});
const schedules = Number(values.schedules);
if (!(Number.isInteger(schedules) && schedules > 0)) throw new Error(`--schedules must be a whole number above 0, not ${values.schedules}`);
const ROOT = resolve(import.meta.dirname, '../..');
const NOT_COPIED = /^(node_modules|\.git|dist|\.pietura.*|pietura-backups)$/;
/** Proofs that need nothing but themselves. */
const WITHOUT_DATABASE = /^(simulation$|unit )/;
/** Of all, so many are to be found. */
const ENOUGH = 0.9;
const PORTS_AWAY = 400;

type Lane = { copy: string; run(proof: Proof): Promise<Said> };
type Tried = { name: string; by: Proof | null; says: string; seconds: number };

const say = (line: string) => void process.stderr.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

function makeCopy(folder: string, n: number): string {
  const copy = join(folder, `copy-${n}`);
  cpSync(ROOT, copy, { recursive: true, filter: from => from === ROOT || !NOT_COPIED.test(basename(from)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function tryOne(bug: Bug, { copy, run: prove }: Lane): Promise<Tried> {
  const file = join(copy, bug.file);
  const whole = readFileSync(file, 'utf8');
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  try {
    writeFileSync(file, plant(bug, whole));
    for (const proof of bug.proofs) {
      const { found, says } = await prove(proof);
      if (stop.signal.aborted) break;
      if (found) return { name: bug.name, by: proof, says, seconds: seconds() };
    }
    return { name: bug.name, by: null, says: '', seconds: seconds() };
  } finally {
    writeFileSync(file, whole);
  }
}

/** Whoever is free takes the next. */
async function share<T, R>(lanes: Lane[], tasks: T[], act: (task: T, lane: Lane) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = tasks.entries();
  await Promise.all(
    lanes.map(async lane => {
      for (const [at, task] of left) if (!stop.signal.aborted) results[at] = await act(task, lane);
    }),
  );
  return results;
}

const bugs = BUGS.filter(bug => new RegExp(values.only).test(bug.name)).map(bug => ({
  ...bug,
  proofs: bug.proofs.filter(proof => new RegExp(values.by).test(proof)),
}));
const proofs = [...new Set(bugs.flatMap(bug => bug.proofs))];
const folder = mkdtempSync(join(tmpdir(), 'pietura-planted-'));
const postgres = proofs.every(proof => WITHOUT_DATABASE.test(proof))
  ? { url: '', close: async () => {} }
  : await bringOwnPostgres('planted', PORTS_AWAY, { durable: false });
try {
  const stackFile = join(folder, 'stack.json');
  writeFileSync(stackFile, JSON.stringify({ environment: { DATABASE_URL: postgres.url } }));
  const lanes = Array.from({ length: Number(values.lanes) }, (_, n): Lane => {
    const copy = makeCopy(folder, n);
    return { copy, run: proof => run(proof, { root: copy, stackFile, databaseUrl: postgres.url, schedules, signal: stop.signal }) };
  });
  const sound = new Set<Proof>();
  await share(lanes, proofs, async (proof, lane) => {
    const { found, says } = await lane.run(proof);
    if (!found) sound.add(proof);
    say(`${found ? '✘ does not hold without a mistake' : '✔ holds without a mistake'}: ${proof}${found ? `: ${says}` : ''}`);
  });
  const tried = await share(lanes, bugs, async (bug, lane) => {
    const it = await tryOne({ ...bug, proofs: bug.proofs.filter(proof => sound.has(proof)) }, lane);
    say(`${it.by ? '✔ found ' : '✘ missed'} ${it.name}\n           ${it.by ?? ''}${it.says && `: ${it.says}`} (${it.seconds} s)`);
    return it;
  });
  const found = tried.filter(it => it?.by).length;
  console.log(['| mistake | found by |', '| --- | --- |', ...tried.map(it => `| ${it.name} | ${it.by ?? '**nobody**'} |`)].join('\n'));
  console.log(`${found} of ${bugs.length} found`);
  console.log(
    JSON.stringify({ proof: 'planted', at: new Date().toISOString(), planted: bugs.length, found, unsound: proofs.filter(it => !sound.has(it)), tried }),
  );
  process.exitCode = found >= ENOUGH * bugs.length ? 0 : 1;
} finally {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
