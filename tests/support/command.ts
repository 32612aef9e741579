import { spawn } from 'node:child_process';
import { baseEnvironment } from '../../docker/local/run.ts';
import { ROOT } from '../../docker/local/layout.ts';

/** What a program said, and how it ended. */
export type Ended = { code: number; out: string; told: string };

/** A program that takes longer hangs. */
const LIMIT_MS = 300_000;

/** Runs one of our TypeScript programs to its end, with nothing in its environment but what a person's shell has and `env`. */
export const runProgram = (file: string, args: string[], env: Record<string, string>): Promise<Ended> =>
  runNode(['--disable-warning=ExperimentalWarning', file, ...args], env);

/** Runs a command as `npm run` does, from its very beginning: checks of the machine, packages, then the program. */
export const runCommand = (name: string, args: string[], env: Record<string, string>): Promise<Ended> =>
  runNode(['docker/local/start.mjs', name, ...args], env);

function runNode(args: string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...baseEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
    let [out, told] = ['', ''];
    child.stdout.on('data', part => (out += String(part)));
    child.stderr.on('data', part => (told += String(part)));
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, out, told }));
  });
}
