import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBring } from './bring.ts';
import { clockFile } from './clock-file.ts';
import { startControl } from './control.ts';
import { keycloakUrl, publicUrl } from './keycloak.ts';
import type { Layout } from './layout.ts';
import { removeElsewhere } from './postgres.ts';
import { ownerEnvironment } from './programs.ts';
import type { Progress } from './progress.ts';
import type { Secrets } from './secrets.ts';
import { untilIdle } from './run.ts';
import { startTestClamd } from './test-clamd.ts';
import { makeSupervisor } from './supervisor.ts';
import { zeebeData } from './zeebe.ts';
import type { StackFile } from '../../tests/support/stack-file.ts';

export type TestStack = ReturnType<typeof makeTestStack>;

/** The parts that tests need, brought up only when asked for, each once. */
export function makeTestStack(layout: Layout, secrets: Secrets, progress: Progress, javaHome: string, signal: AbortSignal) {
  const supervisor = makeSupervisor(layout, progress.say);
  const bring = makeBring({ layout, secrets, supervisor, progress, javaHome, signal });
  const file = join(layout.data, 'stack.json');
  let control: { close(): Promise<void> } | null = null;
  let clamd: { close(): Promise<void> } | null = null;

  const once = (work: () => Promise<void>) => {
    let done: Promise<void> | null = null;
    return () => (done ??= work());
  };

  const begin = once(async () => {
    mkdirSync(layout.data, { recursive: true });
    // Each run begins at the beginning: nothing of the last one but the software and the secrets.
    for (const name of ['postgres', 'zeebe-8.5.8', 'zeebe-8.6.0', 'blobs', 'audit-checkpoints', 'sandbox', 'clock-offset', 'keycloak'])
      rmSync(join(layout.data, name), { recursive: true, force: true });
    removeElsewhere(layout.data);
    writeFileSync(file, JSON.stringify(describeStack(layout, secrets), null, 2), { mode: 0o600 });
    control = await startControl(layout, secrets, supervisor);
  });

  const postgres = once(async () => {
    await begin();
    await bring.postgres();
  });
  const freshZeebe = async () => {
    rmSync(zeebeData(layout), { recursive: true, force: true });
    rmSync(clockFile(layout), { force: true });
    await bring.zeebe();
  };
  const keycloak = once(async () => {
    await Promise.all([postgres(), bring.fetchKeycloak()]);
    await bring.keycloak();
    await bring.people();
  });

  return {
    supervisor,
    /** What jest processes get by environment. */
    environment: (): Record<string, string> => ({
      ...ownerEnvironment(layout, secrets),
      PIETURA_TEST_STACK: file,
      ZEEBE_MONITORING_ADDRESS: `http://127.0.0.1:${layout.ports.zeebeMonitoring}`,
    }),
    client: once(() => bring.client()),
    postgres,
    keycloak,
    /** A fresh engine without any of our programs: the test process itself receives the journal. */
    async engineOnly(): Promise<void> {
      await begin();
      await bring.fetchZeebe();
      await freshZeebe();
    },
    /** Everything, on a fresh engine. */
    async everything(): Promise<void> {
      await begin();
      clamd ??= await startTestClamd(layout.ports.clamd);
      await stopIfRunning('zeebe');
      await bring.fetchZeebe();
      await Promise.all([freshZeebe(), keycloak(), bring.web(), postgres().then(() => bring.migrate()), bring.program('sandbox')]);
      await bring.program('api');
      await bring.deploy();
      await bring.program('workers');
      await bring.seed();
    },
    async close(): Promise<void> {
      await control?.close();
      await supervisor.close();
      await clamd?.close();
      clamd = null;
      await untilIdle();
      removeElsewhere(layout.data);
      rmSync(file, { force: true });
    },
  };

  async function stopIfRunning(name: 'zeebe'): Promise<void> {
    if (supervisor.parts().some(part => part.name === name && part.process)) await supervisor.stop(name);
  }
}

/** What tests are told about the stack (tests/support/stack-file.ts). */
function describeStack(layout: Layout, secrets: Secrets): StackFile {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const { ports } = layout;
  return {
    urls: {
      web: publicUrl(layout),
      keycloak: keycloakUrl(layout),
      sandbox: at(ports.sandbox),
      workers: at(ports.workers),
      zeebeMonitoring: at(ports.zeebeMonitoring),
    },
    control: { url: at(ports.control), token: secrets.control },
    clockFile: clockFile(layout),
    software: layout.software,
    environment: ownerEnvironment(layout, secrets),
  };
}
