import { expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';

const engine = useEngine();
const REQUEST = { kind: 'inter-agency-request', team: 'vsaa', fromAgency: 'pmlp' };

it('offers go to and fro until both agree', async () => {
  const run = await engine.start('inter-agency-request', REQUEST);
  await run.completeTask('Task_AgreeTerms', { outcome: 'counter' });
  await run.reaches('Task_ConsiderCounter');
  expect(run.variables('Task_ConsiderCounter')).toMatchObject({ team: 'pmlp' });
  await run.completeTask('Task_ConsiderCounter', { outcome: 'counter' });
  await run.completeTask('Task_AgreeTerms', { outcome: 'counter' });
  await run.completeTask('Task_ConsiderCounter', { outcome: 'agree' });
  await run.completeTask('Task_Fulfil', { outcome: 'done' });
  await run.completeTask('Task_Conclude', { outcome: 'redo' });
  await run.completeTask('Task_Fulfil', { outcome: 'done' });
  await run.completeTask('Task_Conclude', { outcome: 'concluded' });
  await run.ends('End_Done');

  expect(run.jobs('accept-case')).toHaveLength(1);
  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
});

it.each([
  ['the agency asked', [['Task_AgreeTerms', 'decline']]],
  [
    'the agency that asks',
    [
      ['Task_AgreeTerms', 'counter'],
      ['Task_ConsiderCounter', 'decline'],
    ],
  ],
  [
    'who cannot after all',
    [
      ['Task_AgreeTerms', 'agree'],
      ['Task_Fulfil', 'cannot'],
    ],
  ],
])('ends refused when declined by %s', async (_who, steps) => {
  const run = await engine.start('inter-agency-request', REQUEST);
  for (const [task, outcome] of steps) await run.completeTask(task!, { outcome });
  await run.ends('End_Done');

  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'refused' });
});
