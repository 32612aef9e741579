import { expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';

const engine = useEngine({ roots: [new URL('../../../tests/support/processes', import.meta.url).pathname] });
const REQUEST = { kind: 'service-request', serviceCode: 'M.01', takeOver: 'person', deliveryProcessId: null };
const CLARIFY = { outcome: 'clarify', remindAt: NEVER, answerByAt: NEVER };

it('is accepted, delivered by the process of the service, and told to KAC', async () => {
  const run = await engine.start('request', { ...REQUEST, deliveryProcessId: 'made-up-permit' });

  await run.completeTask('Task_TakeOver', { outcome: 'accept' });
  await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
  await run.ends('End_Done');

  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
  expect(run.visited().indexOf('Task_AcceptCase')).toBeLessThan(run.visited().indexOf('Call_Delivery'));
});

it('starts at once where nobody need accept it', async () => {
  const run = await engine.start('request', { ...REQUEST, deliveryProcessId: 'made-up-permit', takeOver: 'automatic' });
  await run.reaches('Task_DecidePermit');

  expect(run.visited()).not.toContain('Task_TakeOver');
  expect(run.jobs('accept-case')).toHaveLength(1);
});

it('goes back to KAC when it is not this team’s', async () => {
  const run = await engine.start('request', REQUEST);
  await run.completeTask('Task_TakeOver', { outcome: 'return' });
  await run.ends('End_Returned');

  expect(run.jobs('return-case')).toHaveLength(1);
});

it('is answered by a person where the service has no process', async () => {
  const run = await engine.start('request', { ...REQUEST, kind: 'information-request' });
  await run.completeTask('Task_TakeOver', { outcome: 'accept' });
  await run.completeTask('Task_Answer', { outcome: 'answered' });
  await run.ends('End_Done');

  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
});

it.each([
  ['before it is accepted', ['Task_TakeOver'], 'Task_TakeOver'],
  ['before it is answered', ['Task_TakeOver', 'Task_Answer'], 'Task_Answer'],
])('clarifies with the client %s', async (_name, tasks, asking) => {
  const run = await engine.start('request', REQUEST);
  for (const task of tasks) await run.completeTask(task, task === asking ? { ...CLARIFY, questionId: run.caseId } : { outcome: 'accept' });
  await run.reaches('Gateway_AwaitAnswer');
  await engine.publish('client-answered', run.caseId);

  await run.completeTask(asking, { outcome: asking === 'Task_Answer' ? 'answered' : 'return' });
  await run.ends(asking === 'Task_Answer' ? 'End_Done' : 'End_Returned');
});
