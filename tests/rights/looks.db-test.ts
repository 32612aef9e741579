import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../support/database.ts';
import { readExpected } from './expected.ts';
import { cellsWithPersonalData, faultsOf, judgeLooks, rowsOf } from './looks.ts';
import { makeStage, type Stage } from './stage.ts';

const SECONDS = 1000;
const database = useDatabase();
let stage: Stage;

beforeAll(async () => {
  stage = await makeStage(database);
}, 120 * SECONDS);
afterAll(() => stage.close());

describe('whoever is shown personal data', () => {
  it(
    'leaves who, whose and why, on every route whose contract carries such data',
    async () => {
      const cells = cellsWithPersonalData(stage, readExpected());
      const looks = await judgeLooks(stage, database.sql, cells);

      expect(faultsOf(looks, rowsOf(cells))).toEqual([]);
    },
    600 * SECONDS,
  );
});
