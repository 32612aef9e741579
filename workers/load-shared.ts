import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SharedHandler } from './shared-handler.ts';

/** The handlers of workers/shared by job type: one file each, named as its type. */
export async function loadShared(folder = join(import.meta.dirname, 'shared')): Promise<Map<string, SharedHandler>> {
  const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('test.ts'));
  const load = async (name: string) => [basename(name, '.ts'), ((await import(pathToFileURL(join(folder, name)).href)) as { default: SharedHandler }).default] as const;
  return new Map(await Promise.all(files.map(load)));
}
