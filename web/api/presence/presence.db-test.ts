import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { makeAccess } from '../cases/access.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makePresence } from './service.ts';

const office = useOffice();
const { at, inProgress } = useDesks(office);
const TAB = randomUUID();

const beat = (who: string, caseId: string, more: object = {}) => at(who).put(`/api/cases/${caseId}/presence`, { tabId: TAB, state: 'here', ...more });
const hereFor = async (who: string, caseId: string) =>
  (await at(who).get(`/api/cases/${caseId}/presence`).expect(200)).body.people.map(
    (it: { id: string; writing: boolean }) => `${it.id}${it.writing ? ' writes' : ''}`,
  );
const later = (seconds: number) => office.moveTo(new Date(office.now().getTime() + seconds * 1000).toISOString());

beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

describe('presence', () => {
  it('shows colleagues to each other, not to themselves, and whether they write', async () => {
    const caseId = await inProgress();
    await beat('vita', caseId).expect(204);
    await beat('liga', caseId, { state: 'writing' }).expect(204);

    expect(await hereFor('vita', caseId)).toEqual(['liga writes']);
    expect(await hereFor('liga', caseId)).toEqual(['vita']);
    await beat('liga', caseId, { state: 'left' }).expect(204);
    expect(await hereFor('vita', caseId)).toEqual([]);
  });

  it('is of those who work on the case only', async () => {
    const caseId = await inProgress();
    await beat('anna', caseId).expect(403);
    await beat('pavels', caseId).expect(404);
    await at('anna').get(`/api/cases/${caseId}/presence`).expect(403);
    await at('aija').get(`/api/cases/${caseId}/presence`).expect(403);
  });

  it('ends after 45 seconds of silence and leaves no trace', async () => {
    const caseId = await inProgress();
    const audited = await office.db.auditEntry.count();
    await beat('vita', caseId).expect(204);
    later(46);
    expect(await hereFor('liga', caseId)).toEqual([]);
    const presence = makePresence(
      { db: office.db, now: office.now, log: makeLogger('silent') },
      makeAccess({ db: office.db, now: office.now, log: makeLogger('silent') }),
    );
    await presence.sweep();

    expect(await office.db.presence.count({ where: { caseId } })).toBe(0);
    expect(await presence.sweep()).toBe(0);
    expect(await office.db.auditEntry.count()).toBe(audited);
    const [table] = await office.database.sql`SELECT relpersistence FROM pg_class WHERE relname = 'presence'`;
    expect(table?.relpersistence).toBe('u');
  });
});

describe('working time', () => {
  const timeOf = async (who: string, caseId: string) => (await at(who).get(`/api/cases/${caseId}/work-time`).expect(200)).body;
  /** Somebody works for so many beats of a quarter of a minute. */
  async function work(who: string, caseId: string, beats: number): Promise<void> {
    for (let n = 0; n < beats; n += 1) {
      later(15);
      await beat(who, caseId, { workedSeconds: 15 }).expect(204);
    }
  }

  it('is counted in one case at a time, shown on the case, and all of it together', async () => {
    const [one, other] = [await inProgress(), await inProgress()];
    await beat('vita', one).expect(204);
    await work('vita', one, 8);
    await beat('vita', other, { workedSeconds: 60 }).expect(204);
    await work('valdis', one, 4);

    expect(await timeOf('vita', one)).toMatchObject({ mineTodaySeconds: 120, allSeconds: 180 });
    expect((await timeOf('vita', other)).allSeconds).toBeLessThanOrEqual(1);
    await at('anna').get(`/api/cases/${one}/work-time`).expect(403);
  });

  it('is corrected with a reason, by the person or the lead; what was measured stays', async () => {
    office.moveTo('2026-11-03T08:00:00Z');
    const caseId = await inProgress();
    await work('vita', caseId, 8);
    const correct = (who: string, body: object) =>
      at(who).post(`/api/cases/${caseId}/work-time-corrections`, { userId: 'vita', on: '2026-11-03', seconds: 600, reason: 'Runāju pa tālruni', ...body });
    await correct('valdis', {}).expect(403);
    await correct('karlis', {}).expect(403);
    await correct('vita', { reason: '' }).expect(400);
    await correct('vita', { on: '2026-11-05' }).expect(422);
    await correct('vita', {}).expect(201);
    await correct('vija', { seconds: 540, reason: 'Zvans bija īsāks' }).expect(201);
    await work('vita', caseId, 4);

    const { days, mineTodaySeconds } = await timeOf('vita', caseId);
    expect(mineTodaySeconds).toBe(600);
    expect(days).toMatchObject([
      { seconds: 600, measuredSeconds: 180, correction: { seconds: 540, by: { id: 'vija' }, reason: 'Zvans bija īsāks' }, mayCorrect: true },
    ]);
    expect(await office.db.workTime.count({ where: { caseId, source: 'measured' } })).toBe(1);
    expect(await office.db.workTime.count({ where: { caseId, source: 'corrected' } })).toBe(2);
  });
});
