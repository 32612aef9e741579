import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Endpoint } from '../../web/contract/endpoint.ts';
import { ENDPOINTS } from '../../web/contract/index.ts';
import { leavesOf, type PersonalOf } from '../../web/contract/personal.ts';

export const FIELDS_FILE = join(import.meta.dirname, '../../docs/security/fields.csv');
const EXPECTED_FILE = join(import.meta.dirname, 'expected.csv');

/** What a group of fields is: of whom it says something when it is read; or `written`, the fields a request may set. */
export type Whose = PersonalOf | 'written';
export type FieldRow = {
  route: string;
  act: 'read' | 'write';
  whose: Whose;
  fields: string[];
  rights: Record<string, string>;
  why: string;
  /** Holds nothing about anybody but who asks. */ oneself: boolean;
};

type Leaf = { path: readonly string[]; of: string | undefined };

/**
 * Leaves of one kind, by the shortest names that mean them and nothing else: `deadline.*` where all that stands in `deadline` is of that kind.
 * A leaf without a name is the whole answer.
 */
export function shortNames(leaves: readonly Leaf[], of: string, above = ''): string[] {
  const groups = Map.groupBy(leaves, ({ path }) => path[0] ?? '');
  return [...groups].flatMap(([name, inside]) => {
    const here = above ? `${above}.${name}` : name;
    const deeper = inside.filter(it => it.path.length > 1).map(it => ({ ...it, path: it.path.slice(1) }));
    const wanted = inside.filter(it => it.of === of);
    if (wanted.length === 0) return [];
    if (deeper.length === 0) return [here || '*'];
    if (wanted.length === inside.length) return [here.endsWith('*') ? here : `${here}.*`];
    return shortNames(deeper, of, here);
  });
}

const nameOf = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`;

/** Groups of fields of one endpoint: what its answer shows of whom, what its request may set. */
function groupsOf({ reply, streams, body, consumes, oneself }: Endpoint): Pick<FieldRow, 'act' | 'whose' | 'fields' | 'oneself'>[] {
  const shown = reply ? leavesOf(reply) : [];
  const read = (['client', 'employment', 'worker'] as const).flatMap(whose => {
    const fields = [...(streams?.includes(whose) ? ['(file)'] : []), ...shortNames(shown, whose)];
    return fields.length > 0 ? [{ act: 'read' as const, whose, fields, oneself: oneself === true }] : [];
  });
  const set = body
    ? shortNames(
        leavesOf(body).map(({ path }) => ({ path: path.slice(0, 1), of: 'written' })),
        'written',
      )
    : consumes
      ? ['(file)']
      : [];
  return set.length > 0 ? [...read, { act: 'write', whose: 'written', fields: set, oneself: false }] : read;
}

/**
 * Who may read or set which fields: the marks of the contracts × the rows of expected.csv, in the order of that table.
 * @throws Error for a route without a row: expected.csv comes first
 */
export function fieldRows(endpoints: readonly Endpoint[] = ENDPOINTS, expected = readFileSync(EXPECTED_FILE, 'utf8')): FieldRow[] {
  const lines = parse(expected, { columns: true }) as Record<string, string>[];
  return endpoints.flatMap(endpoint => {
    const name = nameOf(endpoint);
    const rows = lines.filter(({ route }) => route === name || route!.startsWith(`${name} [`));
    if (rows.length === 0) throw new Error(`expected.csv has no row "${name}"`);
    return groupsOf(endpoint).flatMap(group =>
      rows.map(({ route, why, ...rights }) => ({ ...group, route: route!, rights, why: group.oneself ? `${why!} (only about oneself)` : why! })),
    );
  });
}

/** docs/security/fields.csv. */
export const printFields = (rows = fieldRows()): string =>
  stringify(
    rows.map(({ route, act, whose, fields, rights, why }) => ({ route, act, whose, fields: fields.join(' '), ...rights, why })),
    { header: true },
  );

const COLUMNS: readonly Whose[] = ['client', 'employment', 'worker', 'written'];

/** How many rows of the table let a role in; of them, in brackets, those with nothing but one's own. */
function countOf(rows: readonly FieldRow[], role: string, whose: Whose): string {
  const may = rows.filter(it => it.whose === whose && it.rights[role] !== '-');
  const own = may.filter(it => it.oneself || it.rights[role] === 'own').length;
  return may.length === 0 ? '–' : own === 0 ? String(may.length) : `${may.length} (${own})`;
}

/** Lines of the table in docs/security/fields.md: roles × kinds of fields. */
export const summary = (rows = fieldRows()): string[] =>
  Object.keys(rows[0]!.rights).map(role => `| ${[role, ...COLUMNS.map(whose => countOf(rows, role, whose))].join(' | ')} |`);

export const PAGE_FILE = join(import.meta.dirname, '../../docs/security/fields.md');
const HEAD = `| role | ${COLUMNS.join(' | ')} |\n| --- | --- | --- | --- | --- |\n`;

/** The page with the table of numbers as it is now. @throws Error where the page has no such table */
export function putSummary(page: string, lines = summary()): string {
  const start = page.indexOf(HEAD);
  if (start < 0) throw new Error(`fields.md has lost its table: put back\n${HEAD}`);
  const rest = page.slice(start + HEAD.length);
  return `${page.slice(0, start)}${HEAD}${lines.join('\n')}\n${rest.replace(/^(\|.*\n)*/, '')}`;
}
