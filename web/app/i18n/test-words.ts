import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { formatBytes, formatDate, formatDateTime, formatMoney, formatTime, type Language } from './format.ts';
import type { Words } from './use-words.ts';

const app = join(import.meta.dirname, '..');
const read = (path: string, language: Language) => JSON.parse(readFileSync(join(app, `${path}.${language}.json`), 'utf8')) as Record<string, unknown>;

/** The words of the application for tests without a browser. */
export async function testWords(language: Language, namespace: 'common' | 'domain' | 'portal' | 'workplace'): Promise<Words> {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    fallbackLng: false,
    defaultNS: namespace,
    fallbackNS: 'common',
    interpolation: { escapeValue: false },
    resources: { [language]: { common: read('i18n/words/common', language), domain: read('i18n/words/domain', language), portal: read('features/portal/words/portal', language), workplace: read('features/workplace/words/workplace', language) } },
  });
  return {
    t: i18n.t,
    language,
    say: text => text[language],
    date: instant => formatDate(instant, language),
    time: formatTime,
    dateTime: instant => formatDateTime(instant, language),
    money: cents => formatMoney(cents, language),
    bytes: bytes => formatBytes(bytes, language),
  };
}
