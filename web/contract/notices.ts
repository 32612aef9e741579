import { z } from 'zod';

/**
 * What KAC tells the client (PROCESSES §1.9) and which fields its words may use. The words themselves are templates: the built-in ones
 * in web/api/notices/built-in.ts, an agency's own in the database. `message` says by e-mail that a message waits in the e-account.
 */
export const NOTICES = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'feedback', 'message'] as const;
export const notice = z.enum(NOTICES);
export type Notice = (typeof NOTICES)[number];
export type Language = 'lv' | 'en';
export type NoticeText = { subject: string; body: string };
export const noticeText = z.object({ subject: z.string(), body: z.string() });

type Text = { lv: string; en: string };

const DATE = {
  lv: new Intl.DateTimeFormat('lv-LV', { dateStyle: 'long', timeZone: 'Europe/Riga' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Riga' }),
};
const PLURAL = { lv: new Intl.PluralRules('lv'), en: new Intl.PluralRules('en') };

/** "5 darba dienas", "21 darba diena", "11 darba dienu". */
export function workingDays(count: number, language: Language): string {
  const form = PLURAL[language].select(count);
  if (language === 'en') return `${count} working ${form === 'one' ? 'day' : 'days'}`;
  return `${count} ${form === 'one' ? 'darba diena' : form === 'zero' ? 'darba dienu' : 'darba dienas'}`;
}

const ENDINGS = { dative: { is: 'im', s: 'am' }, locative: { is: 'ī', s: 'ā' } } as const;

/**
 * A day in words, bent as the sentence wants it: "2026. gada 2. decembris" (nominative), "līdz 2026. gada 2. decembrim" (dative),
 * "2026. gada 2. decembrī" (locative). English does not bend. `value` is an instant or a date; days are days of Riga.
 */
export function dayInWords(value: string | Date, language: Language, bend: 'nominative' | 'dative' | 'locative' = 'nominative'): string {
  const words = DATE[language].format(new Date(value));
  if (language === 'en' || bend === 'nominative') return words;
  return words.endsWith('is') ? words.slice(0, -2) + ENDINGS[bend].is : words.slice(0, -1) + ENDINGS[bend].s;
}

/**
 * A field of a template: a closed list. `subject`: may stand in a subject line, because it says nothing about a person. `accountOnly`:
 * words that somebody wrote or decided about the person; an e-mail says these instead of them, because anybody may read an e-mail.
 */
export type NoticeField = {
  name: string;
  type: 'text' | 'day' | 'flag';
  subject: boolean;
  accountOnly?: Text;
  /** Notices that know it; absent: all. */
  notices?: readonly Notice[];
  means: Text;
};

export const NOTICE_FIELDS: readonly NoticeField[] = [
  { name: 'code', type: 'text', subject: true, means: { lv: 'pieteikuma numurs', en: 'number of the application' } },
  { name: 'kac', type: 'text', subject: true, means: { lv: 'klientu apkalpošanas centra nosaukums', en: 'name of the contact centre' } },
  { name: 'client.name', type: 'text', subject: false, means: { lv: 'klienta vārds un uzvārds', en: 'name of the client' } },
  {
    name: 'due.by',
    type: 'day',
    subject: true,
    notices: ['N1', 'N4'],
    means: { lv: 'atbildes termiņš pēc vārda “līdz”', en: 'date of the answer, after “by”' },
  },
  { name: 'due.day', type: 'day', subject: true, notices: ['N1', 'N4'], means: { lv: 'atbildes termiņš nominatīvā', en: 'date of the answer' } },
  { name: 'agency', type: 'text', subject: false, notices: ['N2'], means: { lv: 'iestāde, kas pieteikumu izskata', en: 'agency that works on it' } },
  {
    name: 'question',
    type: 'text',
    subject: false,
    accountOnly: {
      lv: 'Mums ir jautājums par jūsu pieteikumu. Izlasiet to savā e-kontā.',
      en: 'We have a question about your application. Read it in your e-account.',
    },
    notices: ['N3'],
    means: { lv: 'speciālista jautājums (e-pastā: norāde uz e-kontu)', en: 'the question (by e-mail: a pointer to the e-account)' },
  },
  {
    name: 'answer.by',
    type: 'day',
    subject: true,
    notices: ['N3'],
    means: { lv: 'līdz kuram datumam atbildēt, pēc vārda “līdz”', en: 'last day to answer, after “by”' },
  },
  { name: 'reminder', type: 'flag', subject: true, notices: ['N3'], means: { lv: 'vai tas ir atgādinājums', en: 'whether it is a reminder' } },
  {
    name: 'reason',
    type: 'text',
    subject: false,
    accountOnly: { lv: 'to izlasiet savā e-kontā.', en: 'see your e-account.' },
    notices: ['N4'],
    means: { lv: 'kāpēc termiņš mainīts (e-pastā: norāde uz e-kontu)', en: 'why the date moved (by e-mail: a pointer to the e-account)' },
  },
  {
    name: 'outcome',
    type: 'text',
    subject: false,
    accountOnly: { lv: '', en: '' },
    notices: ['N5', 'N6'],
    means: { lv: 'iznākums teikumā (e-pastā: nekas)', en: 'the outcome, a sentence (by e-mail: nothing)' },
  },
  {
    name: 'counter',
    type: 'flag',
    subject: true,
    notices: ['N5'],
    means: { lv: 'vai rezultātu saņem klātienē', en: 'whether the result is collected at a counter' },
  },
  { name: 'service', type: 'text', subject: false, notices: ['N7'], means: { lv: 'pakalpojums', en: 'the service' } },
];

/** Fields that the words of this notice may use; in a subject line only those that say nothing about a person. */
export const fieldsOf = (name: Notice, part: 'subject' | 'body'): NoticeField[] =>
  NOTICE_FIELDS.filter(field => (!field.notices || field.notices.includes(name)) && (part === 'body' || field.subject));
