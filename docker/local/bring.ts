import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { keycloakPart, keycloakUrl, prepareKeycloak, publicUrl } from './keycloak.ts';
import { signInAsAdmin } from './keycloak-admin.ts';
import { ROOT, type Layout } from './layout.ts';
import { ensureDatabases, findPlace, initCluster, postgresPart } from './postgres.ts';
import { ownerEnvironment, programEnvironment, programPart } from './programs.ts';
import type { Progress } from './progress.ts';
import { rebuild } from './rebuild.ts';
import { NODE, node, run, type Command } from './run.ts';
import type { Secrets } from './secrets.ts';
import { adjustClient, adjustRealm, seedUsers } from './seed-users.ts';
import { fetchSoftware, KEYCLOAK, ZEEBE } from './software.ts';
import type { Supervisor } from './supervisor.ts';
import { zeebePart } from './zeebe.ts';

export type Site = { layout: Layout; secrets: Secrets; supervisor: Supervisor; progress: Progress; javaHome: string; signal: AbortSignal };

const REALM = 'pietura';

/** The ways to bring each part of a site up. Each shows its own line; the order is the caller's. */
export function makeBring({ layout, secrets, supervisor, progress, javaHome, signal }: Site) {
  const log = (name: string) => join(layout.logs, `${name}.log`);
  const where = { layout, signal };
  const task = (command: Command, name: string, what: string) => run(command, log(name), what, signal);
  const program = (file: string, args: string[] = []) => node(file, programEnvironment(layout, secrets), args);

  return {
    /** The database client is generated code: made when the schema is newer. */
    async client(): Promise<void> {
      if (!isOlder('prisma/generated/client.ts', ['prisma/schema.prisma', 'prisma.config.ts'])) return;
      const prisma: Command = {
        command: NODE,
        args: [join(ROOT, 'node_modules/prisma/build/index.js'), 'generate'],
        env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
      };
      await progress.step('database client', 4_000, () => task(prisma, 'prisma', 'Generating the database client'));
    },

    postgres: () =>
      progress.step('postgres', 2_000, async step => {
        const place = await findPlace(layout.data);
        await initCluster(place, layout, secrets);
        await supervisor.start(postgresPart(place, layout, secrets));
        await ensureDatabases(layout, secrets);
        if (place.moved) step.note(`(${place.moved})`);
      }),

    fetchZeebe: () => progress.step('fetch Zeebe', 60_000, step => fetchSoftware(ZEEBE[layout.zeebeVersion], where, step)),

    zeebe: () => progress.step(`zeebe ${layout.zeebeVersion}`, 12_000, () => supervisor.start(zeebePart(layout, secrets, javaHome))),

    fetchKeycloak: () =>
      progress.step('fetch Keycloak', 60_000, async step => {
        await fetchSoftware(KEYCLOAK, where, step);
        await prepareKeycloak(layout, javaHome, signal);
      }),

    keycloak: () => progress.step('keycloak', 20_000, () => supervisor.start(keycloakPart(layout, secrets, javaHome))),

    people: () =>
      progress.step('demo people', 3_000, async () => {
        const { DEMO_USERS } = await import('../sandbox/people.ts');
        const admin = await signInAsAdmin(keycloakUrl(layout), secrets.keycloakAdmin, REALM);
        await adjustRealm(admin);
        await adjustClient(admin, publicUrl(layout));
        await seedUsers(admin, DEMO_USERS);
      }),

    migrate: () =>
      progress.step('migrate', 1_000, async () => {
        await task(node('platform/migrate.ts', ownerEnvironment(layout, secrets)), 'migrate', 'Migrating the database');
        await task(program('prisma/seed.ts', ['agencies']), 'seed', 'Seeding the agencies');
      }),

    async web(): Promise<void> {
      if (!isOlder('web/app/dist/index.html', ['web/app', 'web/contract', 'package-lock.json'])) return;
      const vite: Command = { command: NODE, args: [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'web/app/vite.config.ts'] };
      await progress.step('web application', 12_000, () => task(vite, 'build-web', 'Building the web application'));
    },

    program: (name: 'api' | 'workers' | 'sandbox') => progress.step(name, 3_000, () => supervisor.start(programPart(name, layout, secrets))),

    deploy: () => progress.step('deploy processes', 4_000, () => task(program('web/api/deployments/deploy.ts'), 'deploy', 'Deploying the processes')),

    /** Puts the open cases into an engine that knows nothing; our programs must not run. */
    rebuild: () =>
      progress.step('open cases', 10_000, async step => {
        const report = await rebuild(layout, programEnvironment(layout, secrets), signal);
        step.note(`${report.moved} put back`);
        return report;
      }),

    seed: () => progress.step('demo cases', 5_000, () => task(program('prisma/seed.ts', ['cases']), 'seed', 'Seeding the demo cases')),
  };
}
export type Bring = ReturnType<typeof makeBring>;

const SKIPPED = new Set(['dist', 'node_modules']);

/** Whether a made file is missing or older than anything it is made from. */
export function isOlder(made: string, sources: string[]): boolean {
  const target = join(ROOT, made);
  if (!existsSync(target)) return true;
  const madeAt = statSync(target).mtimeMs;
  return sources.some(source => newestIn(join(ROOT, source)) > madeAt);
}

function newestIn(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Failure(`${path} is missing`);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter(name => !SKIPPED.has(name));
  return Math.max(0, ...inside.map(name => newestIn(join(path, name))));
}
