import { backup } from './backup.ts';
import { AlreadyRunning } from './claim.ts';
import { Failure } from './failure.ts';
import { demoLayout } from './layout.ts';
import { ownerEnvironment } from './programs.ts';
import { reset } from './reset.ts';
import { restore } from './restore.ts';
import { loadSecrets } from './secrets.ts';
import { foreground } from './stages.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { test } from './test.ts';

const [command = 'start', ...args] = process.argv.slice(2);
const { env } = process;

/** A program of its own, against the installation of `npm start`. */
const tool = (file: string) => () => {
  const layout = demoLayout(env);
  const own = { PIETURA_PORT: String(layout.ports.api), PIETURA_DATA: layout.data, PIETURA_JAVA_HOME: env.PIETURA_JAVA_HOME ?? '' };
  return foreground(['--disable-warning=ExperimentalWarning', file, ...args], { ...ownerEnvironment(layout, loadSecrets(layout.data)), ...own });
};

/** A program of its own that needs nothing but itself. */
const alone = (file: string) => () => foreground(['--disable-warning=ExperimentalWarning', file, ...args]);

const COMMANDS: Record<string, () => Promise<number>> = {
  start: () => start(env),
  status: () => status(args, env),
  reset: () => reset(args, env),
  backup: () => backup(args, env),
  restore: () => restore(args, env),
  test: () => test(args, env),
  demo: tool('docker/local/demo.ts'),
  screens: tool('tests/screens/run.ts'),
  // the desk needs a database only, and keeps it
  bench: tool(args[0] === 'desk' ? 'tests/bench/desk.ts' : 'tests/bench/run.ts'),
  simulate: alone('tests/simulation/run.ts'),
  faults: tool('tests/faults/run.ts'),
  planted: tool('tests/planted/run.ts'),
  recovery: tool('tests/recovery/run.ts'),
  'audit-verify': tool('web/api/audit/verify.ts'),
  rights: tool('tests/rights/run.ts'),
  'seed-large': tool('tests/seed-large/run.ts'),
  fuzz: tool('tests/fuzz/run.ts'),
  sbom: alone('docker/local/sbom.ts'),
};

try {
  const does = COMMANDS[command];
  if (!does) throw new Failure(`No such command: ${command}. There are ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(await does());
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

/** One line for what a person can mend; everything else whole. */
function explain(error: unknown): unknown {
  if (error instanceof AlreadyRunning) return `${error.message}. See it: npm run status. Stop it: Ctrl-C in its terminal`;
  if (error instanceof Failure) return `✘ ${error.message}`;
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return '✘ The disk is full. Make room and start again';
  return error;
}
