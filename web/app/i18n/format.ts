export type Language = 'lv' | 'en';

// Everything official happens in this zone, wherever the reader is.
const ZONE = 'Europe/Riga';
const NBSP = '\u00a0';

const parts = (instant: string, options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options }).formatToParts(new Date(instant)).map(part => [part.type, part.value]));

/** Date of an instant or of an ISO date: "21.11.2026." in Latvian, "21 Nov 2026" in English. */
export function formatDate(instant: string, language: Language): string {
  const { day, month, year } = parts(instant, { day: '2-digit', month: '2-digit', year: 'numeric' });
  if (language === 'lv') return `${day}.${month}.${year}.`;
  const name = parts(instant, { month: 'short' }).month;
  return [Number(day), name, year].join(NBSP);
}

/** "14:02", 24 hours. */
export function formatTime(instant: string): string {
  const { hour, minute } = parts(instant, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${hour}:${minute}`;
}

/** "21.11.2026. 14:02" */
export const formatDateTime = (instant: string, language: Language) => `${formatDate(instant, language)}${NBSP}${formatTime(instant)}`;

/** Cents to "1 234,50 €" in Latvian, "€1,234.50" in English. */
export function formatMoney(cents: number, language: Language): string {
  const locale = language === 'lv' ? 'lv-LV' : 'en-IE';
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', useGrouping: 'always' }).format(cents / 100);
}

/** File size in whole units people know: "34 kB", "1,2 MB". */
export function formatBytes(bytes: number, language: Language): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [Math.round(bytes / 100_000) / 10, 'MB'];
  return `${new Intl.NumberFormat(language === 'lv' ? 'lv-LV' : 'en-IE').format(value)}${NBSP}${unit}`;
}

const collators = { lv: new Intl.Collator('lv'), en: new Intl.Collator('en') };

/** Order of words as the language has it (ā after a, č after c). */
export const compareWords = (language: Language) => collators[language].compare;
