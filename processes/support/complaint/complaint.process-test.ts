import { afterEach, expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';

const engine = useEngine();
afterEach(() => engine.reset());
const COMPLAINT = { kind: 'complaint', team: 'vsaa', aboutHandling: false };

it('about handling goes to management, straight away', async () => {
  const run = await engine.start('complaint', { ...COMPLAINT, aboutHandling: true });
  await run.completeTask('Task_DecideHandling', { outcome: 'clarify', questionId: run.caseId, remindAt: NEVER, answerByAt: NEVER });
  await run.reaches('Gateway_AwaitAnswer');
  await engine.publish('client-answered', run.caseId);
  await run.completeTask('Task_DecideHandling', { outcome: 'unfounded' });
  await run.ends('End_Done');

  expect(run.visited()).not.toContain('Call_Acceptance');
  expect(run.jobs('accept-case')).toHaveLength(1);
  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'refused' });
});

it('goes where nobody is complained of', async () => {
  engine.answers['route-complaint'] = () => ({ team: 'kac' });
  const run = await engine.start('complaint', COMPLAINT);
  await run.reaches('Task_Accept');

  expect(run.variables()).toMatchObject({ team: 'kac' });
});
