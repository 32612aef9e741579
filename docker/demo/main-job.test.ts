import { describe, expect, it } from '@jest/globals';
import { missingFrom } from './main-job.ts';
import type { Timeline } from './main-job.ts';

const entry = (name: string) => ({ id: name, name, data: {}, actor: null, public: true, mergedFrom: null, at: '2026-11-21T10:00:00Z' });
const TIMELINE: Timeline = [
  'submitted',
  'registered',
  'classified',
  'handed-over',
  'taken-over',
  'question-asked',
  'question-answered',
  'decided',
  'payment-ordered',
  'result-ready',
  'feedback-given',
  'closed',
].map(entry);
const whole = () =>
  ({
    status: 'closed',
    outcome: 'fulfilled',
    decision: { outcome: 'grant', amountCents: 193_000 },
    feedback: { rating: 5, comment: null, disputed: false },
    documents: [{ kind: 'decision' }],
    messages: ['N1', 'N2', 'N3', 'N5', 'N6'].map(notice => ({ notice })),
  }) as Parameters<typeof missingFrom>[0];

describe('what a person should have received', () => {
  it('is all there', () => {
    expect(missingFrom(whole(), TIMELINE)).toEqual([]);
  });

  it('is all there without a question where none was put', () => {
    const view = { ...whole(), messages: whole().messages.filter(it => it.notice !== 'N3') };
    const timeline = TIMELINE.filter(it => !it.name.startsWith('question-'));

    expect(missingFrom(view, timeline, { asked: false })).toEqual([]);
    expect(missingFrom(view, timeline)).toEqual([
      'notice N3 (0 times)',
      'timeline entry question-asked (0 times)',
      'timeline entry question-answered (0 times)',
    ]);
  });

  it.each([
    ['a notice twice', { ...whole(), messages: [...whole().messages, ...whole().messages.slice(0, 1)] }, TIMELINE, ['notice N1 (2 times)']],
    ['no document', { ...whole(), documents: [] }, TIMELINE, ['the decision document (0 times)']],
    ['two payments', whole(), [...TIMELINE, entry('payment-ordered')], ['timeline entry payment-ordered (2 times)']],
    ['another end', { ...whole(), outcome: 'withdrawn' as const }, TIMELINE, ['outcome fulfilled (is withdrawn)']],
  ])('is not when there is %s', (_what, view, timeline, missing) => {
    expect(missingFrom(view as ReturnType<typeof whole>, timeline)).toEqual(missing);
  });
});
