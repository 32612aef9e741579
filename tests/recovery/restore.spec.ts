import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { demoLayout } from '../../docker/local/layout.ts';
import { removeElsewhere } from '../../docker/local/postgres.ts';
import type { Rebuilt } from '../../web/api/recovery/rebuild.ts';
import { runCommand } from '../support/command.ts';
import { bringPostgresOf } from '../support/own-postgres.ts';
import { readStackFile } from '../support/stack-file.ts';
import { makeDesk, standOf } from './cases.ts';
import { engineIsQuiet, layoutOf } from './proof.ts';
import { saveLog } from './saved-log.ts';

/** Ports of the new machine lie so far from those of the stack. */
const PORTS_AWAY = 40;
/** Of the sandbox's made-up dead, those that others leave alone. */
const FIRST_DECEASED = 985_000;

const stack = readStackFile();
const { data, ports } = layoutOf(stack);
const here = { PIETURA_DATA: data, PIETURA_PORT: String(ports.api) };
const there = { PIETURA_DATA: join(data, 'restored'), PIETURA_PORT: String(ports.api + PORTS_AWAY) };
const [backups, log] = [join(data, 'backups'), join(data, 'saved-wal')];
const over = new AbortController();
let sql: postgres.Sql;

const forget = () => {
  for (const folder of [there.PIETURA_DATA, backups, log]) rmSync(folder, { recursive: true, force: true });
  removeElsewhere(there.PIETURA_DATA);
};

beforeAll(() => {
  forget();
  mkdirSync(there.PIETURA_DATA, { recursive: true });
  symlinkSync(stack.software, join(there.PIETURA_DATA, 'software')); // fetched once
  sql = postgres(stack.environment['DATABASE_URL'] ?? '', { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  over.abort();
  await sql.end();
  forget();
});

/** The drafts of open tasks of these cases. */
const draftsOf = (at: postgres.Sql, caseIds: string[]) =>
  at`SELECT t.case_id AS "caseId", d.data FROM task t JOIN draft d ON d.subject = 'task:' || t.key WHERE t.case_id = ANY(${caseIds}::uuid[]) ORDER BY 1`;

/**
 * The short form of `npm run recovery`, and of `npm run backup` and `npm run restore`: a machine is lost, and a new one gets the last backup
 * and the log. The stack that is up is only read, and goes on; the new one is restored in a folder and on ports of its own, with an
 * engine of its own. A disaster in the stack itself would stop every part of it for two minutes; that, the other disasters, and each case
 * brought to its end, are the long form's.
 */
it('a backup and the log since give a new machine every case where it stood, and the audit chain whole', async () => {
  // given: cases at three steps, a backup while everybody works, one case more
  const desk = makeDesk({ web: stack.urls.web, sql, firstDeceased: FIRST_DECEASED + (Date.now() % 10_000), over: over.signal });
  const stories = await Promise.all((['handed-over', 'taken', 'asked'] as const).map(desk.bring));
  const backup = await runCommand('backup', ['--to', backups], here);
  expect({ code: backup.code, told: backup.told }).toEqual({ code: 0, told: '' });
  const folder = backup.out.split('\n')[0]!;
  stories.push(await desk.bring('deciding'));
  await engineIsQuiet(sql);
  const ids = stories.map(it => it.caseId);
  const [before, drafts] = [await standOf(sql, ids), await draftsOf(sql, ids)];
  expect(drafts).toMatchObject([{ data: desk.DRAFT }]);
  await saveLog(layoutOf(stack), log);

  // when
  const restored = await runCommand('restore', ['--from', folder, '--wal', log, '--yes'], there);

  // then: the engine has each case at its step. Cases that other tests have broken may stand aside, and the command says so
  const { faults, moved } = JSON.parse(readFileSync(join(there.PIETURA_DATA, 'rebuild.json'), 'utf8')) as Rebuilt;
  expect(faults.filter(it => ids.includes(it.caseId))).toEqual([]);
  expect(moved).toBeGreaterThanOrEqual(ids.length);
  expect(restored).toMatchObject({ code: faults.length > 0 ? 1 : 0, out: expect.stringContaining(`${moved} open cases`) });

  const database = await bringPostgresOf(demoLayout(there));
  const at = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    expect(await standOf(at, ids)).toEqual(before);
    expect([...(await draftsOf(at, ids))]).toEqual([...drafts]);

    // and the chain is whole against the checkpoints of the backup, until somebody changes a row
    expect(await runCommand('audit-verify', [], there)).toMatchObject({ code: 0, out: expect.stringContaining('The audit chain is whole') });
    await at.unsafe(`ALTER TABLE audit_entry DISABLE TRIGGER USER; UPDATE audit_entry SET actor = 'somebody else' WHERE seq = 7`);
    expect(await runCommand('audit-verify', [], there)).toMatchObject({ code: 1, out: expect.stringContaining('entry 7 has been changed') });
  } finally {
    await at.end();
    await database.close();
  }
}, 600_000);
