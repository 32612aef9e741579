import { expect, it } from '@jest/globals';
import { useEngine } from '../../../engine.ts';

const engine = useEngine({ roots: [new URL('../..', import.meta.url).pathname] });

it('permits', async () => {
  const run = await engine.start('made-up-permit', {}, { form: { address: 'Rīga, Brīvības iela 1' } });
  await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
  await run.ends('End_Permitted');

  expect(run.kept.facts).toMatchObject({ addressKnown: { value: true } });
});

it('refuses when the register does not know the address', async () => {
  const run = await engine.start('made-up-permit', {}, { form: { address: 'Nekurzeme' } });

  await run.ends('End_Refused');
  expect(run.visited()).not.toContain('Task_DecidePermit');
});
