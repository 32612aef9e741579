import type { Language, Notice } from '../../contract/notices.ts';
import type { Around, NoticeData } from './words.ts';

const QUESTION = { lv: 'Lūdzu, atsūtiet miršanas apliecības kopiju.', en: 'Please send a copy of the death certificate.' };

/** An invented client and case, to show what a template gives. */
export function exampleOf(notice: Notice, language: Language): { data: NoticeData; around: Around } {
  const data = {
    code: '0008 1234',
    dueAt: '2026-12-18T21:59:59.999Z',
    agency: { lv: 'Valsts sociālās apdrošināšanas aģentūra', en: 'State Social Insurance Agency' },
    question: QUESTION[language],
    answerBy: '2026-12-04T21:59:59.999Z',
    reason: { lv: 'Gaidām atbildi no cita reģistra.', en: 'We wait for the answer of another register.' },
    outcome: 'fulfilled',
    resultWay: 'e-account',
    reminder: false,
    service: { lv: 'Apbedīšanas pabalsts', en: 'Funeral benefit' },
    notice,
  };
  return { data, around: { clientName: 'Anna Paraudziņa', kac: { lv: 'Klientu apkalpošanas centrs', en: 'Client service centre' } } };
}
