import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../../../tests/support/database.ts';
import { audit } from '../audit/audit.ts';
import { forgetOldKeys, makeOnce, type Keyed } from './once.ts';

const database = useDatabase();
const TWINS = 200;
const keyed = (key: string, more: Partial<Keyed> = {}): Keyed => ({
  key,
  userId: 'anna',
  route: 'post /api/things',
  input: { a: 1, b: 2 },
  status: 201,
  ...more,
});

describe('once', () => {
  it(`acts once for ${TWINS} twins and gives all of them the same answer`, async () => {
    let runs = 0;
    const answers = await Promise.all(
      Array.from({ length: TWINS }, () =>
        makeOnce(
          database.db,
          keyed('twins-0001'),
        )(async tx => {
          runs += 1;
          await audit(tx, { who: 'anna', did: 'twin', at: new Date() });
          return { number: runs };
        }),
      ),
    );

    expect(runs).toBe(1);
    expect(new Set(answers.map(it => it.number))).toEqual(new Set([1]));
    expect(await database.db.auditEntry.count({ where: { did: 'twin' } })).toBe(1);
  });

  it('replays whatever the order of the keys in the body', async () => {
    const first = await makeOnce(database.db, keyed('order-0001'))(async () => ({ id: 'first' }));
    const again = await makeOnce(database.db, keyed('order-0001', { input: { b: 2, a: 1 } }))(async () => ({ id: 'second' }));

    expect(again).toEqual(first);
  });

  it.each([
    ['another body', { input: { a: 2, b: 2 } }],
    ['another route', { route: 'post /api/others' }],
  ])('refuses the key for %s', async (_what, other) => {
    const key = `reused-${JSON.stringify(other).length}`;
    await makeOnce(database.db, keyed(key))(async () => 'done');

    await expect(makeOnce(database.db, keyed(key, other))(async () => 'done')).rejects.toMatchObject({ slug: 'key-reused' });
  });

  it('takes the same key of two people for two keys', async () => {
    const one = await makeOnce(database.db, keyed('shared-001'))(async () => 'anna');
    const other = await makeOnce(database.db, keyed('shared-001', { userId: 'janis' }))(async () => 'janis');

    expect([one, other]).toEqual(['anna', 'janis']);
  });

  it('keeps nothing of a run that failed, so that it can be tried again', async () => {
    const failing = makeOnce(
      database.db,
      keyed('failed-001'),
    )(async tx => {
      await audit(tx, { who: 'anna', did: 'failed', at: new Date() });
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await database.db.auditEntry.count({ where: { did: 'failed' } })).toBe(0);
    expect(await makeOnce(database.db, keyed('failed-001'))(async () => 'second time')).toBe('second time');
  });

  it('forgets keys after two days, not sooner', async () => {
    const agedTo = (hours: number) =>
      database.db.$executeRaw`UPDATE idempotency_key SET created_at = now() - make_interval(hours => ${hours}::integer) WHERE key = 'old-key-01'`;
    await makeOnce(database.db, keyed('old-key-01'))(async () => 'done');

    await agedTo(47);
    expect(await forgetOldKeys(database.db)).toBe(0);
    await agedTo(49);
    expect(await forgetOldKeys(database.db)).toBe(1);
  });
});
