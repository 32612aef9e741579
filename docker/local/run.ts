import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure.ts';
import { ROOT } from './layout.ts';

export type Command = { command: string; args: string[]; env?: Record<string, string>; cwd?: string; uid?: number; gid?: number };

const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TZ',
  'TERM',
  'JAVA_HOME',
  'MAVEN_OPTS',
  'CI',
  'NO_COLOR',
  'NODE_EXTRA_CA_CERTS',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

/** What every program gets from the caller's environment: nothing that could be mistaken for our own configuration. */
export const baseEnvironment = (): Record<string, string> =>
  Object.fromEntries(INHERITED.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

/** Starts a program whose output goes to a log file. Detached: a Ctrl-C in the terminal reaches the supervisor only, which stops the parts in order. */
export function launch({ command, args, env = {}, cwd = ROOT, uid, gid }: Command, logFile: string): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  try {
    const options = { cwd, env: { ...baseEnvironment(), ...env }, stdio: ['ignore', log, log] as ['ignore', number, number], detached: true };
    return spawn(command, args, { ...options, ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) });
  } finally {
    closeSync(log);
  }
}

const running = new Set<Promise<unknown>>();

/** Resolves when no program of `run` is left. */
export const untilIdle = async (): Promise<void> => void (await Promise.allSettled([...running]));

/** Runs a program to its end. Throws a Failure with the last lines of its log if it does not end well. */
export async function run(command: Command, logFile: string, what: string, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) throw new Failure(`${what} was not begun: everything is being stopped`);
  const child = launch(command, logFile);
  const stop = () => killGroup(child);
  signal?.addEventListener('abort', stop, { once: true });
  const ended = new Promise<number | string>(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (exit, killedBy) => resolve(exit ?? killedBy ?? 'killed'));
  });
  running.add(ended);
  const code = await ended;
  running.delete(ended);
  signal?.removeEventListener('abort', stop);
  if (code !== 0) throw new Failure(`${what} failed (${code}). Last lines of ${logFile}:\n${lastLines(logFile)}`);
}

/** A program and what it has started: Maven and Vite are several processes. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // it has ended meanwhile
  }
}

export function lastLines(file: string, count = 12): string {
  if (!existsSync(file)) return '(no log)';
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines
    .slice(-count)
    .map(line => `    ${line.slice(0, 400)}`)
    .join('\n');
}

export const NODE = process.execPath;

/** One of our own TypeScript programs. */
export const node = (file: string, env: Record<string, string>, args: string[] = []): Command => ({
  command: NODE,
  args: ['--disable-warning=ExperimentalWarning', file, ...args],
  env,
});
