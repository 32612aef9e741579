import { expect, it } from '@jest/globals';
import { testWords } from '../i18n/test-words.ts';
import { clockWords, stepWords } from './clock-words.ts';

const running = { dueAt: '2026-12-02T21:59:59Z', state: 'running' as const, level: 'on-time' as const, law: null, steps: [] };

it.each([
  [{ remainingWorkingDays: 1 }, 'palikusi 1 darba diena'],
  [{ remainingWorkingDays: 3 }, 'palikušas 3 darba dienas'],
  [{ remainingWorkingDays: 11 }, 'palikušas 11 darba dienas'],
  [{ remainingWorkingDays: 21 }, 'palikusi 21 darba diena'],
  [{ remainingWorkingDays: 0 }, 'termiņš ir šodien'],
  [{ remainingWorkingDays: 0, level: 'overdue' as const }, 'termiņš ir pagājis'],
  [{ remainingWorkingDays: -2, level: 'overdue' as const }, 'nokavēts par 2 darba dienām'],
  [{ remainingWorkingDays: 3, state: 'paused' as const }, 'termiņš apturēts, gaida atbildi'],
  [{ remainingWorkingDays: null, state: 'stopped' as const }, 'termiņš vairs neskaitās'],
  [{ remainingWorkingDays: null, dueAt: null }, 'termiņš vēl nav noteikts'],
])('%j is "%s"', async (facts, words) => {
  const { t } = await testWords('lv', 'domain');
  expect(clockWords({ ...running, ...facts }, t)).toBe(words);
});

it('says why this date, step by step', async () => {
  const words = await testWords('lv', 'domain');

  expect(stepWords({ name: 'term', on: '2026-11-19', data: { workingDays: 10 } }, words)).toBe('Termiņš: 10 darba dienas');
  expect(stepWords({ name: 'holiday', on: '2026-11-18', data: { name: 'Republikas proklamēšanas diena' } }, words)).toBe(
    'Brīvdiena, neskaitās: Republikas proklamēšanas diena',
  );
});
