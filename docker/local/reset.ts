import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { agrees } from './agrees.ts';
import { claim } from './claim.ts';
import { demoLayout } from './layout.ts';
import { removeElsewhere } from './postgres.ts';

/** What stays: fetching it again would only take time. */
const KEPT = new Set(['software']);

/** `npm run reset`: throws the local data away after a question (`-- --yes` answers it). */
export async function reset(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const layout = demoLayout(env);
  if (!existsSync(layout.data)) {
    console.log(`There is nothing in ${layout.data}.`);
    return 0;
  }
  const release = await claim(layout);
  try {
    if (!args.includes('--yes') && !(await agrees(`Throw away all cases, people and documents in ${layout.data}?`))) return 1;
    for (const name of readdirSync(layout.data).filter(each => !KEPT.has(each))) rmSync(join(layout.data, name), { recursive: true, force: true });
    removeElsewhere(layout.data);
    console.log('The local data is gone; the downloaded programs are kept. npm start begins anew.');
    return 0;
  } finally {
    release();
  }
}
