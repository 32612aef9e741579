import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOffsetMs } from '../../docker/local/clock-file.ts';
import type { PartState } from '../../docker/local/state.ts';

/** What the runner (docker/local/test.ts) tells the tests about the stack it has started. */
export type StackFile = {
  urls: { web: string; keycloak: string; sandbox: string; workers: string; zeebeMonitoring: string };
  control: { url: string; token: string };
  clockFile: string;
  /** Where the engine and Keycloak lie that it runs. */
  software: string;
  /** Configuration of the programs of this stack (platform/config.ts), but as the owner of the tables: tests make databases. */
  environment: Record<string, string>;
};

/** Where the stack's description lies, in its folder. */
export const stackFilePath = (): string =>
  process.env.PIETURA_TEST_STACK ?? resolve(import.meta.dirname, '../..', process.env.PIETURA_TEST_DATA ?? '.pietura-test', 'stack.json');

/** Reads the stack's description; says how to get a stack if there is none. */
export function readStackFile(): StackFile {
  const file = stackFilePath();
  if (!existsSync(file)) throw new Error('No test stack: run `npm test` (or `npm test -- db`, `npm test -- stack`), which starts one');
  return JSON.parse(readFileSync(file, 'utf8')) as StackFile;
}

/**
 * The lever of the stack's runner: `kill/api`, `until-ready/zeebe`, `parts` … Answers how each part is. Each call has a connection of its
 * own: one that is kept may be closed by the runner while the caller copies files, and the next act would fail on it.
 */
export const leverOf =
  ({ control: { url, token } }: Pick<StackFile, 'control'>) =>
  async (act: string): Promise<PartState[]> => {
    const response = await fetch(`${url}/${act}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, connection: 'close' } });
    if (!response.ok) throw new Error(`${act}: ${response.status} ${await response.text()}`);
    return (await response.json()) as PartState[];
  };

/** Moves the engine's clock and that of our programs forward. */
export async function moveClock({ clockFile, urls }: Pick<StackFile, 'clockFile' | 'urls'>, ms: number): Promise<void> {
  writeFileSync(clockFile, String(readOffsetMs(clockFile) + ms));
  const response = await fetch(`${urls.zeebeMonitoring}/actuator/clock/add`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetMilli: ms }),
  });
  if (!response.ok) throw new Error(`The engine's clock did not move: ${response.status} ${await response.text()}`);
}
