import { connect } from 'node:net';
import { statfsSync, mkdirSync } from 'node:fs';
import { Failure } from './failure.ts';
import type { Layout } from './layout.ts';
import { endLeftOver } from './processes.ts';
import { forgetState, identify, isAlive, leftOver, readState, writeState } from './state.ts';

/** What the parts write in a day of trying things out. */
const NEEDED_MIB = 2048;
const MIB = 1024 * 1024;

/** Thrown when the same installation already runs. */
export class AlreadyRunning extends Failure {}

/**
 * Makes sure this installation may start: nobody else runs it, nothing of a killed run is left, the ports are free, the disk is not full.
 * Returns what gives the claim back.
 */
export async function claim(layout: Layout): Promise<() => void> {
  const before = readState(layout.state);
  if (before && isAlive(before.supervisor)) throw new AlreadyRunning(`Pietura already runs from ${layout.data} (process ${before.supervisor.pid})`);
  const stale = leftOver(before);
  if (stale.length > 0) console.error(`Ending what an interrupted run left behind: ${stale.map(part => part.name).join(', ')}`);
  await endLeftOver(stale);
  await refuseTakenPorts(layout);
  refuseFullDisk(layout);
  const self = identify(process.pid);
  if (self) writeState(layout.state, { version: 1, supervisor: self, basePort: layout.ports.api, settled: false, parts: [] });
  return () => forgetState(layout.state);
}

async function refuseTakenPorts({ ports, profile }: Layout): Promise<void> {
  const taken = await Promise.all(Object.entries(ports).map(async ([name, port]) => ((await isTaken(port)) ? [`${port} (${name})`] : [])));
  const list = taken.flat();
  if (list.length === 0) return;
  const variable = profile === 'test' ? 'PIETURA_TEST_PORT' : 'PIETURA_PORT';
  throw new Failure(
    `Port ${list.join(', ')} is taken by another program. Stop it, or choose another base: ${variable}=${ports.api + 100} (fourteen ports from there on are used)`,
  );
}

/** Whether something listens there. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

function refuseFullDisk({ data }: Layout): void {
  mkdirSync(data, { recursive: true });
  const { bavail, bsize } = statfsSync(data);
  const free = Math.floor((bavail * bsize) / MIB);
  if (free < NEEDED_MIB)
    throw new Failure(`The disk of ${data} is nearly full: ${free} MiB free, ${NEEDED_MIB} MiB needed. Make room, or set PIETURA_DATA to a folder elsewhere`);
}
