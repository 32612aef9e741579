import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../platform/id.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { audit } from './audit.ts';
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
      audit(tx, { who: `user-${n}`, did: 'case.look', at: new Date(), caseId: newId(), purpose: 'handling', data: { z: n, a: { y: 1, b: 'ā' }, list: [3, 2] } }),
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
    expect((await verifyAudit(database.db, last)).wrong).toContain('its tail has been cut off');
  });

  it('a tail that was written anew, by the checkpoint of before', async () => {
    const { last } = await verifyAudit(database.db);
    await tamper('DELETE FROM audit_entry WHERE seq > 15');
    for (let n = 0; n < 10; n += 1) await database.db.$transaction(tx => audit(tx, { who: 'intruder', did: 'nothing', at: new Date() }));

    expect((await verifyAudit(database.db)).wrong).toBeUndefined();
    expect((await verifyAudit(database.db, last)).wrong).toContain('rewritten');
  });

  it('everything gone', async () => {
    const { last } = await verifyAudit(database.db);
    await tamper('TRUNCATE audit_entry');

    expect((await verifyAudit(database.db, last)).wrong).toContain('cut off');
  });
});
