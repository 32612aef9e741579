import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBring, type Bring } from './bring.ts';
import { claim } from './claim.ts';
import { keycloakUrl, publicUrl } from './keycloak.ts';
import { demoLayout, type Layout } from './layout.ts';
import { makeProgress, seconds, type Progress } from './progress.ts';
import { untilIdle } from './run.ts';
import { loadSecrets } from './secrets.ts';
import { DEMO_PASSWORD } from './seed-users.ts';
import { makeSupervisor, type Supervisor } from './supervisor.ts';

/** `npm start`: brings everything up, keeps it running, and on Ctrl-C stops it in order. Answers the exit code. */
export async function start(env: NodeJS.ProcessEnv): Promise<number> {
  const layout = demoLayout(env);
  const release = await claim(layout);
  const progress = makeProgress(process.stdout);
  const supervisor = makeSupervisor(layout, progress.say);
  const told = untilToldToStop();
  const stop = new AbortController();
  const bring = makeBring({ layout, secrets: loadSecrets(layout.data), supervisor, progress, javaHome: env.PIETURA_JAVA_HOME ?? '', signal: stop.signal });
  // since npm's own start, as the person at the terminal counts it
  const began = Date.now() - process.uptime() * 1000;
  try {
    const ready = bringAll(bring).then(() => 'ready' as const);
    if ((await Promise.race([ready, told])) === 'ready') {
      supervisor.settle();
      await welcome(layout, progress, Date.now() - began);
      await told;
    }
    ready.catch(() => {}); // parts that are stopped while they start fail to become ready
    return 0;
  } finally {
    progress.hush();
    progress.say('\nStopping …');
    stop.abort();
    await stopAll(supervisor, progress);
    await untilIdle();
    release();
  }
}

/** As much side by side as two cores bear: the engine, the sign-in and the database start while the client is built. */
async function bringAll(bring: Bring): Promise<void> {
  await bring.client();
  const database = bring.postgres();
  const migrated = database.then(bring.migrate);
  const engine = bring.fetchZeebe().then(bring.zeebe);
  const signIn = Promise.all([database, bring.fetchKeycloak()]).then(bring.keycloak).then(bring.people);
  const sandbox = bring.program('sandbox');
  const api = Promise.all([migrated, bring.web()]).then(() => bring.program('api'));
  const workers = Promise.all([migrated, engine]).then(() => bring.program('workers'));
  await Promise.all([api, engine, signIn, sandbox, workers]);
  await bring.deploy();
  await bring.seed();
}

function untilToldToStop(): Promise<'stop'> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'));
  });
}

async function stopAll(supervisor: Supervisor, progress: Progress): Promise<void> {
  const began = Date.now();
  await supervisor.close();
  progress.say(`All parts are stopped (${seconds(Date.now() - began)}).`);
}

async function welcome(layout: Layout, { say }: Progress, tookMs: number): Promise<void> {
  const { DEMO_USERS } = await import('../sandbox/people.ts');
  const accounts = DEMO_USERS.map(
    user =>
      `  ${user.username.padEnd(8)} ${`${user.givenName} ${user.familyName}`.padEnd(18)} ${user.roles.join(', ')}${user.agency ? ` · ${user.agency.toUpperCase()}` : ''}`,
  );
  const lines = [
    '',
    `Pietura is ready in ${seconds(tookMs)}:  ${publicUrl(layout)}`,
    '',
    `Demo accounts (password: ${DEMO_PASSWORD})`,
    ...accounts,
    '',
    `Agency sandbox   http://127.0.0.1:${layout.ports.sandbox}`,
    `Mails sent       http://127.0.0.1:${layout.ports.sandbox}/mail`,
    `Sign-in server   ${keycloakUrl(layout)}`,
    `Logs             ${layout.logs}`,
    '',
    'Try: npm run demo   ·   See: npm run status   ·   Stop: Ctrl-C',
  ];
  say(lines.join('\n'));
  writeFileSync(join(layout.data, 'accounts.txt'), `${accounts.join('\n')}\n`);
}
