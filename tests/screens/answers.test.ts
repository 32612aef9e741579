import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../web/contract/index.ts';
import type { Endpoint } from '../../web/contract/endpoint.ts';
import { example } from './answers.ts';

const reads = (Object.values(ENDPOINTS) as Endpoint[]).filter(({ method, reply }) => method === 'get' && reply !== undefined);

describe('example', () => {
  it.each(reads.flatMap(it => [0, 3].map(count => [it.path, count, it] as const)))('%s with %i of each is what the contract says', (_path, count, it) => {
    const { error } = it.reply!.safeParse(example(it, count));

    // what is said of several values together, an example does not know
    expect(error?.issues.filter(({ code }) => code !== 'custom') ?? []).toEqual([]);
  });

  it('has as many as were asked for, and every right', () => {
    const { cases } = example(
      ENDPOINTS.find(({ path, method }) => path === '/api/cases' && method === 'get')!,
      2,
    ) as { cases: unknown[] };
    const { may } = example(ENDPOINTS.find(({ path, method }) => path === '/api/problems/:problemId' && method === 'get')!) as { may: string[] };

    expect(cases).toHaveLength(2);
    expect(may).toEqual(expect.arrayContaining(['note', 'link', 'own']));
  });
});
