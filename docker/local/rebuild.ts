import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Rebuilt } from '../../web/api/recovery/rebuild.ts';
import type { Layout } from './layout.ts';
import { node, run } from './run.ts';

/**
 * Puts the open cases into an engine that knows nothing (web/api/recovery); API and workers must not run. Cases that stand aside are in the
 * report, and no failure of the whole.
 * @throws Failure when the program ends without a report
 */
export async function rebuild({ data, logs }: Layout, environment: Record<string, string>, signal?: AbortSignal): Promise<Rebuilt> {
  const file = join(data, 'rebuild.json');
  rmSync(file, { force: true });
  const program = node('web/api/recovery/main.ts', environment, [file]);
  const failed = await run(program, join(logs, 'rebuild.log'), 'Rebuilding the engine', signal).catch((error: unknown) => error);
  if (!existsSync(file)) throw failed;
  return JSON.parse(readFileSync(file, 'utf8')) as Rebuilt;
}
