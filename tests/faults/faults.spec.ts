import { describe, expect, it } from '@jest/globals';
import { readStackFile } from '../support/stack-file.ts';
import { prove } from './proof.ts';

/** The short form of `npm run faults` (BARS.md F1): each part dies or freezes once while people apply. */
describe('parts die and freeze while people apply', () => {
  it('loses nothing, does nothing twice, leaves nothing stuck', async () => {
    const size = { seed: 11, cases: 24, faults: 5, ratePerSecond: 2, parts: ['api', 'workers', 'zeebe', 'postgres', 'keycloak'] as const };

    const { acknowledged, closed, verdict } = await prove(readStackFile(), { ...size, parts: [...size.parts] }, () => {});

    expect(verdict).toEqual({ lost: [], twice: [], stuck: [], wrong: [] });
    expect({ acknowledged, closed }).toEqual({ acknowledged: 24, closed: 24 });
  }, 900_000);
});
