import { expect, it } from '@jest/globals';
import type { TFunction } from 'i18next';
import { sayAmount } from './amount.ts';

const t = ((key: string, { number }: { number: number }) => `${number} ${key.slice(6)}`) as unknown as TFunction;

it.each([
  [45.4, 'seconds', '45 seconds'],
  [119, 'seconds', '119 seconds'],
  [600, 'seconds', '10 minutes'],
  [93_600, 'seconds', '26 hours'],
  [21 * 86_400, 'seconds', '21 days'],
  [-3 * 86_400, 'seconds', '-3 days'],
  [0.149, 'share', '15 share'],
  [12, 'count', '12 count'],
] as const)('%d %s: %s', (value, unit, said) => {
  expect(sayAmount(t, value, unit)).toBe(said);
});
