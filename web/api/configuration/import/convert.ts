import type { Attribute, PlanData } from '../../../contract/configuration-plan.ts';
import type { ItemContent, ItemStatus } from '../../../contract/configuration.ts';
import { meaningOf, plain, relationOf, statusOf, typeOf, type Meaning } from './columns.ts';
import type { RawRow, Table } from './read.ts';

/** What is wrong with one cell. `value`: what stands there, cut short; `also`: another line it has to do with. */
export type CellFault = { line: number; column: string; code: string; value: string; also?: number };
/** A service as a file may name it. */
export type KnownService = { id: string; names: string[] };
export type Converted = {
  line: number;
  content: ItemContent;
  status: ItemStatus | null;
  columnOf(field: string): string;
  /** Which column a relation stands in. */ columnOfRelation(to: string): string;
  faults: CellFault[];
};

const LONGEST: Record<string, number> = { identifier: 80, name: 200, owner: 200, release: 80 };
const SHOWN = 120;

/** Rows of a file as items, with what could not be read. What is between items, `judge` says. */
export function convert(
  { columns, rows }: Table,
  plan: PlanData,
  services: KnownService[],
): { items: Converted[]; meanings: { name: string; meaning: Meaning | null }[] } {
  const meanings = columns.map(name => ({ name, meaning: name === '' ? null : meaningOf(name, plan) }));
  const known = meanings.flatMap(({ name, meaning }) => (meaning ? [{ name, meaning }] : []));
  return { items: rows.map(row => convertRow(row, known, plan, services)), meanings };
}

type Known = { name: string; meaning: Meaning }[];

function convertRow(row: RawRow, known: Known, plan: PlanData, services: KnownService[]): Converted {
  const faults: CellFault[] = [];
  const columnOf = (field: string) =>
    known.find(
      ({ meaning }) =>
        ('field' in meaning && meaning.field === field) ||
        ('relation' in meaning && field === 'relations') ||
        ('attribute' in meaning && field === `attributes.${meaning.attribute}`),
    )?.name ?? field;
  const fault = (column: string, code: string, value: string) => void faults.push({ line: row.line, column, code, value: value.slice(0, SHOWN) });
  const cell = (name: string) => readCell(row.cells[name], code => fault(name, code, wordsOf(row.cells[name])));
  const textOf = (field: string): string => {
    const column = known.find(({ meaning }) => 'field' in meaning && meaning.field === field);
    const text = column ? cell(column.name).join(', ') : '';
    if (text.length > (LONGEST[field] ?? Infinity)) fault(column!.name, 'too-long', text);
    return text;
  };
  const [identifier, name, typeWord, statusWord] = [textOf('identifier'), textOf('name'), textOf('type'), textOf('status')];
  for (const [field, text] of [
    ['identifier', identifier],
    ['name', name],
    ['type', typeWord],
  ] as const)
    if (text === '') fault(columnOf(field), 'missing', '');
  const type = typeOf(typeWord, plan);
  if (typeWord !== '' && !type) fault(columnOf('type'), 'unknown-type', typeWord);
  const status = statusWord === '' ? null : (statusOf(statusWord) ?? null);
  if (statusWord !== '' && !status) fault(columnOf('status'), 'unknown-status', statusWord);
  const relations = relationsOf(row, known, cell, plan, fault);
  const content = {
    identifier,
    name,
    type: type ?? '',
    owner: textOf('owner') || null,
    release: textOf('release') || null,
    attributes: attributesOf(row, known, plan.types.find(it => it.id === type)?.attributes ?? [], fault),
    services: servicesOf(known, cell, services, fault),
    relations: relations.map(({ type: relation, to }) => ({ type: relation, to })),
  };
  const columnOfRelation = (to: string) => relations.find(it => it.to === to)?.column ?? columnOf('relations');
  return { line: row.line, content, status, columnOf, columnOfRelation, faults };
}

/** What a cell holds, in words. Not `String`: JSON may bring an object with a `toString` of its own. */
const wordsOf = (it: unknown): string => (typeof it === 'object' && it !== null ? JSON.stringify(it) : String(it));

