import { expect, it } from '@jest/globals';
import { renderPdf } from './typst.ts';

const AT = new Date('2026-11-22T10:00:00Z');
const [WARM, LETTERS] = [50, 400];
const MB = 1024 ** 2;

/** No two are alike, as in life. */
const letter = (n: number) => ({
  language: 'lv',
  words: { number: 'Lieta Nr.', personalCode: 'Personas kods', decision: 'Lēmums', grounds: 'Pamatojums', appeal: 'Pārsūdzēšanas kārtība' },
  agency: 'Valsts sociālās apdrošināšanas aģentūra',
  place: 'Rīgā',
  date: '22. novembrī',
  code: `2026 ${n}`,
  client: { name: 'Anna Paraugs', personalCode: `329999-${n}` },
  title: 'Lēmums: apbedīšanas pabalsts',
  subject: `Izskatot iesniegto pieteikumu ${n}, pieņemts šāds lēmums.`,
  decision: 'Pieteikumu apmierināt.',
  amount: null,
  facts: [],
  grounds: [{ text: `Iemesls ${n}`, law: null }],
  reason: null,
  appeal: 'Viena mēneša laikā.',
  appealUntil: null,
  signed: `Lēmumu pieņēma darbiniece ${n}.`,
  footer: `Lēmums lietā 2026 ${n}`,
});

const print = (from: number, to: number) => {
  for (let n = from; n < to; n++) expect(renderPdf('letter', letter(n), AT).subarray(0, 5).toString()).toBe('%PDF-');
};

it('prints letter after letter without keeping them', () => {
  print(0, WARM);
  const before = process.memoryUsage().rss;
  print(WARM, WARM + LETTERS);

  // some 0.6 MB of each were kept before
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
});
