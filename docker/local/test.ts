import { Failure } from './failure.ts';
import { testLayout, ZEEBE_VERSIONS } from './layout.ts';
import { claim } from './claim.ts';
import { makeProgress, seconds } from './progress.ts';
import { loadSecrets } from './secrets.ts';
import { add, closingLine, JEST_PROJECTS, jest, lint, NOTHING, types, type Count, type JestProject } from './stages.ts';
import { makeTestStack, type TestStack } from './test-stack.ts';

type Run = { stack: TestStack; signal: AbortSignal; args: string[] };
type Stage = { name: string; run(): Promise<Count> };

/**
 * `npm test`: lint, types and every test, each project against what it needs and nothing more.
 * `npm test -- unit|db|process|e2e|lint|types [jest arguments]` runs one stage; `engine [version]` the process tests on that engine;
 * `stack` brings the whole stack up and keeps it until Ctrl-C.
 */
export async function test(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [first, ...others] = args;
  const onlyEngine = first === 'engine';
  const version = onlyEngine && ZEEBE_VERSIONS.some(each => each === others[0]) ? others.shift() : env.ZEEBE_VERSION;
  const layout = testLayout({ ...env, ZEEBE_VERSION: version });
  const what = onlyEngine ? 'process' : (first ?? 'all');
  const quick = ['unit', 'lint', 'types'].includes(what);
  const release = quick ? () => {} : await claim(layout);
  const progress = makeProgress(process.stderr);
  const stop = new AbortController();
  const stack = makeTestStack(layout, loadSecrets(layout.data), progress, env.PIETURA_JAVA_HOME ?? '', stop.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const began = Date.now();
  try {
    await stack.client();
    if (what === 'stack') return await keep(stack, stop.signal);
    const stages = stagesFor(what, { stack, signal: stop.signal, args: others }, layout);
    const total = await runStages(stages, stop.signal, progress.say);
    progress.say(`\nall in ${seconds(Date.now() - began)}`);
    await stack.close();
    console.log(closingLine(total));
    return total.failed === 0 ? 0 : 1;
  } finally {
    await stack.close();
    release();
  }
}

function stagesFor(what: string, { stack, signal, args }: Run, layout: ReturnType<typeof testLayout>): Stage[] {
  const project = (name: JestProject, prepare: () => Promise<unknown>): Stage => ({
    name,
    async run() {
      await prepare();
      return jest(name, layout, name === 'unit' ? {} : stack.environment(), args, signal);
    },
  });
  const all: Stage[] = [
    { name: 'lint', run: () => lint(signal) },
    { name: 'types', run: () => types(signal) },
    project('unit', () => Promise.resolve()),
    project('db', stack.postgres),
    project('process', () => {
      // these wait for the engine most of their time: meanwhile Keycloak starts, for the browser tests after them
      if (what === 'all') stack.keycloak().catch(() => {});
      return stack.engineOnly();
    }),
    project('e2e', stack.everything),
  ];
  const wanted = what === 'all' ? all : all.filter(stage => stage.name === what);
  if (wanted.length === 0)
    throw new Failure(`No such tests: ${what}. There are lint, types, ${JEST_PROJECTS.join(', ')}, engine [${ZEEBE_VERSIONS.join('|')}] and stack`);
  return wanted;
}

/** One after the other: they share two cores, and a stage that cannot even begin is a failure, not an end. */
async function runStages(stages: Stage[], signal: AbortSignal, say: (text: string) => void): Promise<Count> {
  let total = NOTHING;
  for (const stage of stages) {
    const began = Date.now();
    say(`\n── ${stage.name} ──`);
    const count = signal.aborted ? { ...NOTHING, failed: 1 } : await stage.run().catch((error: unknown) => crashed(error, say));
    say(`── ${stage.name}: ${count.passed} ok, ${count.failed} not ok in ${seconds(Date.now() - began)} ──`);
    total = add(total, count);
  }
  return total;
}

function crashed(error: unknown, say: (text: string) => void): Count {
  say(error instanceof Failure ? `! ${error.message}` : `! ${error instanceof Error ? error.stack : String(error)}`);
  return { ...NOTHING, failed: 1 };
}

async function keep(stack: TestStack, signal: AbortSignal): Promise<number> {
  await stack.everything();
  console.log('The test stack is up; Ctrl-C ends it. In another terminal: NODE_OPTIONS=--experimental-vm-modules npx jest --selectProjects e2e');
  await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
  return 0;
}
