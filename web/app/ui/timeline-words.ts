import type { z } from 'zod';
import type { timelineEntry } from '../../contract/cases.ts';
import { TIMELINE, type TimelineName } from '../../contract/timeline.ts';
import type { Words } from '../i18n/use-words.ts';

type Entry = Pick<z.infer<typeof timelineEntry>, 'name' | 'data'>;

const isKnown = (name: string): name is TimelineName => (TIMELINE as readonly string[]).includes(name);

/** Key (namespace `domain`) of the sentence for an entry; some names have a sentence of their own for what is in the data. */
export function sentenceKey({ name, data }: Entry): string {
  if (!isKnown(name)) return 'timeline.unknown';
  if (name === 'submitted' && data.saidKind === 'problem') return 'timeline.submittedAsIncident';
  if (name === 'submitted' && data.byMandate === true) return 'timeline.submittedByMandate';
  if (name === 'classified' && data.by === 'person') return 'timeline.classifiedByPerson';
  if (name === 'decided' && data.outcome === 'grant') return 'timeline.decidedGrant';
  if (name === 'decided' && data.outcome === 'refuse') return 'timeline.decidedRefuse';
  if (name === 'result-handed-out' && data.to === 'client') return 'timeline.handedOutToClient';
  if (name === 'result-handed-out' && data.to === 'representative') return 'timeline.handedOutToRepresentative';
  if (name === 'silence' && data.outcome === 'refused') return 'timeline.silenceRefused';
  if (name === 'feedback-given' && data.disputed === true) return 'timeline.feedbackDisputed';
  if (name === 'change-decided' && data.decision === 'refused') return 'timeline.changeRefused';
  return `timeline.${name}`;
}

function wordOf(key: string, value: unknown, { date, language }: Words): string {
  if (value == null) return '';
  if (typeof value === 'object') {
    const text = value as Partial<Record<string, string>>;
    return text[language] ?? text.name ?? '';
  }
  // instants and dates by their name: dueAt, answerBy
  return typeof value === 'string' && /(At|By|On)$/.test(key) && !Number.isNaN(Date.parse(value)) ? date(value) : String(value);
}

/** What happened, as one sentence in the reader's language. */
export function timelineSentence(entry: Entry, words: Words): string {
  const values = Object.fromEntries(Object.entries(entry.data).map(([key, value]) => [key, wordOf(key, value, words)]));
  const cents = entry.data.amountCents;
  return words.t(sentenceKey(entry), { ...values, ...(typeof cents === 'number' && { amount: words.money(cents) }) });
}
