import { expect, it } from '@jest/globals';
import { DECIDE, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, inProgress } = useDesks(office);
const tasksFor = async (who: string, caseId: string) => (await at(who).get(`/api/cases/${caseId}/open-tasks`).expect(200)).body.tasks;

it('shows the way to the task to whoever may work on it or watches, and to everybody else who has it', async () => {
  const caseId = await inProgress();
  const key = await office.task(caseId, DECIDE);

  expect(await tasksFor('vita', caseId)).toEqual([
    { key, title: expect.anything(), team: expect.objectContaining({ id: 'vsaa' }), assignee: null, access: 'work' },
  ]);
  await at('vita').post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200);
  expect(await tasksFor('vita', caseId)).toMatchObject([{ assignee: { id: 'vita', name: 'Vita Zariņa' }, access: 'work' }]);
  expect(await tasksFor('valdis', caseId)).toMatchObject([{ assignee: { id: 'vita' }, access: 'work' }]);
  expect(await tasksFor('liga', caseId)).toMatchObject([{ assignee: { id: 'vita' }, access: 'look' }]);
  expect(await tasksFor('aija', caseId)).toMatchObject([{ assignee: { name: 'Vita Zariņa' }, access: 'none' }]);
  for (const { access } of await tasksFor('liga', caseId)) if (access !== 'none') await at('liga').get(`/api/tasks/${key}`).expect(200);
});

it('is not for clients and other agencies, and shows only what is open', async () => {
  const caseId = await inProgress();
  const key = await office.task(caseId, DECIDE);
  await at('anna').get(`/api/cases/${caseId}/open-tasks`).expect(403);
  await at('pavels').get(`/api/cases/${caseId}/open-tasks`).expect(404);
  await office.db.task.update({ where: { key }, data: { state: 'completed' } });
  expect(await tasksFor('vita', caseId)).toEqual([]);
});
