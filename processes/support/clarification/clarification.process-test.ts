import { expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';

const engine = useEngine();
const inDays = async (days: number) => new Date((await engine.now()).getTime() + days * 86_400_000).toISOString();

/** The question's id is ours to choose: the case's own would do for nobody else. */
const ask = async (remindAt: string, answerByAt: string) => {
  const questionId = `question-${Math.random()}`;
  const run = await engine.start('clarification', { questionId, remindAt, answerByAt });
  await run.reaches('Gateway_AwaitAnswer');
  return { run, questionId };
};

it('goes on when the client answers', async () => {
  const { run, questionId } = await ask(await inDays(5), await inDays(10));

  await engine.publish('client-answered', questionId);

  await run.ends('End_Answered');
  expect(run.jobs('record-answer')).toHaveLength(1);
});

it('reminds, then takes the answer', async () => {
  const { run, questionId } = await ask(await inDays(5), await inDays(10));

  await engine.passTime('P5DT1M');
  await run.reaches('Task_RemindClient');
  await run.reaches('Gateway_AwaitAnswer');
  await engine.publish('client-answered', questionId);

  await run.ends('End_Answered');
});

it('reminds as often as the reminder says', async () => {
  const second = await inDays(8);
  engine.answers['remind-client'] = ({ remindAt }) => ({ remindAt: remindAt === second ? NEVER : second });
  const { run } = await ask(await inDays(5), await inDays(10));

  await engine.passTime('P5DT1M');
  await run.reaches('Task_RemindClient');
  await run.reaches('Gateway_AwaitAnswer');
  await engine.passTime('P3D');
  await run.reaches('Task_RemindClient');
  engine.reset();
});

it('goes on without an answer after the last day', async () => {
  const { run } = await ask(NEVER, await inDays(10));

  await engine.passTime('P10DT1M');

  await run.ends('End_Expired');
  expect(run.jobs('expire-question')).toHaveLength(1);
});

it('waits until the day the client was told of, if the question was late on its way', async () => {
  const told = await inDays(15);
  engine.answers['ask-client'] = () => ({ answerByAt: told, remindAt: NEVER });
  const { run } = await ask(await inDays(5), await inDays(10));

  await engine.passTime('P11D');
  expect(run.jobs('remind-client')).toHaveLength(0);
  expect(run.jobs('expire-question')).toHaveLength(0);
  await engine.passTime('P4DT1M');

  await run.ends('End_Expired');
  engine.reset();
});
