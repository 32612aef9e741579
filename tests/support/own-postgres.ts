import { join } from 'node:path';
import { makeBring } from '../../docker/local/bring.ts';
import { claim } from '../../docker/local/claim.ts';
import { testLayout, type Layout } from '../../docker/local/layout.ts';
import { databaseUrl } from '../../docker/local/postgres.ts';
import { makeProgress } from '../../docker/local/progress.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import { makeSupervisor } from '../../docker/local/supervisor.ts';

type OwnPostgres = { url: string; close(): Promise<void> };

/**
 * A PostgreSQL of a command's own: in the folder `name` below PIETURA_DATA, `portsAway` from the ports of `npm start`. Its data stay for the
 * next time: a million cases take minutes to make. `durable`: commits wait for the disk, as in production.
 */
export async function bringOwnPostgres(name: string, portsAway: number, { durable }: { durable: boolean }): Promise<OwnPostgres> {
  const { PIETURA_PORT = '8800', PIETURA_DATA = '.pietura' } = process.env;
  const port = String(Number(PIETURA_PORT) + portsAway);
  return bringPostgresOf({ ...testLayout({ PIETURA_DATA, PIETURA_TEST_DATA: join(PIETURA_DATA, name), PIETURA_TEST_PORT: port }), durable });
}

/** The PostgreSQL of an installation of which nothing runs, and nothing else of it. */
export async function bringPostgresOf(layout: Layout): Promise<OwnPostgres> {
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
