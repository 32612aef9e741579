import { describe, expect, it } from '@jest/globals';
import { TIMELINE } from '../../contract/timeline.ts';
import { testWords } from '../i18n/test-words.ts';
import { sentenceKey, timelineSentence } from './timeline-words.ts';

describe.each(['lv', 'en'] as const)('in %s', language => {
  it.each(TIMELINE)('has a sentence for %s', async name => {
    const words = await testWords(language, 'domain');

    const sentence = timelineSentence({ name, data: {} }, words);

    expect(sentence).not.toContain('timeline.');
    expect(sentence).not.toBe(words.t('timeline.unknown'));
  });
});

it('fills in dates, agencies and money', async () => {
  const words = await testWords('lv', 'domain');
  const say = (name: string, data: Record<string, unknown>) => timelineSentence({ name, data }, words).replaceAll('\u00a0', ' ');

  expect(say('question-asked', { answerBy: '2026-11-30T21:59:59Z' })).toBe('Uzdots jautājums klientam, jāatbild līdz 30.11.2026.');
  expect(say('handed-over', { to: { lv: 'VSAA', en: 'SSIA' } })).toBe('Nodots izpildei: VSAA');
  expect(say('payment-ordered', { amountCents: 51_240 })).toBe('Pasūtīta izmaksa 512,40 €');
});

it.each([
  ['decided', { outcome: 'grant' }, 'timeline.decidedGrant'],
  ['decided', { outcome: 'refuse' }, 'timeline.decidedRefuse'],
  ['submitted', { byMandate: true }, 'timeline.submittedByMandate'],
  ['submitted', { saidKind: 'problem' }, 'timeline.submittedAsIncident'],
  ['feedback-given', { disputed: true }, 'timeline.feedbackDisputed'],
  ['from-a-newer-release', {}, 'timeline.unknown'],
])('%s with %j says %s', (name, data, key) => {
  expect(sentenceKey({ name, data })).toBe(key);
});
