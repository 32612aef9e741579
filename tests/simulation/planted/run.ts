import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BUGS, type Bug } from './bugs.ts';

/**
 * `npm run simulate:planted [-- schedules]`: plants each bug in a copy of the project and says whether the simulation finds it, how soon
 * and in which words. Ends with 0 when all were found.
 */
const ROOT = resolve(import.meta.dirname, '../../..');
const PARTS = ['platform', 'processes', 'prisma/generated', 'prisma/schema.prisma', 'web/api', 'web/contract', 'workers', 'tests/simulation', 'package.json'];
const SEED = '11';
const schedules = process.argv[2] ?? '3000';

function tryOne(bug: Bug, copy: string): { found: boolean; says: string; seconds: number } {
  const file = join(copy, bug.file);
  const whole = readFileSync(file, 'utf8');
  const began = Date.now();
  try {
    writeFileSync(
      file,
      bug.edits.reduce((text, [find, put]) => text.replace(find, () => put), whole),
    );
    const args = ['--disable-warning=ExperimentalWarning', 'tests/simulation/run.ts', '--seed', SEED, '--schedules', schedules, '--no-shrink'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
    const lines = stdout.split('\n').filter(line => line !== '');
    return { found: status === 1, says: lines.slice(1, 3).map(it => it.replace(/\. Again.*/, '')).join(': '), seconds: (Date.now() - began) / 1000 }; // prettier-ignore
  } finally {
    writeFileSync(file, whole);
  }
}

const copy = mkdtempSync(join(tmpdir(), 'pietura-planted-'));
try {
  for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  let found = 0;
  for (const bug of BUGS) {
    const it = tryOne(bug, copy);
    if (it.found) found += 1;
    console.log(`${it.found ? '✔ found  ' : '✘ missed '} ${bug.name}\n            ${it.says} (${it.seconds.toFixed(0)} s)`);
  }
  console.log(`${found} of ${BUGS.length} found`);
  process.exitCode = found === BUGS.length ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
