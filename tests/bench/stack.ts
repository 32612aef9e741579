import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claim } from '../../docker/local/claim.ts';
import { testLayout, type PartName } from '../../docker/local/layout.ts';
import { makeProgress } from '../../docker/local/progress.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import type { PartState } from '../../docker/local/state.ts';
import { makeTestStack } from '../../docker/local/test-stack.ts';
import { loadConfig, type Config } from '../../platform/config.ts';
import type { StackFile } from '../support/stack-file.ts';

/** The installation that is measured: its configuration, and the levers on its parts. */
export interface BenchStack {
  config: Config;
  web: string;
  act(what: 'stop' | 'start', part: PartName): Promise<void>;
  /** Process numbers of these parts. */
  pids(...parts: PartName[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Ports of the benchmarks lie this far from those of `npm start`. */
const PORTS_AWAY = 200;

/** A stack that runs already (`npm test -- stack` tells its folder), or one of our own, which begins empty and ends with us. */
export async function bringStack(file: string | undefined, signal: AbortSignal): Promise<BenchStack> {
  if (file) return describe(file, async () => {});
  const { PIETURA_PORT = '8800', PIETURA_DATA = '.pietura', PIETURA_JAVA_HOME = '', ZEEBE_VERSION } = process.env;
  const data = join(PIETURA_DATA, 'bench');
  const layout = {
    durable: true,
    ...testLayout({ PIETURA_DATA, PIETURA_TEST_DATA: data, PIETURA_TEST_PORT: String(Number(PIETURA_PORT) + PORTS_AWAY), ZEEBE_VERSION }),
  };
  const release = await claim(layout);
  const stack = makeTestStack(layout, loadSecrets(layout.data), makeProgress(process.stderr), PIETURA_JAVA_HOME, signal);
  try {
    await stack.client();
    await stack.everything();
    return describe(join(layout.data, 'stack.json'), () => stack.close().finally(release));
  } catch (error) {
    await stack.close();
    release();
    throw error;
  }
}

function describe(file: string, close: () => Promise<void>): BenchStack {
  const { environment, urls, control } = JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  const ask = async (act: string): Promise<PartState[]> => {
    const response = await fetch(`${control.url}/${act}`, { method: 'POST', headers: { authorization: `Bearer ${control.token}` } });
    if (!response.ok) throw new Error(`${act}: ${response.status}`);
    return (await response.json()) as PartState[];
  };
  return {
    config: loadConfig(environment),
    web: urls.web,
    act: async (what, part) => void (await ask(`${what}/${part}`)),
    pids: async (...names) => (await ask('parts')).flatMap(it => (names.includes(it.name) && it.process ? [it.process.pid] : [])),
    close,
  };
}
