import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../../../tests/support/database.ts';
import type { Db } from '../../../platform/database.ts';
import type { User } from '../http/user.ts';
import { makeShown } from './shown.ts';

const database = useDatabase();
const user = (id: string): User => ({ id, name: id, roles: ['specialist'], agencyId: 'vsaa', clientId: null });

describe('rows shown in lists', () => {
  it('are written once a day for each person, when they are new to that person', async () => {
    // given
    let at = new Date('2026-11-21T08:00:00Z');
    const shown = makeShown({ db: database.db, now: () => at });

    // when: read, refreshed, one more row, somebody else, the next day
    await shown(user('vita'), 'task.list', ['0008 0001']);
    await shown(user('vita'), 'task.list', ['0008 0001']);
    await shown(user('vita'), 'task.list', ['0008 0001', '0008 0002']);
    await shown(user('valdis'), 'task.list', ['0008 0001']);
    await shown(user('valdis'), 'task.list', []);
    at = new Date('2026-11-22T08:00:00Z');
    await shown(user('vita'), 'task.list', ['0008 0001']);

    // then
    const entries = await database.db.auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(entries.map(it => [it.actor, it.did, it.purpose, it.data])).toEqual([
      ['vita', 'task.list', 'overview', { shown: ['0008 0001'] }],
      ['vita', 'task.list', 'overview', { shown: ['0008 0002'] }],
      ['valdis', 'task.list', 'overview', { shown: ['0008 0001'] }],
      ['vita', 'task.list', 'overview', { shown: ['0008 0001'] }],
    ]);
  });

  it('are written at the next reading when the first writing fails', async () => {
    // given
    let isAway = true;
    const away: Db = Object.create(database.db, {
      $transaction: { get: () => (isAway ? () => Promise.reject(new Error('away')) : database.db.$transaction.bind(database.db)) },
    }) as Db;
    const shown = makeShown({ db: away, now: () => new Date('2026-11-23T08:00:00Z') });

    // when
    await expect(shown(user('vija'), 'case.list', ['0008 0003'])).rejects.toThrow('away');
    isAway = false;
    await shown(user('vija'), 'case.list', ['0008 0003']);

    // then
    const entries = await database.db.auditEntry.findMany({ where: { actor: 'vija' } });
    expect(entries.map(it => it.data)).toEqual([{ shown: ['0008 0003'] }]);
  });
});
