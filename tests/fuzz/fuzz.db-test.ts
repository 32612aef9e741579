import { expect, it } from '@jest/globals';
import { readStackFile } from '../support/stack-file.ts';
import { fuzz } from './fuzz.ts';
import { printFinding } from './print.ts';

/** `npm run fuzz -- --requests 100000` is the long form (docs/proof.md). */
const REQUESTS = 7_500;
const SEED = 20_261_122;

it('nothing hostile breaks the API, the document, or the walls between people', async () => {
  const { environment } = readStackFile();
  const { findings, tally } = await fuzz({ databaseUrl: environment.DATABASE_URL ?? '', seed: SEED, requests: REQUESTS, most: 3, plays: 10, say: () => {} });

  expect(findings.map(printFinding)).toEqual([]);
  expect(tally.requests).toBeGreaterThanOrEqual(REQUESTS);
  // a fuzzer that is only refused shows nothing
  expect(tally.counts.size - tally.neverDone().length).toBeGreaterThan(60);
}, 180_000);
