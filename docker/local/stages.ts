import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT, type Layout } from './layout.ts';
import { baseEnvironment, NODE } from './run.ts';

export type Count = { passed: number; failed: number; skipped: number };
export const JEST_PROJECTS = ['unit', 'db', 'process', 'e2e'] as const;
export type JestProject = (typeof JEST_PROJECTS)[number];

/** What jest --json tells; a suite that could not even be loaded has no tests to count. */
export type JestResult = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numRuntimeErrorTestSuites: number };

export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };
const FAILED: Count = { passed: 0, failed: 1, skipped: 0 };
const PASSED: Count = { passed: 1, failed: 0, skipped: 0 };

export const add = (a: Count, b: Count): Count => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });

/** Counts of one jest run. A run that fails without a failed test (a crash, a leak, no tests at all) counts as one failure. */
export function countJest(result: JestResult | null, exitCode: number): Count {
  if (!result) return FAILED;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const counted = { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
  return exitCode !== 0 && failed === 0 ? add(counted, FAILED) : counted;
}

/** The closing line; nothing skipped is not worth a word. */
export const closingLine = ({ passed, failed, skipped }: Count): string => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Runs a program in the foreground, its output for all to see. Answers its exit code. */
export function foreground(args: string[], env: Record<string, string> = {}, signal?: AbortSignal): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(NODE, args, { cwd: ROOT, env: { ...baseEnvironment(), ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}

const tool = (path: string) => join(ROOT, 'node_modules', path);

export async function lint(signal: AbortSignal): Promise<Count> {
  return (await foreground([tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'], {}, signal)) === 0 ? PASSED : FAILED;
}

/** Types of the server and of the client, which have settings of their own. */
export async function types(signal: AbortSignal): Promise<Count> {
  const check = (project: string) => foreground([tool('typescript/bin/tsc'), '-p', project, '--noEmit'], {}, signal);
  const codes = [await check('tsconfig.json'), await check('web/app/tsconfig.json')];
  return codes.every(code => code === 0) ? PASSED : FAILED;
}

/** One worker where tests share one engine, one clock or one browser's worth of memory. `forceExit`: a connection left open must not hold up the rest. */
const IN_BAND = new Set<JestProject>(['process', 'e2e']);
const ONE_WORKER = ['--runInBand', '--forceExit'];
/** The others wait for PostgreSQL half of their time: one core more is worth it where there are only two (jest would leave one free). */
const WORKERS = [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`];

/** A project that takes longer than this hangs. */
const LIMIT_MS: Record<JestProject, number> = { unit: 5 * 60_000, db: 12 * 60_000, process: 20 * 60_000, e2e: 35 * 60_000 };

export async function jest(project: JestProject, layout: Layout, env: Record<string, string>, args: string[], signal: AbortSignal): Promise<Count> {
  const outputFile = join(layout.data, 'results', `${project}.json`);
  mkdirSync(join(layout.data, 'results'), { recursive: true });
  rmSync(outputFile, { force: true });
  const options = ['--selectProjects', project, '--json', `--outputFile=${outputFile}`, '--colors=false', ...(IN_BAND.has(project) ? ONE_WORKER : WORKERS)];
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // --json prints the whole result on stdout too: the file is enough
  const code = await foregroundQuiet(
    [...flags, tool('jest/bin/jest.js'), ...options, ...args],
    { ...env, NODE_OPTIONS: flags.join(' ') },
    AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS[project])]),
  );
  const result = existsSync(outputFile) ? (JSON.parse(readFileSync(outputFile, 'utf8')) as JestResult) : null;
  return countJest(result, code);
}

function foregroundQuiet(args: string[], env: Record<string, string>, signal: AbortSignal): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(NODE, args, { cwd: ROOT, env: { ...baseEnvironment(), ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}
