import { adminUrl, answers } from './postgres.ts';
import { demoLayout, PART_NAMES, type Layout, type PartName } from './layout.ts';
import { loadSecrets } from './secrets.ts';
import { isAlive, readState, type PartState } from './state.ts';
import { isOk } from './zeebe.ts';

export type Status = { ready: boolean; parts: { name: PartName; ready: boolean; pid: number | null; url: string }[] };

/** `npm run status`: asks each part itself. Answers 0 only when all are ready. */
export async function status(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const found = await readStatus(demoLayout(env));
  if (args.includes('--json')) console.log(JSON.stringify(found));
  else console.log(found.parts.map(describe).join('\n'));
  return found.ready ? 0 : 1;
}

const describe = ({ name, ready, pid, url }: Status['parts'][number]) =>
  `${ready ? '✔' : '✘'} ${name.padEnd(10)} ${(ready ? 'ready' : pid ? 'starting' : 'not running').padEnd(12)} ${String(pid ?? '').padEnd(8)} ${url}`.trimEnd();

/** Ready when `npm start` has done all it does, and each part says so now; a part without a live process of this installation is not ready, whoever answers on its port. */
export async function readStatus(layout: Layout): Promise<Status> {
  const state = readState(layout.state);
  const known = new Map(state?.parts.map(part => [part.name, part]) ?? []);
  const parts = await Promise.all(PART_NAMES.map(name => statusOf(name, known.get(name), layout)));
  return { ready: state?.settled === true && parts.every(part => part.ready), parts };
}

async function statusOf(name: PartName, part: PartState | undefined, layout: Layout): Promise<Status['parts'][number]> {
  const process = part && isAlive(part.process) ? part.process : null;
  const ready = process !== null && part?.ready === true && (await isHealthy(name, layout));
  return { name, ready, pid: process?.pid ?? null, url: part?.url ?? '' };
}

function isHealthy(name: PartName, layout: Layout): Promise<boolean> {
  const { ports } = layout;
  const at = (port: number, path: string) => isOk(`http://127.0.0.1:${port}${path}`);
  switch (name) {
    case 'postgres':
      return answers(adminUrl(layout, loadSecrets(layout.data)));
    case 'zeebe':
      return at(ports.zeebeMonitoring, '/actuator/health/readiness');
    case 'keycloak':
      return at(ports.keycloakManagement, '/health/ready');
    default:
      return at(ports[name], '/health/ready');
  }
}
