import type { Text } from '../../contract/words.ts';
import type { Words } from '../i18n/use-words.ts';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(T|$)/;

type Fact = { key: string; value: unknown; valueText?: Text | undefined };

/** A fact of a register in words: its own where it is a code, money by its name ("…Cents"), days, yes and no; anything else as it came. */
export function factWords({ key, value, valueText }: Fact, { t, say, date, money }: Pick<Words, 't' | 'say' | 'date' | 'money'>): string {
  if (valueText) return say(valueText);
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (typeof value === 'number' && key.endsWith('Cents')) return money(value);
  if (typeof value === 'string' && ISO_DAY.test(value)) return date(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
