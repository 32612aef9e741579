import { describe, expect, it } from '@jest/globals';
import { loadProcesses, type Process } from '../../../processes/load.ts';
import { priorityOf, type Impact, type Urgency } from './priority.ts';

const all = await loadProcesses();
const edited = (change: (dmn: string) => string): Process[] =>
  all.map(it => ({ ...it, dmn: it.dmn.map(({ name, content }) => ({ name, content: change(content) })) }));
const WIDE_HIGH = { impact: 'wide', urgency: 'high' } as const;

/** PROCESSES §1.7, as the ministry prints it. */
const MATRIX: [Impact, Urgency, number][] = [
  ['wide', 'high', 1],
  ['wide', 'medium', 2],
  ['wide', 'low', 3],
  ['limited', 'high', 2],
  ['limited', 'medium', 3],
  ['limited', 'low', 4],
  ['one', 'high', 3],
  ['one', 'medium', 4],
  ['one', 'low', 4],
];

it.each(MATRIX)('%s × %s is %i', async (impact, urgency, priority) => {
  expect(await priorityOf(all, { impact, urgency })).toBe(priority);
});

describe('the table is its owner’s', () => {
  it('what is edited there holds for a person’s classification too', async () => {
    expect(
      await priorityOf(
        edited(dmn => dmn.replace('<text>1</text>', '<text>2</text>')),
        WIDE_HIGH,
      ),
    ).toBe(2);
  });

  it.each<[string, Process[], string]>([
    ['a cell without a rule', edited(dmn => dmn.replaceAll('"wide"', '"huge"')), '0 rules of the table hold'],
    ['two rules for one cell', edited(dmn => dmn.replaceAll('"medium"', '"high"')), '2 rules of the table hold'],
    ['a priority there is not', edited(dmn => dmn.replace('<text>1</text>', '<text>7</text>')), 'gives priority 7'],
    ['a cell that reckons', edited(dmn => dmn.replace('<text>1</text>', '<text>1 + x</text>')), 'is not a plain value'],
    ['another hit policy', edited(dmn => dmn.replaceAll('<decisionTable ', '<decisionTable hitPolicy="FIRST" ')), 'hit policy unique'],
    ['no table', edited(() => '').map(it => ({ ...it, dmn: [] })), 'No process has the table'],
  ])('%s is refused', async (_what, processes, sentence) => {
    await expect(priorityOf(processes, WIDE_HIGH)).rejects.toThrow(sentence);
  });
});
