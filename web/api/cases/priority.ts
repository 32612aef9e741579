import type { z } from 'zod';
import { decide, readDecisionTable, type DecisionTable } from '../../../processes/decision-table.ts';
import type { Process } from '../../../processes/load.ts';
import type { impact, urgency } from '../../contract/words.ts';

export type Impact = z.infer<typeof impact>;
export type Urgency = z.infer<typeof urgency>;

const TABLE = 'application-priority';
const read = new WeakMap<Process[], Promise<DecisionTable>>();

/**
 * Impact × urgency (PROCESSES §1.7): 1 critical … 4 low, by the very table the engine decides with, so that a person's classification
 * and the engine's never differ.
 * @throws Error when the table has been edited into one that gives no such number
 */
export async function priorityOf(processes: Process[], given: { impact: Impact; urgency: Urgency }): Promise<number> {
  const { priority } = decide(await tableIn(processes), given);
  if (typeof priority !== 'number' || !Number.isInteger(priority) || priority < 1 || priority > 4)
    throw new Error(`The table ${TABLE} gives priority ${priority}`);
  return priority;
}

/** Read once: the files do not change while a program runs. */
function tableIn(processes: Process[]): Promise<DecisionTable> {
  const known = read.get(processes);
  if (known) return known;
  const file = processes.flatMap(it => it.dmn).find(it => it.name === `${TABLE}.dmn`);
  const table = file ? readDecisionTable(file.content, TABLE) : Promise.reject(new Error(`No process has the table ${TABLE}.dmn`));
  read.set(processes, table);
  return table;
}
