import { expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';

const engine = useEngine();

it.each([
  ['accepted', 'yes', 1, 'fulfilled'],
  ['accepted', 'no', 0, 'fulfilled'],
  ['declined', null, 0, 'refused'],
])('%s, change: %s', async (outcome, raiseChange, changes, result) => {
  const run = await engine.start('suggestion', { kind: 'suggestion' });
  await run.completeTask('Task_Accept', { outcome: 'accept' });
  await run.completeTask('Task_AssessSuggestion', { outcome, raiseChange });
  await run.ends('End_Done');

  expect(run.jobs('raise-change-request')).toHaveLength(changes);
  expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: result });
});
