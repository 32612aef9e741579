import { describe, expect, it } from '@jest/globals';
import { useDesks, QUESTION } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import reopen from '../../../workers/shared/reopen-case.ts';
import { beginFirstLine, informResult, recordClassification, registerApplication } from '../cases/steps/front-office.ts';

const office = useOffice();
const { submit } = useDesks(office);

/** What the keeper in the engine is told about the next alarm, in order. */
async function alarmsTold(caseId: string): Promise<unknown[]> {
  const rows = await office.db.outbox.findMany({ where: { caseId }, orderBy: { id: 'asc' } });
  const payloads = rows.map(it => it.payload as { name?: string; variables?: { nextAlarmAt?: string } });
  return payloads.filter(it => it.name === 'deadline-changed').map(it => it.variables?.nextAlarmAt);
}

describe('the keeper, which has set its timer already', () => {
  it('hears of the new clock when a disputed case is opened again', async () => {
    const { id } = await submit('anna', QUESTION);
    await office.step(registerApplication, { caseId: id });
    await office.step(recordClassification, { caseId: id, kind: 'information-request', impact: 'one', urgency: 'medium', by: 'table' });
    await office.step(beginFirstLine, { caseId: id });
    await office.step(informResult, { caseId: id });
    const before = await alarmsTold(id);

    const { nextAlarmAt } = await office.step(
      (input: { caseId: string }, deps) => reopen.run(input, { ...deps, job: { key: '1', elementId: 'Task_Reopen' } }),
      { caseId: id },
    );

    expect(await alarmsTold(id)).toEqual([...before, nextAlarmAt]);
  });

  it('hears of a shorter term that the classification brings', async () => {
    const { id } = await submit('anna', QUESTION);
    const { nextAlarmAt: first } = await office.step(registerApplication, { caseId: id });

    const { nextAlarmAt } = await office.step(recordClassification, { caseId: id, kind: 'information-request', impact: 'wide', urgency: 'high', by: 'person' });

    expect(nextAlarmAt).not.toBe(first);
    expect(await alarmsTold(id)).toEqual([nextAlarmAt]);
  });
});
