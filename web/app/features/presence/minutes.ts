import type { TFunction } from 'i18next';

/** Working time in words: "12 min", "1 h 5 min". `t` of the namespace `people`. */
export function minutesIn(seconds: number, t: TFunction): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? t('time.minutes', { n: minutes }) : t('time.hours', { h: Math.floor(minutes / 60), n: minutes % 60 });
}
