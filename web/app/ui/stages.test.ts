import { expect, it } from '@jest/globals';
import { stagesOf, type Milestone } from './stages.ts';

const milestone = (stage: Milestone['stage'], state: Milestone['state']): Milestone => ({ id: `${stage}-${state}`, stage, state, text: { lv: 'x', en: 'x' }, at: null });

it('gathers milestones into stages and says where each stage stands', () => {
  const stages = stagesOf([
    milestone('application', 'done'),
    milestone('application', 'done'),
    milestone('execution', 'done'),
    milestone('execution', 'current'),
    milestone('execution', 'ahead'),
    milestone('delivery', 'ahead'),
  ]);

  expect(stages.map(({ stage, state, milestones }) => [stage, state, milestones.length])).toEqual([
    ['application', 'done', 2],
    ['execution', 'current', 3],
    ['delivery', 'ahead', 1],
  ]);
});

it('leaves out what was skipped, and a stage with nothing else', () => {
  expect(stagesOf([milestone('application', 'done'), milestone('delivery', 'skipped')])).toHaveLength(1);
});
