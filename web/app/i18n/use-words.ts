import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../contract/words.ts';
import { formatBytes, formatDate, formatDateTime, formatMoney, formatTime, type Language } from './format.ts';

export interface Words {
  t: TFunction;
  language: Language;
  /** A text of the server in the reader's language. */
  say(text: Text): string;
  date(instant: string): string;
  time(instant: string): string;
  dateTime(instant: string): string;
  money(cents: number): string;
  bytes(bytes: number): string;
}

/** Words, dates and money in the reader's language. Keys without a prefix are of `namespace`, else of `common`. */
export function useWords(namespace = 'common'): Words {
  const { t, i18n } = useTranslation(namespace);
  const language = i18n.language as Language;
  return {
    t,
    language,
    say: text => text[language],
    date: instant => formatDate(instant, language),
    time: formatTime,
    dateTime: instant => formatDateTime(instant, language),
    money: cents => formatMoney(cents, language),
    bytes: bytes => formatBytes(bytes, language),
  };
}
