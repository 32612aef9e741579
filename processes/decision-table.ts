import { DmnModdle } from 'dmn-moddle';
import { listOf, type Moddle } from './model.ts';

type Value = string | number | boolean;
type HitPolicy = 'UNIQUE' | 'FIRST';
type Rule = { asks: (Value[] | undefined)[]; gives: Record<string, Value> };

/** A decision table of plain values: hit policy unique or first, cells of literals, lists of them or "-". */
export interface DecisionTable {
  hitPolicy: HitPolicy;
  inputs: string[];
  rules: Rule[];
}

/**
 * Reads a table that our own programs use beside the engine, so that both follow the one file its owner edits.
 * @throws Error in the owner's words when there is no such table, or it says more than plain values.
 */
export async function readDecisionTable(dmn: string, decisionId: string, hitPolicy: HitPolicy = 'UNIQUE'): Promise<DecisionTable> {
  const { rootElement } = await new DmnModdle().fromXML(dmn);
  const decision = listOf(rootElement['drgElement']).find(it => it.id === decisionId);
  const table = decision?.['decisionLogic'] as Moddle | undefined;
  if (table?.$type !== 'dmn:DecisionTable') throw new Error(`There is no decision table "${decisionId}"`);
  if ((table['hitPolicy'] ?? 'UNIQUE') !== hitPolicy) throw new Error(`The table "${decisionId}" must have the hit policy ${hitPolicy.toLowerCase()}`);

  const names = listOf(table['output']).map(it => it.name ?? '');
  return {
    hitPolicy,
    inputs: listOf(table['input']).map(it => textOf(it['inputExpression'])),
    rules: listOf(table['rule']).map(rule => ({
      asks: listOf(rule['inputEntry']).map(cell => (['', '-'].includes(textOf(cell)) ? undefined : literalsIn(textOf(cell)))),
      gives: Object.fromEntries(listOf(rule['outputEntry']).map((cell, at) => [names[at], literalsIn(textOf(cell))[0]!])),
    })),
  };
}

/** What the table gives for these inputs. @throws Error when no rule holds, or more than one of a unique table. */
export function decide({ hitPolicy, inputs, rules }: DecisionTable, given: Record<string, Value>): Record<string, Value> {
  const holding = rules.filter(({ asks }) => asks.every((wanted, at) => wanted === undefined || wanted.includes(given[inputs[at]!]!)));
  if (holding.length !== 1 && !(hitPolicy === 'FIRST' && holding.length > 1))
    throw new Error(`${holding.length} rules of the table hold for ${JSON.stringify(given)}: exactly one must`);
  return holding[0]!.gives;
}

const textOf = (element: unknown): string => String((element as { text?: unknown } | undefined)?.text ?? '').trim();

/** FEEL literals are JSON's: "wide", 3, true; a list of them is joined by commas. */
function literalsIn(text: string): Value[] {
  try {
    return JSON.parse(`[${text}]`) as Value[];
  } catch (cause) {
    throw new Error(`The cell ${text} is not a plain value: "a", 1 or true, several joined by commas`, { cause });
  }
}
