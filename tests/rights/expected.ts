import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { rowOf, type Cell } from './matrix.ts';
import { ACTORS, OBJECTS } from './people.ts';

/** The table people read: what PLATFORM §1 says each role may, route by route. */
export type Expected = {
  rows: string[];
  /** @throws Error for a row that is not there */
  allows(cell: Cell): boolean;
  /** What is wrong with the table itself: rows without a route, routes without a row, words nobody knows. */
  faults(cells: readonly Cell[]): string[];
};

const FILE = join(import.meta.dirname, 'expected.csv');

/** `content`: of a table, where not the one of the project. */
export function readExpected(content = readFileSync(FILE, 'utf8')): Expected {
  const lines = parse(content, { columns: true }) as Record<string, string>[];
  const rows = new Map(lines.map(line => [line['route']!, line]));

  const wordsOf = (row: string, actor: string) => (rows.get(row)?.[actor] ?? '').split(' ');

  function faultsOfRow(row: string, cells: readonly Cell[]): string[] {
    const known: readonly string[] = cells[0]?.object === null ? ['yes', '-'] : ['all', '-', ...OBJECTS];
    const wrong = ACTORS.flatMap(({ name }) =>
      wordsOf(row, name)
        .filter(word => !known.includes(word))
        .map(word => `${row}: "${word}" of ${name} is none of ${known.join(', ')}`),
    );
    return rows.get(row)?.['why'] ? wrong : [...wrong, `${row} does not say why`];
  }

  return {
    rows: [...rows.keys()],
    allows(cell) {
      if (!rows.has(rowOf(cell))) throw new Error(`expected.csv has no row "${rowOf(cell)}"`);
      const words = (cell.actor.columns ?? [cell.actor.name]).flatMap(column => wordsOf(rowOf(cell), column));
      return words.includes('yes') || words.includes('all') || (cell.object !== null && words.includes(cell.object));
    },
    faults(cells) {
      const byRow = Map.groupBy(cells, rowOf);
      return [
        ...[...byRow.keys()].filter(row => !rows.has(row)).map(row => `${row} has no row in expected.csv: say who may, from PLATFORM §1`),
        ...[...rows.keys()].filter(row => !byRow.has(row)).map(row => `${row} is no route: take it out of expected.csv`),
        ...(rows.size === lines.length ? [] : ['expected.csv has a route twice']),
        ...[...rows.keys()].flatMap(row => faultsOfRow(row, byRow.get(row) ?? [])),
      ];
    },
  };
}
