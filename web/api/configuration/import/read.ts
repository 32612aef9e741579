import { parse } from 'csv-parse/sync';
import { faultsOfKeeping } from '../../http/keepable.ts';

/** More is not an inventory any more, or somebody has mistaken the file. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;
const LONGEST_CELL = 10_000;

/** A fault of the file as a whole: nothing of it is read. `line`: where it was met, if that is known. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly line: number | null;
  constructor(code: string, line: number | null = null) {
    super(code);
    this.code = code;
    this.line = line;
  }
}

/** A row as the file has it: where it begins, and its cells by the name of their column. JSON has the number of the record for a line. */
export type RawRow = { line: number; cells: Record<string, unknown> };
export type Table = { format: 'csv' | 'json'; columns: string[]; rows: RawRow[] };

/** Reads a file of items. @throws UnreadableFile */
export function readTable(bytes: Buffer): Table {
  if (bytes.length === 0) throw new UnreadableFile('empty');
  if (bytes.length > MOST_BYTES) throw new UnreadableFile('too-large');
  const text = decode(bytes);
  const table = /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
  if (table.rows.length === 0) throw new UnreadableFile('empty');
  if (table.rows.length > MOST_ROWS) throw new UnreadableFile('too-many-rows', MOST_ROWS);
  return table;
}

/** UTF-8, or UTF-16 that says so. A guess at another encoding would turn "ā" into something else in thousands of rows, unseen. */
function decode(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('not-utf8', isWide ? null : lineOfBadByte(bytes));
  }
}

/** Where the first line is that is not UTF-8. */
function lineOfBadByte(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [line, from] = [1, 0];
  for (let to = bytes.indexOf(10, from); to !== -1; to = bytes.indexOf(10, from)) {
    try {
      decoder.decode(bytes.subarray(from, to + 1));
    } catch {
      return line;
    }
    [line, from] = [line + 1, to + 1];
  }
  return line;
}

function readCsv(text: string): Table {
  const delimiter = delimiterOf(text);
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_CELL * 20,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    const [head, ...body] = records;
    if (!head || body.length === 0) throw new UnreadableFile('empty');
    const columns = head.record.map(it => it.trim());
    if (columns.length > MOST_COLUMNS) throw new UnreadableFile('too-many-columns', 1);
    const twice = columns.find((it, at) => it !== '' && columns.indexOf(it) !== at);
    if (twice) throw new UnreadableFile('column-twice', 1);
    // a record ends at `lines`; the next begins on the line after it
    const rows = body.map(({ record }, at) => ({
      line: (at === 0 ? head.info.lines : body[at - 1]!.info.lines) + 1,
      cells: Object.fromEntries(columns.map((name, column) => [name, record[column] ?? ''])),
    }));
    return { format: 'csv', columns, rows };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const at = error as { code?: string; lines?: number };
    throw new UnreadableFile(at.code === 'CSV_MAX_RECORD_SIZE' ? 'cell-too-long' : 'not-csv', at.lines ?? null);
  }
}

/** The sign that stands most often in the first line: a Latvian Excel writes semicolons. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'));
  const count = (sign: string) => first.split(sign).length;
  return [';', ',', '\t'].toSorted((one, other) => count(other) - count(one))[0]!;
}

function readJson(text: string): Table {
  const parsed = parseJson(text);
  if (faultsOfKeeping(parsed).length > 0) throw new UnreadableFile('not-json');
  const records = Array.isArray(parsed) ? parsed : (parsed as { items?: unknown }).items;
  if (!Array.isArray(records)) throw new UnreadableFile('not-a-list');
  const rows = records.map((it: unknown, at) => {
    if (typeof it !== 'object' || it === null || Array.isArray(it)) throw new UnreadableFile('not-a-list', at + 1);
    const { attributes, ...rest } = it as Record<string, unknown>;
    const named =
      typeof attributes === 'object' && attributes !== null ? Object.entries(attributes).map(([key, value]) => [`attr.${key}`, value] as const) : [];
    return { line: at + 1, cells: { ...rest, ...Object.fromEntries(named) } };
  });
  return { format: 'json', columns: [...new Set(rows.flatMap(row => Object.keys(row.cells)))], rows };
}

function parseJson(text: string): object {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as object;
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new UnreadableFile('not-json', at ? text.slice(0, Number(at)).split('\n').length : null);
  }
}
