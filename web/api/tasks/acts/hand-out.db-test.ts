import { expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../../tests/support/desks.ts';
import { useOffice } from '../../../../tests/support/office.ts';
import { registerApplication } from '../../cases/steps/front-office.ts';

/** B3.11: a result asked for at a counter is handed out there. */
const office = useOffice();
const { at, submit, takenTask } = useDesks(office);
const HAND_OUT = { processId: 'application', elementId: 'Task_HandOut', formId: 'hand-out-result', team: 'kac', role: 'kac-specialist' };
const SAID = { outcome: 'handed-out', handedTo: 'representative', representative: 'Pēteris Kalns', identityDocument: 'passport', identityChecked: true };

async function waiting() {
  const { id } = await submit('anna', { ...QUESTION, resultWay: 'counter' });
  await office.step(registerApplication, { caseId: id });
  const { key, version } = await takenTask(id, 'liga', HAND_OUT);
  return { id, key, complete: (data: object, who = 'liga') => at(who).post(`/api/tasks/${key}/complete`, { version, data: { ...SAID, ...data } }) };
}

it.each([
  ['nobody says to whom', { handedTo: undefined }, 'handedTo'],
  ['nobody says by which document', { identityDocument: undefined }, 'identityDocument'],
  ['whose identity was not checked', { identityChecked: false }, 'identityChecked'],
  ['a representative without a name', { representative: '' }, 'representative'],
])('is not handed out: %s', async (_what, data, field) => {
  const { id, complete } = await waiting();
  const { body } = await complete(data).expect(422);
  expect(body.faults.map((it: { path: string }) => it.path)).toContain(field);
  expect(await office.db.caseEvent.count({ where: { caseId: id, name: 'result-handed-out' } })).toBe(0);
});

it('tells the client to whom and by what, never the name or a number; the form keeps the name', async () => {
  const { id, key, complete } = await waiting();
  await complete({}, 'karlis').expect(403);
  await complete({}).expect(200);
  await complete({}).expect(409);

  const { entries } = (await at('anna').get(`/api/cases/${id}/timeline`).expect(200)).body;
  const told = entries.filter((it: { name: string }) => it.name === 'result-handed-out');
  expect(told).toMatchObject([{ data: { to: 'representative', identity: 'passport' }, actor: null }]);
  expect(JSON.stringify(told)).not.toContain('Kalns');
  const form = await office.db.caseForm.findFirstOrThrow({ where: { caseId: id, taskKey: key } });
  expect(form).toMatchObject({ filledBy: 'liga', data: { representative: 'Pēteris Kalns' } });
  const command = await office.db.outbox.findFirstOrThrow({ where: { caseId: id, command: 'complete-task' }, orderBy: { id: 'desc' } });
  expect(JSON.stringify(command.payload)).not.toContain('Kalns');
});
