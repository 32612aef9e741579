import { describe, expect, it } from '@jest/globals';
import { DECIDE, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { escalateUnattended } from '../absences/unattended.ts';
import { recordEscalation } from '../cases/steps/deadline.ts';
import { informResult } from '../cases/steps/front-office.ts';

const office = useOffice();
const { at, inProgress } = useDesks(office);
const hierarchical = (caseId: string) => office.db.escalation.count({ where: { caseId, type: 'hierarchical' } });

async function withdrawn(): Promise<string> {
  const caseId = await inProgress();
  await at('anna').post(`/api/cases/${caseId}/withdrawal`, { reason: null }).expect(201);
  return caseId;
}

describe('a case that has been withdrawn, and that the engine has not closed yet', () => {
  it('is not escalated by hand', async () => {
    const caseId = await withdrawn();
    await at('vita').post(`/api/cases/${caseId}/escalations`, { reason: 'Nav skaidrs' }).expect(403);
    expect(await hierarchical(caseId)).toBe(0);
  });

  it('is not escalated by its deadline', async () => {
    const caseId = await withdrawn();
    await office.step(recordEscalation, { caseId, reasonKind: 'deadline' as const });
    expect(await hierarchical(caseId)).toBe(0);
  });

  it('is not escalated because nobody is left for a task that was read just before', async () => {
    const caseId = await inProgress();
    const key = await office.task(caseId, DECIDE);
    const day = new Date(office.now().toISOString().slice(0, 10));
    await office.db.task.update({
      where: { key },
      data: { assigneeId: (await office.db.userAccount.findFirstOrThrow({ where: { name: { startsWith: 'Vita' } } })).id },
    });
    const { assigneeId, team } = await office.db.task.findUniqueOrThrow({ where: { key } });
    await office.db.absence.create({ data: { userId: assigneeId!, agencyId: team, fromOn: day, toOn: day, createdBy: assigneeId!, createdAt: office.now() } });
    // between the reading of the tasks and the transaction of one of them
    const db = new Proxy(office.db, {
      get: (target, name) =>
        name === '$transaction'
          ? async (run: never) => {
              await at('anna').post(`/api/cases/${caseId}/withdrawal`, { reason: null }).expect(201);
              return target.$transaction(run);
            }
          : target[name as keyof typeof target],
    });

    await escalateUnattended({ db, now: office.now, outbox: { kick() {} } }, { team, caseId });

    expect(await hierarchical(caseId)).toBe(0);
  });
});

describe('a case whose answer was given while the engine was away', () => {
  it('is not escalated by the deadline that passed meanwhile', async () => {
    const caseId = await inProgress();
    await office.step(informResult, { caseId });

    const { escalationId } = await office.step(recordEscalation, { caseId, reasonKind: 'deadline' as const });

    expect(escalationId).toBe('');
    expect(await hierarchical(caseId)).toBe(0);
  });
});
