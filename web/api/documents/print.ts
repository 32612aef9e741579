import type { FormSchema } from '../../../processes/load.ts';
import type { ServiceDescription } from '../../../processes/schema.ts';
import type { Agency, Client } from '../../../prisma/generated/client.ts';
import { localiseForm, visibleKeys } from '../../contract/form.ts';
import { inWords, longDate, type Language } from './format.ts';

type Component = { key?: string; label?: string; dateLabel?: string; components?: Component[]; values?: { value: unknown; label: string }[] };

export type PrintFacts = {
  service: ServiceDescription;
  form: FormSchema;
  data: Record<string, unknown>;
  client: Pick<Client, 'givenName' | 'familyName' | 'personalCode'>;
  agency: Pick<Agency, 'titleLv' | 'titleEn'>;
  specialist: string;
  at: Date;
};

const WORDS = {
  lv: { applicant: 'Pieteicējs', personalCode: 'personas kods', question: 'Jautājums', answer: 'Atbilde', mandateTitle: 'Pilnvarojums' },
  en: { applicant: 'Applicant', personalCode: 'personal code', question: 'Question', answer: 'Answer', mandateTitle: 'Mandate' },
};

const SENTENCES = {
  lv: {
    title: (service: string) => `Pieteikums: ${service.toLocaleLowerCase('lv')}`,
    mandate: (specialist: string) =>
      `Esmu izlasījis šo pieteikumu, ziņas ir patiesas. Pilnvaroju klientu apkalpošanas speciālistu (${specialist}) iesniegt to elektroniski manā vārdā.`,
    signatures: ['Pieteicēja paraksts, datums', 'Speciālista paraksts, datums'],
    footer: 'Sagatavots klientu apkalpošanas centrā',
  },
  en: {
    title: (service: string) => `Application: ${service.toLocaleLowerCase('en')}`,
    mandate: (specialist: string) =>
      `I have read this application and what it says is true. I authorise the client service specialist ${specialist} to submit it electronically in my name.`,
    signatures: ['Signature of the applicant, date', 'Signature of the specialist, date'],
    footer: 'Prepared at the client service centre',
  },
};

/** Questions that were asked, with their answers, in the form's order and the words of its labels. No answer shows as a dash. */
export function answersOf(form: FormSchema, data: Record<string, unknown>, language: Language): { label: string; value: string }[] {
  const asked = new Set(visibleKeys(form, data));
  const flat = (components: Component[]): Component[] => components.flatMap(it => [it, ...flat(it.components ?? [])]);
  return flat(localiseForm(form, language)['components'] as Component[])
    .filter(it => it.key !== undefined && asked.has(it.key))
    .map(it => ({ label: it.label ?? it.dateLabel ?? it.key!, value: answerOf(it, data[it.key!], language) }));
}

function answerOf({ values }: Component, answer: unknown, language: Language): string {
  const wordFor = (value: unknown) => values?.find(it => it.value === value)?.label ?? inWords(value, language);
  return Array.isArray(answer) ? answer.map(wordFor).join(', ') : wordFor(answer);
}

/** What the printed application says, in the client's language. */
export function applicationData({ service, form, data, client, agency, specialist, at }: PrintFacts, language: Language) {
  const say = SENTENCES[language];
  return {
    language,
    words: WORDS[language],
    agency: language === 'en' ? agency.titleEn : agency.titleLv,
    date: longDate(at, language),
    title: say.title(service.title[language]),
    client: { name: `${client.givenName} ${client.familyName}`, personalCode: client.personalCode ?? '' },
    answers: answersOf(form, data, language),
    mandate: say.mandate(specialist),
    signatures: say.signatures,
    footer: say.footer,
  };
}
