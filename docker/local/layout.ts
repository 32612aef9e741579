import { join, resolve } from 'node:path';
import { Failure } from './failure.ts';

/** Root of the repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

export const PART_NAMES = ['postgres', 'zeebe', 'keycloak', 'api', 'workers', 'sandbox'] as const;
export type PartName = (typeof PART_NAMES)[number];

export const ZEEBE_VERSIONS = ['8.5.8', '8.6.0'] as const;
export type ZeebeVersion = (typeof ZEEBE_VERSIONS)[number];
export const KEYCLOAK_VERSION = '26.7.3';

/** Offset of each port from the base. One installation takes the base and the fourteen numbers after it. */
const OFFSETS = {
  api: 0,
  keycloak: 1,
  journal: 2,
  workers: 3,
  sandbox: 4,
  postgres: 5,
  zeebeGrpc: 6,
  zeebeRest: 7,
  zeebeMonitoring: 8,
  zeebeCommand: 9,
  zeebeInternal: 10,
  keycloakManagement: 11,
  control: 12,
  smtp: 13,
  /** Tests only: what stands in for ClamAV. */ clamd: 14,
} as const;
export type Ports = Record<keyof typeof OFFSETS, number>;

export type Profile = 'demo' | 'test';

/** Where one installation on this machine lives: its folders and its ports. */
export type Layout = {
  profile: Profile;
  data: string;
  software: string;
  logs: string;
  state: string;
  ports: Ports;
  zeebeVersion: ZeebeVersion;
  /** Commits wait for the disk also in the test profile: benchmarks. */ durable?: boolean;
  /** Our programs and the engine reach others by these ports instead: links that tests break. */ via?: Partial<Ports>;
};

/** All ports of an installation, from its base. Throws when the base leaves no room for the last. */
export function portsFrom(base: number): Ports {
  const last = 65_535 - Math.max(...Object.values(OFFSETS));
  if (!Number.isInteger(base) || base < 1024 || base > last) throw new Failure(`The base port must be a whole number from 1024 to ${last}, not ${base}`);
  return Object.fromEntries(Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset])) as Ports;
}

type Environment = Record<string, string | undefined>;

/** The engine's version from ZEEBE_VERSION; 8.5.8 is free to run in production (ARCHITECTURE §2). */
export function zeebeVersionFrom(env: Environment): ZeebeVersion {
  const version = env.ZEEBE_VERSION ?? '8.5.8';
  const known = ZEEBE_VERSIONS.find(each => each === version);
  if (!known) throw new Failure(`ZEEBE_VERSION must be one of ${ZEEBE_VERSIONS.join(', ')}, not ${version}`);
  return known;
}

/** Layout of `npm start`: `.pietura/` or PIETURA_DATA, ports from PIETURA_PORT. */
export function demoLayout(env: Environment): Layout {
  const data = resolve(ROOT, env.PIETURA_DATA ?? '.pietura');
  return layout('demo', data, join(data, 'software'), Number(env.PIETURA_PORT ?? 8800), zeebeVersionFrom(env));
}

/** Layout of `npm test`: its own folder and ports, but the software that `npm start` has fetched too. */
export function testLayout(env: Environment): Layout {
  const data = resolve(ROOT, env.PIETURA_TEST_DATA ?? '.pietura-test');
  return layout('test', data, demoLayout({ ...env, PIETURA_PORT: undefined }).software, Number(env.PIETURA_TEST_PORT ?? 18_800), zeebeVersionFrom(env));
}

const layout = (profile: Profile, data: string, software: string, base: number, zeebeVersion: ZeebeVersion): Layout => ({
  profile,
  data,
  software,
  logs: join(data, 'logs'),
  state: join(data, 'state.json'),
  ports: portsFrom(base),
  zeebeVersion,
});
