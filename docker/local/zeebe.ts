import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clockFile, readOffsetMs } from './clock-file.ts';
import { ROOT, type Layout } from './layout.ts';
import type { Command } from './run.ts';
import type { Secrets } from './secrets.ts';
import type { Part } from './keeper.ts';

export const JOURNAL_USERNAME = 'zeebe';

const SETTINGS = join(ROOT, 'docker/zeebe');

/** The engine's own settings are in docker/zeebe/application.yaml; ports, folders and secrets come from here. */
function environment(layout: Layout, secrets: Secrets, javaHome: string): Record<string, string> {
  const { ports } = layout;
  return {
    JAVA_HOME: javaHome,
    JAVA_OPTS: JAVA_OPTIONS,
    SPRING_CONFIG_ADDITIONAL_LOCATION: `file:${SETTINGS}/`,
    JOURNAL_URL: `http://127.0.0.1:${layout.via?.journal ?? ports.journal}`,
    JOURNAL_USERNAME,
    JOURNAL_PASSWORD: secrets.journal,
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.zeebeCommand),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.zeebeInternal),
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.zeebeGrpc),
    ZEEBE_BROKER_DATA_DIRECTORY: zeebeData(layout),
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(ports.zeebeRest),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(ports.zeebeMonitoring),
    ZEEBE_BROKER_GATEWAY_CLUSTER_INITIALCONTACTPOINTS: `127.0.0.1:${ports.zeebeInternal}`,
    // tests move the engine's clock, and compare its timers with our dates
    ...(layout.profile === 'test' && { ZEEBE_CLOCK_CONTROLLED: 'true', JOURNAL_TIMERS: 'true' }),
  };
}

// Two cores and half a gigabyte: the serial collector is the smallest and, here, not slower.
const JAVA_OPTIONS = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', `-Dlog4j2.configurationFile=${join(SETTINGS, 'log4j2.xml')}`].join(' ');

/** One folder for each version: an older engine cannot read a newer one's data. */
export const zeebeData = (layout: Layout): string => join(layout.data, `zeebe-${layout.zeebeVersion}`);

export const zeebeHome = (layout: Layout): string => join(layout.software, `camunda-zeebe-${layout.zeebeVersion}`);

export function zeebePart(layout: Layout, secrets: Secrets, javaHome: string): Part {
  const home = zeebeHome(layout);
  const program = ['broker', 'camunda'].map(name => join(home, 'bin', name)).find(existsSync) ?? join(home, 'bin', 'broker');
  const monitoring = `http://127.0.0.1:${layout.ports.zeebeMonitoring}`;
  let clockIsRight = false;
  const launch = (): Command => {
    clockIsRight = layout.profile !== 'test';
    return { command: '/bin/sh', args: [program], env: environment(layout, secrets, javaHome), cwd: home };
  };
  return {
    name: 'zeebe',
    url: `http://127.0.0.1:${layout.ports.zeebeRest}`,
    launch,
    async ready() {
      if (!(await isOk(`${monitoring}/actuator/health/readiness`))) return false;
      clockIsRight ||= await restoreClock(monitoring, readOffsetMs(clockFile(layout)));
      return clockIsRight;
    },
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
    startWithinMs: 300_000,
  };
}

/** An engine that starts again has forgotten how far tests had moved its clock. */
async function restoreClock(monitoring: string, offsetMilli: number): Promise<boolean> {
  if (offsetMilli === 0) return true;
  const response = await fetch(`${monitoring}/actuator/clock/add`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetMilli }),
  });
  return response.ok;
}

/** Whether an address answers 2xx within two seconds. */
export async function isOk(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
