import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { KEYCLOAK_VERSION, ROOT, ZEEBE_VERSIONS, type Layout, type ZeebeVersion } from './layout.ts';
import type { Step } from './progress.ts';
import { lastLines, run } from './run.ts';

/** Pinned: what fetches must not change under us. */
const DEPENDENCY_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0';

type Software = { groupId: string; artifactId: string; version: string; folder: string; bytes: number };

type Where = { layout: Layout; signal: AbortSignal };

const ZEEBE_BYTES: Record<ZeebeVersion, number> = { '8.5.8': 212_102_843, '8.6.0': 299_201_896 };

export const ZEEBE = Object.fromEntries(
  ZEEBE_VERSIONS.map(version => [
    version,
    { groupId: 'io.camunda', artifactId: 'camunda-zeebe', version, folder: `camunda-zeebe-${version}`, bytes: ZEEBE_BYTES[version] },
  ]),
) as Record<ZeebeVersion, Software>;
export const KEYCLOAK: Software = {
  groupId: 'org.keycloak',
  artifactId: 'keycloak-quarkus-dist',
  version: KEYCLOAK_VERSION,
  folder: `keycloak-${KEYCLOAK_VERSION}`,
  bytes: 176_448_763,
};

const MIB = 1024 * 1024;
const NO_NETWORK = /Unknown host|Temporary failure in name resolution|Connection refused|Network is unreachable|connect timed out|No route to host/i;

/** Fetches a distribution from Maven Central and unpacks it beside the others; does nothing if it is there. */
export async function fetchSoftware(software: Software, { layout, signal }: Where, step: Step): Promise<void> {
  const home = join(layout.software, software.folder);
  if (existsSync(home)) return step.note('already here');
  mkdirSync(layout.software, { recursive: true });
  const free = statfsSync(layout.software);
  const needed = software.bytes * 3;
  if (free.bavail * free.bsize < needed)
    throw new Failure(
      `The disk of ${layout.software} is full: ${software.artifactId} needs ${Math.ceil(needed / MIB)} MiB. Make room, or set PIETURA_DATA to a folder elsewhere`,
    );
  const archive = await download(software, { layout, signal }, step);
  await unpack(archive, software, { layout, signal }, step);
}

async function download(software: Software, { layout, signal }: Where, step: Step): Promise<string> {
  const { groupId, artifactId, version } = software;
  const into = join(layout.software, 'downloads');
  mkdirSync(into, { recursive: true });
  const log = join(layout.logs, `fetch-${artifactId}.log`);
  const watch = setInterval(() => showProgress(software, step), 300);
  const args = [
    '-B',
    '-ntp',
    `${DEPENDENCY_PLUGIN}:copy`,
    `-Dartifact=${groupId}:${artifactId}:${version}:tar.gz`,
    `-DoutputDirectory=${into}`,
    '-Dmdep.overWriteSnapshots=false',
  ];
  try {
    await run({ command: 'mvn', args, cwd: into }, log, `Fetching ${artifactId} ${version}`, signal);
  } catch (error) {
    if (NO_NETWORK.test(lastLines(log, 60)))
      throw new Failure(
        `Maven Central cannot be reached: ${artifactId} ${version} is fetched from there once. Check the network or Maven's settings.xml (${log})`,
      );
    throw error;
  } finally {
    clearInterval(watch);
  }
  return join(into, `${artifactId}-${version}.tar.gz`);
}

/** Maven writes a growing file into its own repository: its size is the progress. */
function showProgress({ groupId, artifactId, version, bytes }: Software, step: Step): void {
  const folder = join(homedir(), '.m2/repository', ...groupId.split('.'), artifactId, version);
  if (!existsSync(folder)) return;
  const sizes = readdirSync(folder)
    .filter(name => name.includes('.tar.gz'))
    .map(name => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  const size = Math.max(0, ...sizes);
  step.measure((size / bytes) * 0.9);
  step.note(`${Math.round(size / MIB)} of ${Math.round(bytes / MIB)} MiB`);
}

async function unpack(archive: string, { folder, artifactId, bytes }: Software, { layout, signal }: Where, step: Step): Promise<void> {
  const temporary = join(layout.software, `.${folder}-${process.pid}`);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  step.note('unpacking');
  try {
    await run(
      { command: 'tar', args: ['xzf', archive, '-C', temporary], cwd: ROOT },
      join(layout.logs, `fetch-${artifactId}.log`),
      `Unpacking ${artifactId}`,
      signal,
    );
    if (!existsSync(join(layout.software, folder))) renameSync(join(temporary, folder), join(layout.software, folder));
    rmSync(archive, { force: true });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  step.note(`${Math.round(bytes / MIB)} MiB`);
}
