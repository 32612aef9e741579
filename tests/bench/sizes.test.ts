import { describe, expect, it } from '@jest/globals';
import { sizeOf } from './sizes.ts';

describe('sizeOf', () => {
  it('takes what is given, and else what the benchmark needs or what is usual', () => {
    expect(sizeOf('flow', { rate: '10' })).toMatchObject({ rate: 10, seconds: 60, hands: 32, pairs: 5 });
    expect(sizeOf('accept', {})).toMatchObject({ rate: 5, seconds: 5, hands: 8 });
  });

  it.each([
    ['rate', '0'],
    ['rate', '-1'],
    ['rate', 'fast'],
    ['seconds', '1801'],
    ['hands', '65'],
    ['open', '1.5'],
    ['posts', ''],
  ])('refuses --%s %s', (name, value) => {
    expect(() => sizeOf('flow', { [name]: value })).toThrow(`--${name}`);
  });
});
