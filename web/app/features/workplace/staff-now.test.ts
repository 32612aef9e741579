import { describe, expect, it } from '@jest/globals';
import { testWords } from '../../i18n/test-words.ts';
import { staffNow } from './staff-now.ts';

const text = (lv: string) => ({ lv, en: lv });
const FACTS = {
  status: 'in_progress' as const,
  turn: 'agency' as const,
  milestone: text('Pārbaudām datus'),
  agency: { id: 'vsaa', title: text('VSAA') },
  assignee: { id: 'liga', name: 'Līga Ozola' },
  waitsFor: null,
  dueAt: '2026-11-24T21:59:59.999Z',
  outcome: null,
  question: null,
  deadline: { state: 'running' as const, law: text('Bēru pabalsta noteikumi, 5. punkts') },
};
const QUESTION = { id: '0190a4b0-0000-7000-8000-000000000001', text: 'Kad?', askedAt: '2026-11-02T08:00:00Z', answerBy: '2026-11-12T21:59:59Z' };

describe('the sentence of a case, for staff', () => {
  it.each([
    ['mine', {}, 'liga', 'Tagad: Pārbaudām datus, pie Jums, līdz 24.11.2026., jo tā nosaka: Bēru pabalsta noteikumi, 5. punkts'],
    ['a colleague’s', {}, 'vita', 'Tagad: Pārbaudām datus, dara Līga Ozola, līdz 24.11.2026., jo tā nosaka: Bēru pabalsta noteikumi, 5. punkts'],
    [
      'nobody’s yet',
      { assignee: null },
      'vita',
      'Tagad: Pārbaudām datus, vēl neviens nav paņēmis (VSAA), līdz 24.11.2026., jo tā nosaka: Bēru pabalsta noteikumi, 5. punkts',
    ],
    [
      'the client’s turn',
      { turn: 'client' as const, question: QUESTION, deadline: { state: 'paused' as const, law: null } },
      'liga',
      'Tagad: Pārbaudām datus, gaidām klienta atbildi, līdz 12.11.2026., jo bez atbildes nevar turpināt',
    ],
    [
      'a pause for a partner',
      { waitsFor: 'partner', deadline: { state: 'paused' as const, law: null } },
      'liga',
      'Tagad: Pārbaudām datus, gaida: partneris, termiņš apturēts',
    ],
    ['no milestone, no date', { milestone: null, dueAt: null, deadline: { state: 'running' as const, law: null } }, 'liga', 'Tagad: Izskata, pie Jums'],
    ['the result is out', { status: 'done' as const, turn: 'nobody' as const }, 'liga', 'Tagad: Pārbaudām datus, vairs neviens neko negaida'],
    ['closed', { status: 'closed' as const, turn: 'nobody' as const, outcome: 'refused' as const }, 'liga', 'Lieta ir slēgta: Atteikts'],
  ])('%s', async (_what, more, me, sentence) => {
    expect(staffNow({ ...FACTS, ...more }, me, await testWords('lv', 'workplace'))).toBe(sentence);
  });
});
