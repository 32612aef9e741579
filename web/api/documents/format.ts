import { dayInWords, type Language } from '../../contract/notices.ts';

export type { Language };
export type Text = { lv: string; en: string };

export const languageOf = (value: string | undefined): Language => (value === 'en' ? 'en' : 'lv');

const LOCALE = { lv: 'lv-LV', en: 'en-GB' };

/** "2026. gada 21. novembris", "21 November 2026"; bent where the sentence wants it. */
export const longDate = dayInWords;

/** "1 234,50 €", "€1,234.50". */
export const euros = (cents: number, language: Language): string =>
  new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency: 'EUR' }).format(cents / 100);

const YES_NO = { lv: ['jā', 'nē'], en: ['yes', 'no'] } as const;

/** A value of a fact or of an answer in words; `key` tells money (…Cents) from other numbers. */
export function inWords(value: unknown, language: Language, key = ''): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return YES_NO[language][value ? 0 : 1];
  if (typeof value === 'number') return key.endsWith('Cents') ? euros(value, language) : new Intl.NumberFormat(LOCALE[language]).format(value);
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value) ? longDate(value, language) : value;
  if (Array.isArray(value)) return value.map(it => inWords(it, language)).join(', ');
  const text = (value as Partial<Text>)[language];
  return typeof text === 'string' ? text : JSON.stringify(value);
}

/** "120380-*****": enough to tell two people apart, not enough to use. */
export const maskCode = (code: string | null): string => (code ? `${code.slice(0, 6)}-*****` : '');
