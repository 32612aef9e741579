import type { z } from 'zod';
import type { caseView } from '../../contract/cases.ts';

export type Milestone = z.infer<typeof caseView>['milestones'][number];

export interface Stage {
  stage: Milestone['stage'];
  state: 'done' | 'current' | 'ahead';
  milestones: Milestone[];
}

/** Milestones by stage, in the order of the diagram. A skipped milestone is no news to anybody. */
export function stagesOf(milestones: Milestone[]): Stage[] {
  const stages = new Map<Milestone['stage'], Milestone[]>();
  for (const milestone of milestones) {
    if (milestone.state !== 'skipped') stages.set(milestone.stage, [...(stages.get(milestone.stage) ?? []), milestone]);
  }
  return [...stages].map(([stage, inside]) => ({ stage, milestones: inside, state: stateOf(inside) }));
}

function stateOf(milestones: Milestone[]): Stage['state'] {
  if (milestones.every(it => it.state === 'done')) return 'done';
  return milestones.every(it => it.state === 'ahead') ? 'ahead' : 'current';
}
