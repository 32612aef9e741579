import type { Titled } from '../cases/directory.ts';
import { longDate } from '../documents/format.ts';
import { renderPdf } from '../documents/typst.ts';
import type { BatchRow, OriginalRow } from './present.ts';

type Facts = { batch: BatchRow; lines: OriginalRow[]; agency: (id: string) => Titled; at: Date };

/** What the list that travels with the paper says: codes and titles, nobody's name. In Latvian, as all papers between agencies. */
export function batchListData({ batch, lines, agency, at }: Facts) {
  return {
    title: `Dokumentu oriģinālu saraksts ${batch.number}`,
    number: batch.number,
    date: longDate(batch.sentAt ?? at, 'lv'),
    from: agency(batch.sender).title.lv,
    to: agency(batch.holder).title.lv,
    count: lines.length,
    columns: ['Nr.', 'Lieta', 'Dokuments', 'Kods', 'Saņemts'],
    lines: lines.map(({ line, case: it, document }) => ({
      line: String(line),
      caseCode: it.code,
      title: document.title,
      code: codeOf(batch.number, line ?? 0),
    })),
    words: {
      from: 'Nosūtītājs',
      to: 'Saņēmējs',
      count: 'Lapas rindu skaits',
      sent: 'Nosūtīja (vārds, paraksts, datums)',
      received: 'Saņēma (vārds, paraksts, datums)',
    },
    footer: `${batch.number}: uz katra oriģināla jāuzraksta tā kods.`,
  };
}

/** Written by hand on the paper, typed by hand where it arrives: "KAC-2026-0001/3". */
export const codeOf = (number: string, line: number): string => `${number}/${line}`;

/** The list as a PDF. */
export const renderBatchList = (facts: Facts): Buffer => renderPdf('batch-list', batchListData(facts), facts.at);
