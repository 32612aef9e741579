import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { newId } from '../../../platform/id.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { tamper as tamperWith, tampering } from '../../../tests/audit/tamper.ts';
import { runProgram } from '../../../tests/support/command.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { audit } from './audit.ts';
import type { StoredEntry } from './check.ts';
import { readCheckpoints, startCheckpoints, writeCheckpoint } from './checkpoints.ts';
import { verifyAudit } from './verify.ts';

const database = useDatabase();
const ENTRIES = 20;

/** As an intruder with the rights of the table's owner would do it. */
async function tamper(statement: string) {
  await database.sql.unsafe('ALTER TABLE audit_entry DISABLE TRIGGER USER');
  await database.sql.unsafe(statement);
  await database.sql.unsafe('ALTER TABLE audit_entry ENABLE TRIGGER USER');
}

beforeEach(async () => {
  await tamper('TRUNCATE audit_entry');
  for (let n = 1; n <= ENTRIES; n += 1) {
    await database.db.$transaction(tx =>
      audit(tx, {
        who: `user-${n}`,
        did: 'case.look',
        at: new Date(),
        caseId: newId(),
        purpose: 'handling',
        data: { z: n, a: { y: 1, b: 'ā' }, list: [3, 2] },
      }),
    );
  }
});

describe('the audit chain', () => {
  it('is whole, and says where it ends', async () => {
    const { wrong, last } = await verifyAudit(database.db);

    expect(wrong).toBeUndefined();
    expect(last.seq).toBe(BigInt(ENTRIES));
  });

  it('has no gap and no fork when many write at once', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => database.db.$transaction(tx => audit(tx, { who: `writer-${n}`, did: 'test', at: new Date() }))));

    const { wrong, last } = await verifyAudit(database.db);
    expect(wrong).toBeUndefined();
    expect(last.seq).toBe(BigInt(ENTRIES + 50));
  });

  it('loses the entry together with an act that is rolled back', async () => {
    const act = database.db.$transaction(async tx => {
      await audit(tx, { who: 'anna', did: 'rolled-back', at: new Date() });
      throw new Error('no');
    });

    await expect(act).rejects.toThrow('no');
    expect((await verifyAudit(database.db)).last.seq).toBe(BigInt(ENTRIES));
  });

  it.each([['UPDATE audit_entry SET purpose = NULL'], ['DELETE FROM audit_entry'], ['TRUNCATE audit_entry']])('PostgreSQL refuses %s', async statement => {
    await expect(database.sql.unsafe(statement)).rejects.toThrow('never changed or removed');
  });
});

describe('tampering is found, and where', () => {
  const columns = {
    actor: `'somebody else'`,
    did: `'case.read'`,
    at: `at + interval '1 ms'`,
    case_id: 'NULL',
    client_id: 'gen_random_uuid()',
    purpose: `'none'`,
    data: `'{"z": 7}'::jsonb`,
  };

  it.each(Object.entries(columns))('a changed %s', async (column, value) => {
    await tamper(`UPDATE audit_entry SET ${column} = ${value} WHERE seq = 7`);

    expect((await verifyAudit(database.db)).wrong).toBe('entry 7 has been changed');
  });

  it('a deleted entry', async () => {
    await tamper('DELETE FROM audit_entry WHERE seq = 11');

    expect((await verifyAudit(database.db)).wrong).toContain('entry 11 is missing');
  });

  it('a deleted beginning', async () => {
    await tamper('DELETE FROM audit_entry WHERE seq <= 3');

    expect((await verifyAudit(database.db)).wrong).toContain('entry 1 is missing');
  });

  it('two entries that changed places', async () => {
    await tamper('UPDATE audit_entry SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6); UPDATE audit_entry SET seq = -seq WHERE seq < 0');

    expect((await verifyAudit(database.db)).wrong).toContain('entry 5');
  });

  it('a deleted entry whose number another took over', async () => {
    await tamper('DELETE FROM audit_entry WHERE seq = 8; UPDATE audit_entry SET seq = seq - 1 WHERE seq = 9');

    expect((await verifyAudit(database.db)).wrong).toContain('entry 8');
  });

  it('a tail that was cut off, by the checkpoint of before', async () => {
    const { last } = await verifyAudit(database.db);
    await tamper('DELETE FROM audit_entry WHERE seq > 15');

    expect((await verifyAudit(database.db)).wrong).toBeUndefined();
    expect((await verifyAudit(database.db, [last])).wrong).toContain('its tail has been cut off');
  });

  it('a tail that was written anew, by the checkpoint of before', async () => {
    const { last } = await verifyAudit(database.db);
    await tamper('DELETE FROM audit_entry WHERE seq > 15');
    for (let n = 0; n < 10; n += 1) await database.db.$transaction(tx => audit(tx, { who: 'intruder', did: 'nothing', at: new Date() }));

    expect((await verifyAudit(database.db)).wrong).toBeUndefined();
    expect((await verifyAudit(database.db, [last])).wrong).toContain('rewritten');
  });

  it('whatever is done to it, some dozens of ways, with the checkpoints that were written outside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pietura-checkpoints-'));
    const deps = { db: database.db, now: () => new Date('2026-11-22T04:00:00Z'), log: makeLogger('silent'), folder };
    await writeCheckpoint(deps, null);
    const chain = (await database.db.auditEntry.findMany({ orderBy: { seq: 'asc' } })) as StoredEntry[];
    let tampered = 0;
    for (const how of fc.sample(tampering, { numRuns: 60, seed: 9 })) {
      await tamper('TRUNCATE audit_entry');
      const rows = tamperWith(chain, how);
      const seen = new Map(rows.map(it => [it.seq, it])); // the key of the table lets no number in twice, and rows have no order
      const left = [...seen.values()].sort((a, b) => Number(a.seq - b.seq));
      if (isDeepStrictEqual(left, chain)) continue;
      tampered += 1;
      await database.db.auditEntry.createMany({ data: left as never });

      expect({ how, wrong: (await verifyAudit(database.db, readCheckpoints(folder))).wrong }).toEqual({ how, wrong: expect.any(String) });
    }
    expect(tampered).toBeGreaterThan(48);
  });

  it('everything gone', async () => {
    const { last } = await verifyAudit(database.db);
    await tamper('TRUNCATE audit_entry');

    expect((await verifyAudit(database.db, [last])).wrong).toContain('cut off');
  });
});

