import { describe, expect, it } from '@jest/globals';
import { composeLetter, partsToSend, type Part } from './compose.ts';

const part = (over: Partial<Part> = {}): Part => ({
  id: 'd1',
  caseId: 'c1',
  channel: 'email',
  notice: 'N1',
  language: 'lv',
  recipient: 'anna@x.lv',
  subject: 'Pieteikums 0008 1234 reģistrēts',
  body: 'Esam saņēmuši <jūsu> pieteikumu.',
  createdAt: new Date('2026-11-21T10:00:00Z'),
  ...over,
});
const ENVELOPE = { publicUrl: 'https://pietura.lv/', fromName: 'KAC', code: '0008 1234' };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));

describe('notices that go together', () => {
  it('stand in the order in which they happened, the same notice once, as it was last', () => {
    const parts = [
      part({ id: 'c', notice: 'N4', createdAt: at(3), body: 'otrais' }),
      part({ id: 'a' }),
      part({ id: 'b', notice: 'N4', createdAt: at(2), body: 'pirmais' }),
    ];
    expect(partsToSend(parts).map(it => [it.notice, it.body])).toEqual([
      ['N1', 'Esam saņēmuši <jūsu> pieteikumu.'],
      ['N4', 'otrais'],
    ]);
  });

  it.each([
    ['lv', 2, 'Pieteikums 0008 1234: 2 paziņojumi'],
    ['en', 3, 'Application 0008 1234: 3 notices'],
  ])('say how many (%s)', (language, count, subject) => {
    const parts = ['N1', 'N2', 'N5'].slice(0, count).map((notice, index) => part({ id: notice, notice, language, createdAt: at(index) }));
    const letter = composeLetter('d1', parts, ENVELOPE);
    expect([letter.subject, letter.notices.length]).toEqual([subject, count]);
    expect(letter.html.match(/<h2/g)).toHaveLength(count);
  });
});

describe('a letter', () => {
  it('is plain in HTML too, and runs nothing that somebody wrote', () => {
    const { html, text } = composeLetter('d1', [part()], ENVELOPE);
    expect(html).toContain('Esam saņēmuši &lt;jūsu&gt; pieteikumu.');
    expect(html).not.toMatch(/<img|<script|https?:\/\/(?!pietura\.lv)/);
    expect(text).toContain('https://pietura.lv/cases/c1');
  });

  it('by SMS is its subject and the way there', () => {
    expect(composeLetter('d1', [part({ channel: 'sms' })], ENVELOPE).text).toBe('Pieteikums 0008 1234 reģistrēts https://pietura.lv/cases/c1');
  });

  it('without a case has no way to one', () => {
    expect(composeLetter('d1', [part({ caseId: null })], ENVELOPE).text).not.toContain('http');
  });
});
