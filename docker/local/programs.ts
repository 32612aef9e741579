import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { agencySettings } from '../sandbox/settings.ts';
import { clockFile } from './clock-file.ts';
import { keycloakUrl, publicUrl } from './keycloak.ts';
import { ROOT, type Layout, type PartName } from './layout.ts';
import { databaseUrl, programsDatabaseUrl } from './postgres.ts';
import { node } from './run.ts';
import type { Secrets } from './secrets.ts';
import type { Part } from './keeper.ts';
import { isOk, JOURNAL_USERNAME } from './zeebe.ts';

/** Here a dozen demo people do the work of many: the demo plays, tours and seeds, and tests send 200 twins at once. */
const RATES = {
  demo: { RATE_READS_PER_MINUTE: '6000', RATE_WRITES_PER_MINUTE: '1200' },
  test: { RATE_READS_PER_MINUTE: '0', RATE_WRITES_PER_MINUTE: '0' },
} as const;

/** Whoever tries it out sees the mail at once, at any hour; and so do tests, which run at any hour. */
const MAIL = { MAIL_HOURS: '', MAIL_HOLD_SECONDS: '3' };

/** A service that asks for four eyes, beside those of the release: as an installation adds its own. */
const MADE_UP = join(ROOT, 'tests/support/processes');

/** Configuration of our own programs (platform/config.ts) for one installation. */
export function programEnvironment(layout: Layout, secrets: Secrets): Record<string, string> {
  const { ports, data, profile } = layout;
  const to = { ...ports, ...layout.via };
  for (const folder of ['blobs', 'sandbox']) mkdirSync(join(data, folder), { recursive: true });
  return {
    PIETURA_PROFILE: profile,
    LOG_LEVEL: 'info',
    API_HOST: '127.0.0.1',
    API_PORT: String(ports.api),
    PUBLIC_URL: publicUrl(layout),
    DATABASE_URL: programsDatabaseUrl({ ...layout, ports: to }, secrets),
    ZEEBE_GRPC_ADDRESS: `grpc://localhost:${to.zeebeGrpc}`,
    ZEEBE_REST_ADDRESS: `http://localhost:${to.zeebeRest}`,
    ZEEBE_VERSION: layout.zeebeVersion,
    JOURNAL_HOST: '127.0.0.1',
    JOURNAL_PORT: String(ports.journal),
    JOURNAL_USERNAME,
    JOURNAL_PASSWORD: secrets.journal,
    KEYCLOAK_URL: keycloakUrl(layout),
    BLOB_DIR: join(data, 'blobs'),
    AUDIT_CHECKPOINTS: join(data, 'audit-checkpoints'),
    ...agencySettings(to.sandbox, { pmlp: secrets.pmlpToken, vsaa: secrets.vsaaToken }),
    WORKER_HEALTH_PORT: String(ports.workers),
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_DATA: join(data, 'sandbox'),
    SANDBOX_SMTP_PORT: String(ports.smtp),
    SMTP_URL: `smtp://127.0.0.1:${to.smtp}`,
    MAIL_FROM: 'kac@pietura.example',
    ...MAIL,
    ...RATES[profile],
    ...(profile === 'test' && { CLOCK_OFFSET_FILE: clockFile(layout), CLAMD_HOST: '127.0.0.1', CLAMD_PORT: String(ports.clamd), PROCESS_ROOTS: MADE_UP }),
  };
}

/** The same for who owns the tables: who migrates, and tests, which make databases. */
export const ownerEnvironment = (layout: Layout, secrets: Secrets): Record<string, string> => ({
  ...programEnvironment(layout, secrets),
  DATABASE_URL: databaseUrl(layout, secrets),
});

/** Beside much memory V8 gives what is new much room and collects late; with little of it the API takes 290 MB instead of 490, for no more CPU (docs/measurements.md, E1). */
const HEAP = '--max-semi-space-size=2';

const PROGRAMS = {
  api: { file: 'web/api/main.ts' },
  workers: { file: 'workers/main.ts' },
  sandbox: { file: 'docker/sandbox/main.ts' },
} as const satisfies Partial<Record<PartName, { file: string }>>;

/** One of our own three programs as a part. */
export function programPart(name: keyof typeof PROGRAMS, layout: Layout, secrets: Secrets): Part {
  const { file } = PROGRAMS[name];
  const address = name === 'api' ? publicUrl(layout) : `http://127.0.0.1:${layout.ports[name]}`;
  return {
    name,
    url: address,
    // half of what a start costs is reading and compiling a few thousand files, which are the same as last time
    launch: () => node(file, { ...programEnvironment(layout, secrets), NODE_COMPILE_CACHE: join(layout.data, 'compile-cache'), NODE_OPTIONS: HEAP }),
    ready: () => isOk(`http://127.0.0.1:${layout.ports[name]}/health/ready`),
    stopSignal: 'SIGTERM',
    stopWithinMs: 15_000,
    startWithinMs: 120_000,
  };
}
