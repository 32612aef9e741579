import type { Words } from '../../i18n/use-words.ts';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(T|$)/;

/** A fact of a register in words: money by its name ("…Cents"), days, yes and no; anything else as it came. */
export function factWords(key: string, value: unknown, { t, date, money }: Pick<Words, 't' | 'date' | 'money'>): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (typeof value === 'number' && key.endsWith('Cents')) return money(value);
  if (typeof value === 'string' && ISO_DAY.test(value)) return date(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
