import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYCLOAK_VERSION, ROOT, type Layout } from './layout.ts';
import { keycloakDatabaseUrl } from './postgres.ts';
import { run, type Command } from './run.ts';
import type { Secrets } from './secrets.ts';
import type { Part } from './keeper.ts';
import { isOk } from './zeebe.ts';

export const keycloakUrl = ({ ports }: Layout): string => `http://localhost:${ports.keycloak}`;
export const publicUrl = ({ ports }: Layout): string => `http://localhost:${ports.api}`;
export const ADMIN_USER = 'admin';

export const keycloakSoftware = (layout: Layout): string => join(layout.software, `keycloak-${KEYCLOAK_VERSION}`);
const homeOf = (layout: Layout): string => join(layout.data, 'keycloak');

const PASSWORDS = 'most-used-passwords.txt';

/** Built once: these are fixed into the built server, everything else is given at each start. */
const BUILD_OPTIONS = ['--db=postgres', '--health-enabled=true', '--metrics-enabled=false'];

/**
 * Prepares Keycloak's home of this installation: the shared software by links, its own `data` folder with the realm to import.
 * The build is done once in the shared software and redone when its options change.
 */
export async function prepareKeycloak(layout: Layout, javaHome: string, signal: AbortSignal): Promise<void> {
  const software = keycloakSoftware(layout);
  const stamp = join(software, 'pietura-build.txt');
  const wanted = BUILD_OPTIONS.join(' ');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    await run(java(javaHome, software, ['build', ...BUILD_OPTIONS]), join(layout.logs, 'keycloak.log'), 'Building Keycloak', signal);
    writeFileSync(stamp, wanted);
  }
  const home = homeOf(layout);
  mkdirSync(join(home, 'data', 'import'), { recursive: true });
  for (const folder of ['conf', 'lib', 'providers', 'themes', 'version.txt']) {
    rmSync(join(home, folder), { force: true });
    symlinkSync(join(software, folder), join(home, folder));
  }
  writeFileSync(join(home, 'data', 'import', 'pietura-realm.json'), readFileSync(join(ROOT, 'docker/realm/pietura-realm.json')));
  // the policy of the realm names this file: without it no password could be set
  cpSync(join(ROOT, 'docker/realm', PASSWORDS), join(home, 'data', 'password-blacklists', PASSWORDS));
}

/** What bin/kc.sh runs; without the script, whose own process would outlive or hide the server's. */
function java(javaHome: string, home: string, args: string[], env: Record<string, string> = {}): Command {
  const opens = ['java.util', 'java.util.concurrent', 'java.security', 'java.lang'].map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  const options = [
    '-Xms96m',
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:MaxMetaspaceSize=256m',
    '-Dfile.encoding=UTF-8',
    '-Duser.language=en',
    '-Duser.country=US',
    '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
    ...opens,
    '--enable-native-access=ALL-UNNAMED',
    `-Dkc.home.dir=${home}`,
    `-Djboss.server.config.dir=${join(home, 'conf')}`,
    '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
    '-Dpicocli.disable.closures=true',
  ];
  const classPath = ['-cp', join(home, 'lib', 'quarkus-run.jar'), 'io.quarkus.bootstrap.runner.QuarkusEntryPoint'];
  return { command: join(javaHome, 'bin', 'java'), args: [...options, ...classPath, ...args], env, cwd: home };
}

export function keycloakPart(layout: Layout, secrets: Secrets, javaHome: string): Part {
  const { ports } = layout;
  // an import reads the whole realm to find that it is there already: two seconds
  const imported = join(homeOf(layout), 'realm-imported');
  const env = {
    KC_DB_URL: keycloakDatabaseUrl(layout),
    KC_DB_USERNAME: 'keycloak',
    KC_DB_PASSWORD: secrets.keycloakDatabase,
    KC_DB_POOL_MAX_SIZE: '20',
    // connections that died with PostgreSQL are not handed out: each would cost somebody their sign-in
    QUARKUS_DATASOURCE_JDBC_VALIDATE_ON_BORROW: 'true',
    KC_HTTP_ENABLED: 'true',
    KC_HTTP_HOST: '127.0.0.1',
    KC_HTTP_PORT: String(ports.keycloak),
    KC_HTTP_MANAGEMENT_PORT: String(ports.keycloakManagement),
    KC_HOSTNAME: keycloakUrl(layout),
    KC_CACHE: 'local',
    // we ask often while it starts: each "not yet" would be a line
    KC_LOG_LEVEL: 'info,io.smallrye.health:error',
    KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN_USER,
    KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.keycloakAdmin,
    PIETURA_PUBLIC_URL: publicUrl(layout),
    // where Keycloak itself finds the API: it tells it who has signed out
    PIETURA_API_URL: publicUrl(layout),
  };
  return {
    name: 'keycloak',
    url: keycloakUrl(layout),
    launch: () => java(javaHome, homeOf(layout), ['start', '--optimized', ...(existsSync(imported) ? [] : ['--import-realm'])], env),
    async ready() {
      const ready = await isOk(`http://127.0.0.1:${ports.keycloakManagement}/health/ready`);
      if (ready && !existsSync(imported)) writeFileSync(imported, new Date().toISOString());
      return ready;
    },
    stopSignal: 'SIGTERM',
    stopWithinMs: 15_000,
    startWithinMs: 600_000,
  };
}
