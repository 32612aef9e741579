import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { logEntry } from '../../../contract/log.ts';

type Entry = z.input<typeof logEntry>;
type Language = 'lv' | 'en';
type Sentences = { timeline: Record<string, string>; purpose: Record<string, string> };

// The very sentences people read are the data search looks through: read as a file, no code of the client comes with them.
const readSentences = (language: Language) =>
  JSON.parse(readFileSync(new URL(`../../../app/i18n/words/domain.${language}.json`, import.meta.url), 'utf8')) as Sentences;
const SENTENCES = { lv: readSentences('lv'), en: readSentences('en') };

const DAY = new Intl.DateTimeFormat('lv-LV', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Riga' });

function valueWords(key: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return String((value as Record<string, unknown>)[language] ?? '');
  const isInstant = typeof value === 'string' && /(At|By|On)$/.test(key) && !Number.isNaN(Date.parse(value));
  return isInstant ? DAY.format(new Date(value)) : String(value);
}

/** An event has a sentence by its name, some have more of them (`decided`, `decidedGrant`): each may be the one that is read. */
function eventWords({ name, data }: Extract<Entry, { of: 'event' }>, language: Language): string {
  const { timeline } = SENTENCES[language];
  const values = Object.entries(data).map(([key, value]) => valueWords(key, value, language));
  const special = name === 'decided' ? [data['outcome'] === 'grant' ? timeline['decidedGrant'] : timeline['decidedRefuse']] : [];
  return [timeline[name] ?? '', ...special, ...values].join(' ');
}

function wordsIn(entry: Entry, language: Language): string {
  if (entry.of === 'event') return eventWords(entry, language);
  if (entry.of === 'look') return `${SENTENCES[language].purpose[entry.purpose] ?? entry.purpose} ${entry.agency?.[language] ?? ''}`;
  const { words, body } = entry.message;
  return [words?.[language].subject ?? '', words?.[language].body ?? '', body ?? ''].join(' ');
}

/** Without length marks and capitals: "Lēmums" is found by "lemums". */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase('lv');

/** Latvian bends the ends of words: the last letter does not count, of a long word the last two. Numbers, dates and codes stand as they are. */
const stem = (word: string): string => (/^\p{L}{4,}$/u.test(word) ? word.slice(0, word.length > 5 ? -2 : -1) : word);

/** Whether all the words asked for are in what an entry says, in one language or the other, whoever did it. */
export function makeMatcher(q: string): (entry: Entry) => boolean {
  const wanted = fold(q)
    .split(/[^\p{L}\p{N}.-]+/u)
    .filter(Boolean)
    .map(stem);
  return entry => {
    const text = fold([wordsIn(entry, 'lv'), wordsIn(entry, 'en'), entry.actor ?? ''].join(' '));
    return wanted.every(word => text.includes(word));
  };
}
