import { expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';

const engine = useEngine();
const APPLICATION = { serviceCode: 'PŠV.01', holder: 'valmiera', team: 'valmiera' };

it('is done by people of the municipality alone', async () => {
  const run = await engine.start('kindergarten-queue', APPLICATION);
  await run.completeTask('Task_CheckApplication', { outcome: 'enter' });
  await run.completeTask('Task_EnterQueue', { outcome: 'answered' });
  await run.ends('End_Entered');

  expect(run.variables()).toMatchObject({ outcome: 'fulfilled' });
  expect(run.incidents()).toEqual([]);
});

it('asks the parent, then refuses', async () => {
  const run = await engine.start('kindergarten-queue', APPLICATION);
  const soon = new Date((await engine.now()).getTime() + 86_400_000).toISOString();
  await run.completeTask('Task_CheckApplication', { outcome: 'clarify', questionId: run.caseId, remindAt: soon, answerByAt: soon });
  await run.reaches('Gateway_AwaitAnswer');
  await engine.publish('client-answered', run.caseId);
  await run.completeTask('Task_CheckApplication', { outcome: 'refuse' });
  await run.ends('End_Refused');

  expect(run.variables()).toMatchObject({ outcome: 'refused' });
});
