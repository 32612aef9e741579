import { describe, expect, it } from '@jest/globals';
import { compareWords, formatBytes, formatDate, formatDateTime, formatMoney } from './format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('in Latvian', () => {
  it.each([
    ['2026-11-21T12:02:00Z', '21.11.2026.'],
    ['2026-11-05', '05.11.2026.'],
    ['2026-11-20T22:30:00Z', '21.11.2026.'], // after midnight in Riga
    ['2026-07-01T21:30:00Z', '02.07.2026.'], // summer time
  ])('writes the date %s', (instant, text) => {
    expect(formatDate(instant, 'lv')).toBe(text);
  });

  it('writes time with 24 hours', () => {
    expect(plain(formatDateTime('2026-11-21T22:05:00Z', 'lv'))).toBe('22.11.2026. 00:05');
  });

  it('writes money', () => {
    expect(plain(formatMoney(123_450, 'lv'))).toBe('1 234,50 €');
  });

  it('sorts ā after a and č after c', () => {
    expect(['žagars', 'čaks', 'āb', 'cits', 'ab'].sort(compareWords('lv'))).toEqual(['ab', 'āb', 'cits', 'čaks', 'žagars']);
  });
});

describe('in English', () => {
  it('writes dates that cannot be misread', () => {
    expect(plain(formatDate('2026-11-05', 'en'))).toBe('5 Nov 2026');
  });

  it('writes money and sizes', () => {
    expect(formatMoney(123_450, 'en')).toBe('€1,234.50');
    expect(plain(formatBytes(1_234_567, 'en'))).toBe('1.2 MB');
    expect(plain(formatBytes(300, 'en'))).toBe('1 kB');
  });
});