/** The texts of a cell: one, or those of a list of JSON. A quote that guards against formulas, as our own export writes it, is no part of the text. */
function readCell(it: unknown, fault: (code: string) => void): string[] {
  const all = (Array.isArray(it) ? it : [it]).filter(one => one !== null && one !== undefined && one !== '');
  return all.flatMap(one => {
    if (typeof one === 'object') return fault('wrong-form') ?? [];
    const text = String(one as string | number | boolean).replace(/^'(?=[=+\-@\t\r])/, '');
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return fault('control-character') ?? [];
    return text.length > 10_000 ? (fault('too-long') ?? []) : [text.trim()];
  });
}

type Say = (column: string, code: string, value: string) => void;
const split = (all: string[]): string[] =>
  all
    .flatMap(it => it.split(/[|\n]/))
    .map(it => it.trim())
    .filter(Boolean);

function servicesOf(known: Known, cell: (name: string) => string[], services: KnownService[], fault: Say): string[] {
  const column = known.find(({ meaning }) => 'field' in meaning && meaning.field === 'services');
  if (!column) return [];
  return split(cell(column.name)).flatMap(word => {
    const found = services.find(it => it.id === word || it.names.includes(plain(word)));
    return found ? [found.id] : (fault(column.name, 'unknown-service', word) ?? []);
  });
}

/** "depends-on:SRV-1 | runs on:SRV-2" in the column of all relations; bare identifiers in the column of one. JSON may give {type, to}. */
function relationsOf(
  row: RawRow,
  known: Known,
  cell: (name: string) => string[],
  plan: PlanData,
  fault: Say,
): (ItemContent['relations'][number] & { column: string })[] {
  return known.flatMap(({ name, meaning }) => {
    if ('relation' in meaning) return split(cell(name)).map(to => ({ type: meaning.relation, to, column: name }));
    if (!('field' in meaning) || meaning.field !== 'relations') return [];
    const listed: unknown[] = Array.isArray(row.cells[name]) ? row.cells[name] : split(cell(name));
    return listed.flatMap(one => {
      const [word, to] =
        typeof one === 'string' ? cutIn2(one) : [wordsOf((one as { type?: unknown } | null)?.type), wordsOf((one as { to?: unknown } | null)?.to)];
      const type = relationOf(word, plan);
      return type ? [{ type, to, column: name }] : (fault(name, 'unknown-relation', word || String(to)) ?? []);
    });
  });
}

const cutIn2 = (it: string): [string, string] => {
  const at = it.indexOf(':');
  return at === -1 ? ['', it] : [it.slice(0, at).trim(), it.slice(at + 1).trim()];
};

function attributesOf(row: RawRow, known: Known, attributes: Attribute[], fault: Say): Record<string, unknown> {
  const entries = known.flatMap(({ name, meaning }) => {
    if (!('attribute' in meaning)) return [];
    const [text] = readCell(row.cells[name], code => fault(name, code, wordsOf(row.cells[name])));
    if (text === undefined || text === '') return [];
    const attribute = attributes.find(it => it.key === meaning.attribute);
    return [[meaning.attribute, attribute ? valueOf(text, attribute) : text] as const];
  });
  return Object.fromEntries(entries);
}

/** A text as the value it stands for; what it cannot stand for stays text, and is judged wrong. */
function valueOf(text: string, { kind, choices }: Attribute): unknown {
  if (kind === 'number') {
    const number = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
    return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : text;
  }
  if (kind === 'yes-no') {
    if (['yes', 'true', '1', 'jā', 'ja'].includes(plain(text))) return true;
    return ['no', 'false', '0', 'nē', 'ne'].includes(plain(text)) ? false : text;
  }
  if (kind === 'date') {
    const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})\.?$/.exec(text) ?? [];
    return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
  }
  if (kind === 'choice')
    return choices.find(it => it.value === plain(text) || plain(it.title.lv) === plain(text) || plain(it.title.en) === plain(text))?.value ?? text;
  return text;
}
