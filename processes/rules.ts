import type { Process } from './load.ts';
import { contextOf, type Rule } from './rules/context.ts';
import { DIAGRAM_RULES } from './rules/diagram.ts';
import { PEOPLE_RULES } from './rules/people.ts';
import { FOLDER_RULES } from './rules/service.ts';

/** What every folder under processes/ must keep: in tests, and before a version is deployed. */
export const RULES: readonly Rule[] = [...DIAGRAM_RULES, ...PEOPLE_RULES, ...FOLDER_RULES];

/** What is wrong with a process, in its owner's words; none = it may be deployed. `all` = the processes it lives among. */
export async function faultsOf(process: Process, all: Process[]): Promise<string[]> {
  const context = await contextOf(process, all);
  return (await Promise.all(RULES.map(rule => rule.faults(context)))).flat();
}
