import { expect, it } from '@jest/globals';
import { useEngine } from '../../../engine.ts';

const engine = useEngine({ roots: [new URL('../..', import.meta.url).pathname] });

it('permits', async () => {
  const run = await engine.start('made-up-permit', {}, { form: { address: 'Rīga, Brīvības iela 1' } });
  await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
  await run.ends('End_Permitted');

  expect(run.kept.facts).toMatchObject({ addressKnown: { value: true } });
});

it('asks the client before deciding, and decides after the answer', async () => {
  const run = await engine.start('made-up-permit', {}, { form: { address: 'Rīga, Brīvības iela 1' } });
  const never = '2099-01-01T00:00:00Z';
  await run.completeTask('Task_DecidePermit', { outcome: 'clarify', questionId: run.caseId, answerByAt: never, remindAt: never });
  await run.reaches('Gateway_AwaitAnswer');
  await engine.publish('client-answered', run.caseId);

  await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
  await run.ends('End_Permitted');
});

it('brings a decision that asks for four eyes to another person, and back when it is returned', async () => {
  const run = await engine.start('made-up-permit', {}, { form: { address: 'Rīga, Brīvības iela 1' } });
  await run.completeTask('Task_DecidePermit', { outcome: 'grant', confirmDecision: true });
  await run.completeTask('Task_ConfirmDecision', { outcome: 'return' });
  await run.completeTask('Task_DecidePermit', { outcome: 'refuse', confirmDecision: true });
  await run.completeTask('Task_ConfirmDecision', { outcome: 'confirm' });

  await run.ends('End_Refused');
});

it('refuses when the register does not know the address', async () => {
  const run = await engine.start('made-up-permit', {}, { form: { address: 'Nekurzeme' } });

  await run.ends('End_Refused');
  expect(run.visited()).not.toContain('Task_DecidePermit');
});
