import { expect, it } from '@jest/globals';
import type { Language } from '../i18n/format.ts';
import { testWords } from '../i18n/test-words.ts';
import { clockWords, stepWords } from './clock-words.ts';

type Deadline = Parameters<typeof clockWords>[0];
const running: Deadline = {
  dueAt: '2026-12-02T21:59:59Z',
  state: 'running',
  level: 'on-time',
  law: null,
  steps: [],
  remaining: null,
  term: null,
  resumesAt: null,
  waits: [],
};
const left = (amount: number, unit: NonNullable<Deadline['remaining']>['unit'] = 'working-days') => ({ remaining: { amount, unit } });

it.each<[Partial<Deadline>, string]>([
  [left(1), 'palikusi 1 darba diena'],
  [left(3), 'palikušas 3 darba dienas'],
  [left(11), 'palikušas 11 darba dienas'],
  [left(21), 'palikusi 21 darba diena'],
  [left(0), 'termiņš ir šodien'],
  [left(2, 'calendar-days'), 'palikušas 2 dienas'],
  [left(200, 'working-minutes'), 'atlicis darba laikā: 3 h 20 min'],
  [left(61, 'minutes'), 'atlicis: 1 h 1 min'],
  [{ ...left(0), level: 'overdue' }, 'termiņš ir pagājis'],
  [{ ...left(3), state: 'paused' }, 'termiņš apturēts, gaida atbildi'],
  [{ ...left(3), state: 'paused', waits: [{ for: 'institution', since: '2026-11-20T08:00:00Z', until: null }] }, 'termiņš apturēts, gaida: cita iestāde'],
  [{ state: 'stopped' }, 'termiņš vairs neskaitās'],
  [{ dueAt: null }, 'termiņš vēl nav noteikts'],
])('%j is "%s"', async (facts, words) => {
  const { t } = await testWords('lv', 'domain');
  expect(clockWords({ ...running, ...facts }, t)).toBe(words);
});

const on = '2026-11-19';
it.each<[Language, Parameters<typeof stepWords>[0], string]>([
  ['lv', { name: 'started', on, data: { countsFrom: 'submitted', unit: 'working-days' } }, 'Sākums: pieteikums saņemts. Šo dienu neskaita, skaita no nākamās'],
  ['lv', { name: 'term', on, data: { amount: 10, unit: 'working-days' } }, 'Termiņš: 10 darba dienas'],
  ['lv', { name: 'term', on, data: { amount: 1, unit: 'months' } }, 'Termiņš: 1 mēnesis'],
  [
    'lv',
    { name: 'holiday', on, data: { title: { lv: 'Republikas proklamēšanas diena', en: 'Republic Day' } } },
    'Brīvdiena, neskaitās: Republikas proklamēšanas diena',
  ],
  ['lv', { name: 'paused', on, data: { for: 'institution', reason: 'Atzinums' } }, 'Apturēts, gaidām: cita iestāde. Iemesls: Atzinums'],
  ['en', { name: 'paused', on, data: { for: 'partner', until: '2026-11-24T22:00:00Z' } }, 'Paused up to and with 24 Nov 2026, waiting for a partner'],
  ['en', { name: 'extended', on, data: { by: 3, unit: 'months' } }, 'Extended by 3 months'],
  ['en', { name: 'rolled', on, data: { to: '2026-11-23' } }, 'The last day is a day off, so the term ends on the next working day, 23 Nov 2026'],
  [
    'lv',
    { name: 'due', on, data: { amount: 10, unit: 'working-days', ends: 'midnight' } },
    'Pēdējā diena: pagājis viss termiņš (10 darba dienas). Beidzas pulksten 24',
  ],
  ['lv', { name: 'due', on, at: '2026-11-19T10:15:00Z', data: { amount: 4, unit: 'working-hours' } }, 'Pagājis viss termiņš (4 darba stundas): pulksten 12:15'],
])('why this date (%s): %j', async (language, step, words) => {
  const say = await testWords(language, 'domain');
  expect(stepWords(step, say).replaceAll('\u00a0', ' ')).toBe(words);
});
