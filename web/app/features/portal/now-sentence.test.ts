import { expect, it } from '@jest/globals';
import { testWords } from '../../i18n/test-words.ts';
import { nowSentence } from './now-sentence.ts';

const it0: Parameters<typeof nowSentence>[0] = {
  status: 'in_progress',
  turn: 'agency',
  milestone: { lv: 'Pārbaudām ziņas reģistros', en: 'We are checking the registers' },
  agency: { id: 'vsaa', title: { lv: 'VSAA', en: 'SSIA' } },
  dueAt: '2026-12-02T21:59:59Z',
  outcome: null,
  closedAt: null,
  question: null,
  deadline: {
    dueAt: '2026-12-02T21:59:59Z',
    state: 'running',
    remaining: { amount: 7, unit: 'working-days' },
    level: 'on-time',
    law: { lv: 'Likums, 38. pants', en: 'Law, Section 38' },
    steps: [],
    term: null,
    resumesAt: null,
    waits: [],
  },
};

it('says where, with whom, by when and why', async () => {
  expect(nowSentence(it0, await testWords('lv', 'portal'))).toBe(
    'Tagad: Pārbaudām ziņas reģistros, izskata VSAA, atbilde līdz 02.12.2026., jo tā nosaka: Likums, 38. pants',
  );
});

it('says that it is the client’s turn', async () => {
  const question = { id: 'q', text: '?', askedAt: '2026-11-20T10:00:00Z', answerBy: '2026-11-30T21:59:59Z' };

  const sentence = nowSentence({ ...it0, turn: 'client', status: 'waiting_applicant', question }, await testWords('lv', 'portal'));

  expect(sentence).toBe('Tagad: Jūsu kārta – atbildiet uz jautājumu, jāatbild līdz 30.11.2026., jo bez Jūsu atbildes nevaram turpināt');
});

it('promises no date while the clock is paused', async () => {
  const sentence = nowSentence({ ...it0, deadline: { ...it0.deadline, state: 'paused' } }, await testWords('en', 'portal'));

  expect(sentence).toBe('Now: We are checking the registers, with SSIA');
});

it('says how it ended', async () => {
  const sentence = nowSentence({ ...it0, status: 'closed', outcome: 'withdrawn', closedAt: '2026-11-25T09:00:00Z' }, await testWords('lv', 'portal'));

  expect(sentence).toBe('Pabeigts 25.11.2026.: Atsaukts.');
});
