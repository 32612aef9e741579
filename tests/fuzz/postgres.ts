import { join } from 'node:path';
import { makeBring } from '../../docker/local/bring.ts';
import { claim } from '../../docker/local/claim.ts';
import { testLayout } from '../../docker/local/layout.ts';
import { databaseUrl } from '../../docker/local/postgres.ts';
import { makeProgress } from '../../docker/local/progress.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import { makeSupervisor } from '../../docker/local/supervisor.ts';

/** Ports of this database lie this far from those of `npm start`. */
const PORTS_AWAY = 500;

/** A PostgreSQL for nothing but this run: what is fuzzed must not be what anybody works with. */
export async function bringPostgres(): Promise<{ url: string; close(): Promise<void> }> {
  const { PIETURA_PORT = '8800', PIETURA_DATA = '.pietura' } = process.env;
  const layout = testLayout({ PIETURA_DATA, PIETURA_TEST_DATA: join(PIETURA_DATA, 'fuzz'), PIETURA_TEST_PORT: String(Number(PIETURA_PORT) + PORTS_AWAY) });
  const release = await claim(layout);
  const progress = makeProgress(process.stderr);
  const supervisor = makeSupervisor(layout, progress.say);
  const secrets = loadSecrets(layout.data);
  await makeBring({ layout, secrets, supervisor, progress, javaHome: '', signal: new AbortController().signal }).postgres();
  return {
    url: databaseUrl(layout, secrets),
    async close() {
      await supervisor.close();
      release();
    },
  };
}
