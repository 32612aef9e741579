import { describe, expect, it } from '@jest/globals';
import { fold, makeMatcher } from './words.ts';

const common = { id: 'event-1', at: '2026-11-02T08:00:00.000Z', actor: 'Vita Zariņa' };
const event = (name: string, data: Record<string, unknown> = {}) => ({ ...common, of: 'event' as const, name, data, public: true, mergedFrom: null });
const message = (body: string | null, notice: string | null = null, subject: { lv: string; en: string } = { lv: '', en: '' }) => ({
  ...common,
  of: 'message' as const,
  message: {
    id: '0190a4b0-0000-7000-8000-000000000001',
    direction: 'to-client' as const,
    notice,
    words: notice ? { lv: { subject: subject.lv, body: '' }, en: { subject: subject.en, body: '' } } : null,
    data: {},
    delivery: [],
    body,
    senderName: 'KAC',
    mergedFrom: null,
    at: common.at,
    readAt: null,
  },
});
const look = {
  ...common,
  of: 'look' as const,
  agency: { lv: 'Valsts sociālās apdrošināšanas aģentūra', en: 'State Social Insurance Agency' },
  purpose: 'handling',
  times: 2,
};

describe('searching the log of a case', () => {
  it.each([
    ['a Latvian word, bent otherwise, without marks', 'lemuma', event('decided', { outcome: 'grant' }), true],
    ['the same in English', 'granted', event('decided', { outcome: 'grant' }), true],
    ['another outcome', 'atteikt', event('decided', { outcome: 'grant' }), false],
    ['what somebody gave as a reason', 'žogs', event('returned', { reason: 'Žogs nav mūsu.' }), true],
    ['a date as people write it', '16.11.2026', event('deadline-changed', { dueAt: '2026-11-16T21:59:59.999Z' }), true],
    ['an agency by its English name', 'insurance', event('handed-over', { to: { lv: 'VSAA', en: 'State Social Insurance Agency' } }), true],
    ['a message', 'iesūtiet čeku', message('Lūdzu, iesūtiet čeku.'), true],
    ['a message with only one of the words', 'iesūtiet rēķinu', message('Lūdzu, iesūtiet čeku.'), false],
    ['a notice by its words', 'reģistrēts', message(null, 'N1', { lv: 'Pieteikums reģistrēts', en: 'Application registered' }), true],
    ['who did it', 'zarina', event('level1'), true],
    ['why somebody looked', 'izskatīšana', look, true],
    ['what nobody said', 'kosmoss', message('Lūdzu, iesūtiet čeku.'), false],
  ])('finds %s: %s', (_what, q, entry, found) => {
    expect(makeMatcher(q)(entry)).toBe(found);
  });

  it('folds marks and capitals of Latvian', () => {
    expect(fold('Āčēģīķļņšūž')).toBe('acegiklnsuz');
  });
});
