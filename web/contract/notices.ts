/**
 * What KAC tells the client (PROCESSES §1.9), in both languages: one source for the screens, letters and mails.
 * Subjects carry no personal data. `data` is what the server kept with the message.
 */
export const NOTICES = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'feedback'] as const;
export type Notice = (typeof NOTICES)[number];
export type Language = 'lv' | 'en';
export type NoticeText = { subject: string; body: string };

type Text = { lv: string; en: string };
type Data = Record<string, unknown>;

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

/** The words of a notice. An unknown notice (from a newer release) gives empty words, never an error. */
export function noticeText(notice: string, data: Data, language: Language): NoticeText {
  const write = TEXTS[notice as Notice];
  return write ? write(data, language) : { subject: '', body: '' };
}

/** After "līdz", which wants the dative. */
const day = (value: unknown, language: Language) => (typeof value === 'string' && value ? dayInWords(value, language, 'dative') : '');
const text = (value: unknown, language: Language) => (typeof value === 'string' ? value : ((value as Text | null | undefined)?.[language] ?? ''));
const pick = (language: Language, lv: NoticeText, en: NoticeText) => (language === 'lv' ? lv : en);

const RESULT: Record<string, Text> = {
  fulfilled: { lv: 'Jūsu pieteikums ir izpildīts.', en: 'Your application has been fulfilled.' },
  refused: {
    lv: 'Jūsu pieteikums ir noraidīts. Pamatojums un pārsūdzēšanas kārtība ir lēmumā.',
    en: 'Your application has been refused. The decision gives the reasons and says how to contest it.',
  },
  withdrawn: { lv: 'Pieteikums ir atsaukts.', en: 'The application has been withdrawn.' },
};
const outcomeOf = (data: Data, language: Language) => RESULT[String(data['outcome'])]?.[language] ?? '';

const TEXTS: Record<Notice, (data: Data, language: Language) => NoticeText> = {
  N1: (data, language) => {
    const due = day(data['dueAt'], language);
    return pick(
      language,
      { subject: `Pieteikums ${data['code']} reģistrēts`, body: `Esam saņēmuši jūsu pieteikumu ${data['code']}.${due ? ` Atbilde būs līdz ${due}.` : ''}` },
      {
        subject: `Application ${data['code']} registered`,
        body: `We have your application ${data['code']}.${due ? ` You will have an answer by ${due}.` : ''}`,
      },
    );
  },
  N2: (data, language) => {
    const agency = text(data['agency'], language);
    return pick(
      language,
      { subject: `Pieteikums ${data['code']} nodots izpildei`, body: `Jūsu pieteikumu izskata ${agency}. Par to joprojām atbildam mēs.` },
      { subject: `Application ${data['code']} handed over`, body: `${agency} is working on your application. We remain responsible for it.` },
    );
  },
  N3: (data, language) => {
    const by = day(data['answerBy'], language);
    const question = text(data['question'], language);
    const again = data['reminder'] === true;
    return pick(
      language,
      { subject: `${again ? 'Atgādinājums: gaidām' : 'Gaidām'} jūsu atbildi, pieteikums ${data['code']}`, body: `${question}\n\nLūdzam atbildēt līdz ${by}.` },
      { subject: `${again ? 'Reminder: we' : 'We'} need your answer, application ${data['code']}`, body: `${question}\n\nPlease answer by ${by}.` },
    );
  },
  N4: (data, language) => {
    const due = day(data['dueAt'], language);
    const reason = text(data['reason'], language);
    return pick(
      language,
      { subject: `Pieteikuma ${data['code']} termiņš mainīts`, body: `Atbilde būs līdz ${due}.${reason ? ` Iemesls: ${reason}` : ''}` },
      { subject: `New date for application ${data['code']}`, body: `You will have an answer by ${due}.${reason ? ` Reason: ${reason}` : ''}` },
    );
  },
  N5: (data, language) => {
    const counter = data['resultWay'] === 'counter';
    return pick(
      language,
      {
        subject: `Pieteikuma ${data['code']} rezultāts ir gatavs`,
        body: `${outcomeOf(data, language)} ${counter ? 'Rezultātu varat saņemt klientu apkalpošanas centrā.' : 'Rezultāts ir jūsu e-kontā.'}`.trim(),
      },
      {
        subject: `Result of application ${data['code']} is ready`,
        body: `${outcomeOf(data, language)} ${counter ? 'You can collect it at the counter.' : 'It is in your e-account.'}`.trim(),
      },
    );
  },
  N6: (data, language) =>
    pick(
      language,
      {
        subject: `Pieteikums ${data['code']} slēgts`,
        body: `${outcomeOf(data, language)} Ja kaut kas nav pareizi, rakstiet mums: pieteikumu var atvērt no jauna.`.trim(),
      },
      {
        subject: `Application ${data['code']} closed`,
        body: `${outcomeOf(data, language)} If something is not right, write to us: the application can be reopened.`.trim(),
      },
    ),
  N7: (data, language) =>
    pick(
      language,
      { subject: 'Pakalpojums atjaunots', body: `Pakalpojums atkal darbojas. ${text(data['service'], language)}`.trim() },
      { subject: 'Service restored', body: `The service works again. ${text(data['service'], language)}`.trim() },
    ),
  feedback: (data, language) =>
    pick(
      language,
      {
        subject: `Kā mums veicās? Pieteikums ${data['code']}`,
        body: 'Lūdzu, novērtējiet apkalpošanu. Ja rezultāts nav pareizs, sakiet to līdz pieteikuma slēgšanai.',
      },
      {
        subject: `How did we do? Application ${data['code']}`,
        body: 'Please rate how your application was handled. If the result is not right, say so before the application is closed.',
      },
    ),
};
