import type { TFunction } from 'i18next';

const STEPS = [
  { unit: 'days', from: 2 * 86_400, seconds: 86_400 },
  { unit: 'hours', from: 2 * 3600, seconds: 3600 },
  { unit: 'minutes', from: 120, seconds: 60 },
] as const;

/** A number of a check as people say it: 90 s, 12 min, 3 d, 14 %. */
export function sayAmount(t: TFunction, value: number, unit: 'seconds' | 'count' | 'share'): string {
  if (unit === 'share') return t('units.share', { number: Math.round(value * 100) });
  if (unit === 'count') return t('units.count', { number: value });
  const step = STEPS.find(it => Math.abs(value) >= it.from);
  return step ? t(`units.${step.unit}`, { number: Math.floor(value / step.seconds) }) : t('units.seconds', { number: Math.round(value) });
}
