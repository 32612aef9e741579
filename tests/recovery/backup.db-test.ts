import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testLayout, type Layout } from '../../docker/local/layout.ts';
import { databaseUrl, removeElsewhere } from '../../docker/local/postgres.ts';
import { putBack, refuseBroken } from '../../docker/local/restore.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import { makeDatabase, type Database } from '../../platform/database.ts';
import { makeLogger } from '../../platform/logger.ts';
import { migrate } from '../../platform/migrate.ts';
import { audit } from '../../web/api/audit/audit.ts';
import { readCheckpoints, writeCheckpoint } from '../../web/api/audit/checkpoints.ts';
import { verifyAudit } from '../../web/api/audit/verify.ts';
import { runCommand } from '../support/command.ts';
import { bringPostgresOf } from '../support/own-postgres.ts';
import { readStackFile, stackFilePath } from '../support/stack-file.ts';
import { saveLog } from './saved-log.ts';

/** Two machines of this test's own beside the stack: in its folder, so far from its ports. */
const folder = join(dirname(stackFilePath()), 'two-machines');
const machine = (name: string, portsAway: number): Layout => {
  const data = join(folder, name);
  const port = String(Number(readStackFile().environment['API_PORT']) + portsAway);
  return testLayout({ PIETURA_DATA: data, PIETURA_TEST_DATA: data, PIETURA_TEST_PORT: port });
};
const [here, there] = [machine('here', 40), machine('there', 60)];
const [backups, log] = [join(folder, 'backups'), join(folder, 'log')];
const BLOB = join('blobs', 'ab', 'abcdef');
const [BEFORE, AFTER] = [20, 5];

const forget = () => {
  for (const { data } of [here, there]) removeElsewhere(data);
  rmSync(folder, { recursive: true, force: true });
};
beforeAll(() => {
  forget();
  for (const { data } of [here, there]) mkdirSync(data, { recursive: true });
});
afterAll(forget);

const write = ({ db }: Database) => db.$transaction(tx => audit(tx, { who: 'vita', did: 'case.look', at: new Date() }));

/** PostgreSQL of one machine, as long as `act` takes. */
async function at<T>(layout: Layout, act: (database: Database) => Promise<T>): Promise<T> {
  const server = await bringPostgresOf(layout);
  const database = makeDatabase({ DATABASE_URL: databaseUrl(layout, loadSecrets(layout.data)), DATABASE_POOL: 2 });
  try {
    return await act(database);
  } finally {
    await database.close();
    await server.close();
  }
}

/** Before the backup, while it is taken by its command, after it. Answers how many entries the audit chain has in the end, and which backup. */
const work = () =>
  at(here, async database => {
    await migrate(databaseUrl(here, loadSecrets(here.data)));
    mkdirSync(dirname(join(here.data, BLOB)), { recursive: true });
    writeFileSync(join(here.data, BLOB), 'a document');
    for (let n = 0; n < BEFORE; n++) await write(database);
    await writeCheckpoint({ db: database.db, now: () => new Date(), log: makeLogger('silent'), folder: join(here.data, 'audit-checkpoints') }, null);

    let written = BEFORE;
    let isTaken = false;
    const backup = runCommand('backup', ['--to', backups], { PIETURA_DATA: here.data, PIETURA_PORT: String(here.ports.api) }).finally(() => (isTaken = true));
    while (!isTaken) {
      await write(database);
      written++;
    }
    expect(await backup).toMatchObject({ code: 0, told: '' });

    for (let n = 0; n < AFTER; n++) await write(database);
    await saveLog(here, log);
    return { written: written + AFTER, from: join(backups, readdirSync(backups)[0]!) };
  });

/** The chain of the other machine, held against the checkpoints that came back, and its document. */
const found = () =>
  at(there, async ({ db }) => {
    const { wrong, last } = await verifyAudit(db, readCheckpoints(join(there.data, 'audit-checkpoints')));
    return { wrong, entries: Number(last.seq), document: readFileSync(join(there.data, BLOB), 'utf8') };
  });

/** PostgreSQL and the files alone, in seconds; with cases and their engine: restore.spec.ts. */
it('a backup taken while people work comes back on another machine; with the log nothing is missing', async () => {
  // given
  const { written, from } = await work();
  expect(() => refuseBroken({ folder: backups })).toThrow('no whole backup');
  refuseBroken({ folder: from, wal: log });

  // when, then: with the log all that was acknowledged is there
  await putBack(there, { folder: from, wal: log });
  expect(await found()).toEqual({ wrong: undefined, entries: written, document: 'a document' });

  // when, then: the backup alone is whole, and ends when it was taken; what was there is set aside
  const aside = await putBack(there, { folder: from });
  const { wrong, entries, document } = await found();
  expect({ wrong, document }).toEqual({ wrong: undefined, document: 'a document' });
  expect(entries).toBeGreaterThanOrEqual(BEFORE);
  expect(entries).toBeLessThanOrEqual(written - AFTER);
  expect(readdirSync(aside).sort()).toEqual(['audit-checkpoints', 'blobs', 'postgres']);
}, 240_000);
