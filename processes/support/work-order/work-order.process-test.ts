import { expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';

const engine = useEngine();
const ORDER = { kind: 'work-order', team: 'vsaa', fromAgency: 'pmlp' };

it('is done again until the one who ordered it accepts', async () => {
  const run = await engine.start('work-order', ORDER);
  await run.completeTask('Task_Accept', { outcome: 'accept' });
  await run.completeTask('Task_DoWork', { outcome: 'done' });
  await run.reaches('Task_AcceptWork');
  expect(run.variables('Task_AcceptWork')).toMatchObject({ team: 'pmlp' });
  await run.completeTask('Task_AcceptWork', { outcome: 'redo' });
  await run.completeTask('Task_DoWork', { outcome: 'done' });
  await run.completeTask('Task_AcceptWork', { outcome: 'accepted' });
  await run.ends('End_Done');

  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
});

it('ends refused when it cannot be done', async () => {
  const run = await engine.start('work-order', { ...ORDER, fromAgency: null });
  await run.completeTask('Task_Accept', { outcome: 'accept' });
  await run.completeTask('Task_DoWork', { outcome: 'cannot' });
  await run.ends('End_Done');

  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'refused' });
});
