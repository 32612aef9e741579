import { describe, expect, it } from '@jest/globals';
import { fieldsOf, NOTICE_FIELDS, NOTICES } from '../../contract/notices.ts';
import { checkTemplate } from '../templates/liquid.ts';
import { BUILT_IN } from './built-in.ts';
import { builtInWords, fillNotice, noticeFields } from './words.ts';

const DATA = {
  code: '0008 1234',
  dueAt: '2026-12-04T21:59:59.999Z',
  answerBy: '2026-12-04T21:59:59.999Z',
  agency: { lv: 'VSAA', en: 'SSIA' },
  question: 'Kurā kapsētā ir apglabāta Berta?',
  reason: 'Berta slimoja',
  outcome: 'refused',
  resultWay: 'counter',
};
const AROUND = { clientName: 'Anna Bērziņa', kac: { lv: 'Klientu apkalpošanas centrs', en: 'Contact centre' } };
const LANGUAGES = ['lv', 'en'] as const;

describe.each(NOTICES)('the built-in words of %s', notice => {
  it.each(LANGUAGES)('use only fields that are there, and in the subject only those that say nothing about a person (%s)', language => {
    const { subject, body } = BUILT_IN[notice][language];
    const names = (part: 'subject' | 'body') => fieldsOf(notice, part).map(it => it.name);
    expect(checkTemplate(subject, names('subject'))).toEqual([]);
    expect(checkTemplate(body, names('body'))).toEqual([]);
  });

  it.each(LANGUAGES)('leave no gap when filled in (%s)', language => {
    for (const data of [DATA, { code: '0008 1234' }])
      for (const place of ['account', 'mail'] as const) {
        const { subject, body } = fillNotice(BUILT_IN[notice][language], { notice, data, around: AROUND, language, place });
        expect(subject).not.toBe('');
        expect(body).not.toBe('');
        expect(`${subject}${body}`).not.toMatch(/undefined|null|\[object|NaN|{|}| {2}/);
      }
  });
});

describe('what an e-mail says', () => {
  it('leaves the question, the reason and the outcome in the e-account', () => {
    const mail = (notice: 'N3' | 'N4' | 'N5' | 'N6') =>
      fillNotice(BUILT_IN[notice].lv, { notice, data: DATA, around: AROUND, language: 'lv', place: 'mail' }).body;
    const account = (notice: 'N3') => fillNotice(BUILT_IN[notice].lv, { notice, data: DATA, around: AROUND, language: 'lv', place: 'account' }).body;
    expect(account('N3')).toBe('Kurā kapsētā ir apglabāta Berta?\n\nLūdzam atbildēt līdz 2026. gada 4. decembrim.');
    expect(mail('N3')).toBe('Mums ir jautājums par jūsu pieteikumu. Izlasiet to savā e-kontā.\n\nLūdzam atbildēt līdz 2026. gada 4. decembrim.');
    expect(mail('N4')).toBe('Atbilde būs līdz 2026. gada 4. decembrim. Iemesls: to izlasiet savā e-kontā.');
    expect(mail('N5')).toBe('Rezultātu varat saņemt klientu apkalpošanas centrā.');
    expect(mail('N6')).toBe('Ja kaut kas nav pareizi, rakstiet mums: pieteikumu var atvērt no jauna.');
  });

  it('has nothing personal in its subject, even if a template that slipped through asks for it', () => {
    const sly = { subject: '{{ code }} {% if client %}{{ client.name }}{% endif %}', body: 'x' };
    expect(() => fillNotice(sly, { notice: 'N1', data: DATA, around: AROUND, language: 'lv', place: 'mail' })).toThrow();
    expect(
      checkTemplate(
        sly.subject,
        fieldsOf('N1', 'subject').map(it => it.name),
      ),
    ).toEqual([
      { code: 'template-field', about: 'client' },
      { code: 'template-field', about: 'client.name' },
    ]);
  });

  it('keeps a subject on one line', () => {
    const broken = { subject: 'A\r\nBcc: x {{ code }}', body: 'x' };
    expect(fillNotice(broken, { notice: 'N1', data: DATA, around: AROUND, language: 'lv', place: 'mail' }).subject).toBe('A Bcc: x 0008 1234');
  });
});

it('every field of the list has a value, and every value is of a field of the list', () => {
  expect(Object.keys(noticeFields(DATA, AROUND, 'lv', 'account')).sort()).toEqual(NOTICE_FIELDS.map(it => it.name).sort());
});

it('notices of a newer release have no words, and break nothing', () => {
  expect(builtInWords('N99', {})).toBeNull();
});
