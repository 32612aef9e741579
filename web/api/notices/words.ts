import { dayInWords, fieldsOf, NOTICE_FIELDS, type Language, type Notice, type NoticeText } from '../../contract/notices.ts';
import type { Text } from '../../contract/words.ts';
import { fillIn, nested } from '../templates/liquid.ts';
import { BUILT_IN } from './built-in.ts';

/** What a notice is about, as the act knows it: kept with the message. */
export type NoticeData = Record<string, unknown>;
/** What every notice knows beside its own data. */
export type Around = { clientName: string | null; kac: Text };
/** E-mail is read by whoever stands beside: words about the person stay in the e-account. */
export type Place = 'account' | 'mail';

const RESULT: Record<string, Text> = {
  fulfilled: { lv: 'Jūsu pieteikums ir izpildīts.', en: 'Your application has been fulfilled.' },
  refused: {
    lv: 'Jūsu pieteikums ir noraidīts. Pamatojums un pārsūdzēšanas kārtība ir lēmumā.',
    en: 'Your application has been refused. The decision gives the reasons and says how to contest it.',
  },
  withdrawn: { lv: 'Pieteikums ir atsaukts.', en: 'The application has been withdrawn.' },
};

const NOBODY: Around = { clientName: null, kac: { lv: 'Klientu apkalpošanas centrs', en: 'Contact centre' } };

const said = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const inLanguage = (value: unknown, language: Language): string | null => said(value) ?? said((value as Text | null | undefined)?.[language]);
const day = (value: unknown, language: Language, bend: 'nominative' | 'dative') => (said(value) ? dayInWords(String(value), language, bend) : null);

/** Every field there is, by name; null where this notice does not say it. */
export function noticeFields(data: NoticeData, { clientName, kac }: Around, language: Language, place: Place): Record<string, unknown> {
  const all: Record<string, unknown> = {
    code: said(data['code']),
    kac: kac[language],
    'client.name': clientName,
    'due.by': day(data['dueAt'], language, 'dative'),
    'due.day': day(data['dueAt'], language, 'nominative'),
    agency: inLanguage(data['agency'], language),
    question: inLanguage(data['question'], language),
    'answer.by': day(data['answerBy'], language, 'dative'),
    reminder: data['reminder'] === true,
    reason: inLanguage(data['reason'], language),
    outcome: RESULT[String(data['outcome'])]?.[language] ?? null,
    counter: data['resultWay'] === 'counter',
    service: inLanguage(data['service'], language),
  };
  if (place === 'account') return all;
  const hidden = NOTICE_FIELDS.filter(field => field.accountOnly && all[field.name]).map(field => [field.name, field.accountOnly![language] || null]);
  return { ...all, ...Object.fromEntries(hidden) };
}

export type Filling = { notice: Notice; data: NoticeData; around?: Around; language: Language; place: Place };

/** The words of one notice from one template. The subject gets only what may stand in a subject line, whatever the template asks for. */
export function fillNotice(template: NoticeText, { notice, data, around = NOBODY, language, place }: Filling): NoticeText {
  const fields = noticeFields(data, around, language, place);
  const safe = Object.fromEntries(fieldsOf(notice, 'subject').map(({ name }) => [name, fields[name]]));
  return { subject: oneLine(fillIn(template.subject, nested(safe))), body: fillIn(template.body, nested(fields)) };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Words of a message from before words were kept. An unknown notice (from a newer release) gives null, never an error. */
export function builtInWords(notice: string, data: NoticeData): Record<Language, NoticeText> | null {
  const templates = BUILT_IN[notice as Notice];
  if (!templates) return null;
  const fill = (language: Language) => fillNotice(templates[language], { notice: notice as Notice, data, language, place: 'account' });
  return { lv: fill('lv'), en: fill('en') };
}