describe('checkpoints outside the database', () => {
  it('are added to a file a day when the chain has moved, and when the program stops', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pietura-checkpoints-'));
    let at = new Date('2026-11-22T04:00:00Z');
    const deps = { db: database.db, now: () => at, log: makeLogger('silent'), folder };
    const first = await writeCheckpoint(deps, null);
    expect(await writeCheckpoint(deps, first)).toBeNull();
    const program = startCheckpoints(deps);
    at = new Date('2026-11-23T04:00:00Z');
    await database.db.$transaction(tx => audit(tx, { who: 'vita', did: 'case.look', at }));
    await program.stop();

    expect(readdirSync(folder)).toContain('2026-11-22.txt');
    expect(readCheckpoints(folder).at(-1)?.seq).toBe(BigInt(ENTRIES + 1));
    expect((await verifyAudit(database.db, readCheckpoints(folder))).wrong).toBeUndefined();
  });

  it('that somebody has written into are no checkpoints', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pietura-checkpoints-'));
    await writeCheckpoint({ db: database.db, now: () => new Date('2026-11-22T04:00:00Z'), log: makeLogger('silent'), folder }, null);
    appendFileSync(join(folder, '2026-11-22.txt'), 'nothing to see\n');

    expect(readFileSync(join(folder, '2026-11-22.txt'), 'utf8')).toContain('nothing');
    expect(() => readCheckpoints(folder)).toThrow('2026-11-22.txt, line 2 is no checkpoint');
  });
});

describe('the program of `npm run audit:verify`', () => {
  let folder: string;
  const verify = (...args: string[]) => runProgram('web/api/audit/verify.ts', args, { DATABASE_URL: database.url, AUDIT_CHECKPOINTS: folder });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pietura-checkpoints-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with 0 while the chain is whole, and with 1 after a row was changed', async () => {
    await writeCheckpoint({ db: database.db, now: () => new Date('2026-11-22T04:00:00Z'), log: makeLogger('silent'), folder }, null);
    expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining(`whole: ${ENTRIES} entries, held against 1 checkpoints from outside`) });

    await tamper(`UPDATE audit_entry SET actor = 'somebody else' WHERE seq = 7`);

    expect(await verify()).toMatchObject({ code: 1, out: 'The audit chain is broken: entry 7 has been changed.\n' });
  });

  it('remembers the end in a file of one’s own, and misses what is cut off since', async () => {
    const file = join(folder, 'end');
    const own = ['--checkpoint-file', file, '--checkpoints', ''];
    expect(await verify(...own)).toMatchObject({ code: 0, out: expect.stringContaining('without any checkpoint') });
    const noted = readFileSync(file, 'utf8');

    await tamper('DELETE FROM audit_entry WHERE seq > 15');

    expect(await verify(...own)).toMatchObject({ code: 1, out: expect.stringContaining('its tail has been cut off') });
    expect(readFileSync(file, 'utf8')).toBe(noted);
  });
});
