import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../support/database.ts';
import { readExpected } from './expected.ts';
import { describeFinding, judgeCells } from './judge.ts';
import { compareList, LISTS, listsWithoutCheck } from './lists.ts';
import { cellsOf, shortFormOf } from './matrix.ts';
import { ACTORS } from './people.ts';
import { makeStage, type Stage } from './stage.ts';

const SECONDS = 1000;
const database = useDatabase();
const expected = readExpected();
let stage: Stage;

beforeAll(async () => {
  stage = await makeStage(database);
}, 120 * SECONDS);
afterAll(() => stage.close());

describe('nobody who does not belong', () => {
  it('has a row of the table for each route, and a route for each row', () => {
    expect(expected.faults(cellsOf(stage.api))).toEqual([]);
  });

  it('has a way to look at the rows of each list', () => {
    expect(listsWithoutCheck(stage)).toEqual([]);
  });

  it(
    'may do what the table says, and nothing else; a refusal changes nothing',
    async () => {
      const cells = shortFormOf(cellsOf(stage.api), cell => expected.allows(cell));
      const { findings, tally } = await judgeCells(stage, expected, cells);

      expect(findings.map(describeFinding)).toEqual([]);
      // it would say nothing if nobody might do anything, or everybody everything
      expect(tally.allowed).toBeGreaterThan(1000);
      expect(tally.writesRefused).toBeGreaterThan(2000);
    },
    600 * SECONDS,
  );

  it.each(Object.keys(LISTS))(
    '%s shows what may be opened one by one, no row more and none less',
    async list => {
      for (const actor of ACTORS) expect(await compareList(stage, list, actor)).toEqual([]);
    },
    120 * SECONDS,
  );
});
