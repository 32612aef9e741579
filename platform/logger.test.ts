import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/** A program that logs ten times and says by its exit that it has come to its end. */
const PROGRAM = `
  const { makeLogger } = await import(${JSON.stringify(join(import.meta.dirname, 'logger.ts'))});
  const log = makeLogger('info', 'test');
  for (let n = 0; n < 10; n++) { log.info({ n, personalCode: '120380-11118' }, 'line'); await new Promise(setImmediate); }
  setTimeout(() => (process.exitCode = 7), 50);`;

function runInto(file: string) {
  const output = openSync(file, 'w');
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', PROGRAM];
  const { status, stderr } = spawnSync(process.execPath, flags, { stdio: ['ignore', output, 'pipe'], encoding: 'utf8' });
  closeSync(output);
  return { status, stderr };
}

it('writes a line an entry, without what is nobody’s to read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pietura-log-'));
  const file = join(folder, 'log');

  expect(runInto(file)).toEqual({ status: 7, stderr: '' });

  const lines = readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line) as { n: number; personalCode: string }); // prettier-ignore
  rmSync(folder, { recursive: true });
  expect(lines.map(it => it.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Set(lines.map(it => it.personalCode))).toEqual(new Set(['[hidden]']));
});

it('does not end its program when the disk of the log is full', () => {
  expect(runInto('/dev/full').status).toBe(7);
});
