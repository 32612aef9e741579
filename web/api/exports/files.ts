import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Cell } from './cells.ts';

type File = { titles: string[]; rows: AsyncIterable<Cell[]>; language: 'lv' | 'en'; res: Response };

/**
 * CSV for spreadsheets: UTF-8 with its mark, so that "ā" stays "ā"; the separator a Latvian or an English Excel expects; days as
 * 2026-11-21, which each of them reads as a day. Text that a spreadsheet would take for a formula (= + - @) is guarded.
 */
export async function writeCsv({ titles, rows, language, res }: File): Promise<void> {
  const csv = stringify({ bom: true, delimiter: language === 'lv' ? ';' : ',', escape_formulas: true, record_delimiter: 'windows' });
  await pipeline(Readable.from(withTitles(titles, rows)), csv, res);
}

async function* withTitles(titles: string[], rows: AsyncIterable<Cell[]>) {
  yield titles;
  for await (const row of rows) yield row.map(plain);
}

const plain = (cell: Cell) => (cell !== null && typeof cell === 'object' ? cell.day : cell);

const DAYS = { lv: 'dd.mm.yyyy.', en: 'd mmm yyyy' };
const WIDTH = 18;

/** XLSX: text is text, days are days, numbers are numbers. The file is put together when the last row is known. */
export async function writeXlsx({ titles, rows, language, res }: File): Promise<void> {
  const data: object[][] = [titles.map(value => ({ value, type: String, fontWeight: 'bold' }))];
  for await (const row of rows) data.push(row.map(cell => excel(cell, language)));
  await writeXlsxFile(data as SheetData, { columns: titles.map(() => ({ width: WIDTH })), stickyRowsCount: 1 }).toStream(res);
}

function excel(cell: Cell, language: 'lv' | 'en'): object {
  if (cell === null) return { value: null };
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: cell, type: String };
  return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: DAYS[language] };
}
