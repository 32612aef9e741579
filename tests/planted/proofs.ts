import { spawn } from 'node:child_process';
import type { Proof } from './bugs/bug.ts';

/** `says`: the first thing that was found, in the proof's own words. */
export type Said = { found: boolean; says: string };
type Where = { root: string; stackFile: string; databaseUrl: string; /** Of the simulation. */ schedules: number; signal: AbortSignal };

const SIMULATED = ['--seed', '11', '--no-shrink'];
/** A proof that takes longer hangs, and that is found out too. */
const LIMIT_MS = 360_000;
const MODULES = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/** Runs one proof against the project in `root`. */
export async function run(proof: Proof, { root, stackFile, databaseUrl, schedules, signal }: Where): Promise<Said> {
  const [kind, ...rest] = proof.split(' ');
  const what = rest.join(' ');
  const jest = (project: string, ...args: string[]) => [
    ...MODULES,
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    project,
    '--colors=false',
    '--runInBand',
    '--forceExit',
    '--bail',
    ...args,
  ];
  const commands: Record<string, () => string[]> = {
    simulation: () => ['tests/simulation/run.ts', ...SIMULATED, '--schedules', String(schedules)],
    unit: () => jest('unit', ...rest),
    db: () => jest('db', ...rest),
    redelivery: () => jest('db', 'tests/faults/redelivery', '-t', what),
    fuzz: () => jest('db', 'tests/fuzz/fuzz'),
    rights: () => ['tests/rights/run.ts', '--seed', '1', '--redeals', '0', '--routes', what, '--url', databaseUrl],
  };
  const { code, output } = await capture(commands[kind!]!(), {
    cwd: root,
    env: { ...process.env, PIETURA_TEST_STACK: stackFile, NODE_OPTIONS: MODULES.join(' ') },
    signal,
  });
  return { found: code !== 0, says: wordsOf(output) };
}

function capture(
  args: string[],
  { cwd, env, signal }: { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (output += String(part)));
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const stop = () => child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    child.once('close', code => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Of a failing test its name; of a run of the simulation or of the rights what it says first. */
function wordsOf(output: string): string {
  const test = /^\s*● (.+)$/m.exec(output)?.[1];
  if (test) return test.slice(0, 160);
  const story = /^✘ found after .*\n\n(.+)$/m.exec(output)?.[1];
  if (story) return story.trim().slice(0, 160);
  const lines = output.split('\n').filter(line => line.trim() !== '' && !line.startsWith('{'));
  return (lines.find(line => /wrongly|✘|not as|invariant|schedule/i.test(line)) ?? lines[0] ?? '').trim().slice(0, 160);
}
