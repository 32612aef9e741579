import { join } from 'node:path';
import { makeBring } from '../../docker/local/bring.ts';
import { claim } from '../../docker/local/claim.ts';
import { testLayout } from '../../docker/local/layout.ts';
import { databaseUrl } from '../../docker/local/postgres.ts';
import { makeProgress } from '../../docker/local/progress.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import { makeSupervisor } from '../../docker/local/supervisor.ts';

/** Ports of this database lie this far from those of `npm start`. */
const PORTS_AWAY = 400;

type Options = { /** Below the data folder. */ folder?: string; /** Commits wait for the disk, as in production. */ durable?: boolean };

/** A PostgreSQL of the command's own, by default the desk's. Its data stay for the next time: a million cases take minutes to make. */
export async function bringPostgres({ folder = 'desk', durable = true }: Options = {}): Promise<{ url: string; close(): Promise<void> }> {
  const { PIETURA_PORT = '8800', PIETURA_DATA = '.pietura' } = process.env;
  const port = String(Number(PIETURA_PORT) + PORTS_AWAY);
  const layout = { ...testLayout({ PIETURA_DATA, PIETURA_TEST_DATA: join(PIETURA_DATA, folder), PIETURA_TEST_PORT: port }), durable };
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
