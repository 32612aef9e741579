import { describe, expect, it } from '@jest/globals';
import { countEach, type Verdict } from './judge.ts';

const acknowledged = ['0001 0001', '0001 0002', '0001 0003'].map((code, n) => ({ id: `case-${n}`, code, key: `key-${n}`, data: {} }));
const judged = (seen: string[]) => {
  const verdict: Verdict = { lost: [], twice: [], stuck: [], wrong: [] };
  countEach(seen, acknowledged, ({ id }) => id, 'payment', verdict);
  return verdict;
};

describe('what a receiver has written down', () => {
  it('is right when each is there once, whatever else is there', () => {
    expect(judged(['case-2', 'case-0', 'case-1', 'another'])).toEqual({ lost: [], twice: [], stuck: [], wrong: [] });
  });

  it('tells what is missing and what came twice', () => {
    expect(judged(['case-0', 'case-0', 'case-2'])).toEqual({ lost: ['0001 0002: payment'], twice: ['0001 0001: payment, 2 times'], stuck: [], wrong: [] });
  });
});
