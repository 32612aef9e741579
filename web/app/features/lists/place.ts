import {
  CASE_COLUMNS,
  type CASE_QUEUES,
  type CASE_SORTS,
  DEFAULT_COLUMNS,
  FILTER_NAMES,
  TASK_COLUMNS,
  type TASK_QUEUES,
  TASK_SORTS,
  type ViewDefinition,
  type WorkFilter,
} from '../../../contract/views.ts';

export type Of = ViewDefinition['of'];
export type Column = ViewDefinition['columns'][number];
export type TaskQueue = (typeof TASK_QUEUES)[number];
export type CaseQueue = (typeof CASE_QUEUES)[number];
export type TaskSort = (typeof TASK_SORTS)[number];
export type CaseSort = (typeof CASE_SORTS)[number];

/** What the address of a list says beside its queue: the whole filter, the order, the columns, and which kept view it came from. */
export type ListSearch<Sort extends string> = WorkFilter & { sort?: Sort; cols?: string; view?: string };

const LONGEST = 1000;
const text = (it: unknown): string | undefined => (typeof it === 'string' || typeof it === 'number' ? String(it).slice(0, LONGEST) || undefined : undefined);
const oneOf = <Word extends string>(words: readonly Word[], it: unknown): Word | undefined => words.find(word => word === it);

/** Reads the part of an address that narrows a list. What it does not know, it leaves out. */
export function readSearch<Sort extends string>(search: Record<string, unknown>, sorts: readonly Sort[]): ListSearch<Sort> {
  const said = [...FILTER_NAMES, 'cols' as const, 'view' as const].flatMap(name => {
    const value = text(search[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const sort = oneOf(sorts, search['sort']);
  return { ...(Object.fromEntries(said) as WorkFilter), ...(sort && { sort }) };
}

/** Only what narrows. */
export const filterOf = (search: object): WorkFilter =>
  Object.fromEntries(FILTER_NAMES.flatMap(name => ((search as WorkFilter)[name] === undefined ? [] : [[name, (search as WorkFilter)[name]]]))) as WorkFilter;

export const isNarrowed = (search: object): boolean => Object.keys(filterOf(search)).length > 0;

/** Orders each state of cases can be read in; the first is the one it opens with (web/api/cases/rows.ts has an index for each). */
const OPEN_SORTS: readonly CaseSort[] = ['due', 'age', 'newest', 'priority', 'code', 'service'];
export const CASE_SORTS_OF: Record<CaseQueue, readonly CaseSort[]> = {
  open: OPEN_SORTS,
  overdue: OPEN_SORTS,
  waiting: OPEN_SORTS,
  closed: ['closed', 'age', 'newest', 'code'],
  all: ['newest', 'age', 'code'],
};

/** "code,what:300" – columns with their widths in pixels. */
export const writeColumns = (columns: readonly Column[]): string => columns.map(({ id, width }) => (width ? `${id}:${width}` : id)).join(',');

/** Columns the address names, those it may name; else the usual ones. */
export function readColumns(cols: string | undefined, of: Of): Column[] {
  const known: readonly string[] = of === 'tasks' ? TASK_COLUMNS : CASE_COLUMNS;
  const named = (cols ?? '').split(',').flatMap(it => {
    const [id = '', width] = it.split(':');
    if (!known.includes(id)) return [];
    const pixels = Number(width);
    return [{ id: id as Column['id'], ...(Number.isInteger(pixels) && pixels >= 40 && pixels <= 1000 && { width: pixels }) }];
  });
  const once = named.filter((it, at) => named.findIndex(other => other.id === it.id) === at);
  return once.length > 0 ? once : DEFAULT_COLUMNS[of].map(id => ({ id }));
}

/** How wide columns are when nobody has said; what has no number shares the rest. */
const WIDTHS: Partial<Record<Column['id'], string>> = {
  code: '9ch',
  client: 'minmax(12ch, 20ch)',
  assignee: '18ch',
  due: '24ch',
  priority: '10ch',
  status: '18ch',
  channel: '12ch',
  kind: '20ch',
  team: '10ch',
  agency: '22ch',
  submitted: '12ch',
  created: '12ch',
  closed: '12ch',
  waits: '26ch',
};

/** Columns of a grid for these columns of the list. */
export const templateOf = (columns: readonly Column[]): string =>
  columns.map(({ id, width }) => (width ? `${width}px` : (WIDTHS[id] ?? 'minmax(12rem, 1fr)'))).join(' ');

/** The same list with another task open, or none: what narrows it and puts it in order stays. */
export const sameList =
  (to: { queue?: TaskQueue; task?: string }) =>
  (before: object): ListSearch<TaskSort> & { queue?: TaskQueue; task?: string } => {
    const { queue } = before as { queue?: TaskQueue };
    return { ...readSearch(before as Record<string, unknown>, TASK_SORTS), ...(queue && { queue }), ...to };
  };

type Kept = { owner: 'user' | 'team'; isDefault: boolean };

/** The view the workplace opens with: one's own before the team's; none: undefined. */
export const defaultView = <View extends Kept>(views: readonly View[]): View | undefined =>
  views.find(it => it.isDefault && it.owner === 'user') ?? views.find(it => it.isDefault);

/** The address that shows a kept view. */
export function placeOf(definition: ViewDefinition, view: string): { to: '/work/tasks' | '/work/cases'; search: Record<string, unknown> } {
  const search = { ...definition.filter, sort: definition.sort, cols: writeColumns(definition.columns), view };
  return definition.of === 'tasks'
    ? { to: '/work/tasks', search: { queue: definition.queue, ...search } }
    : { to: '/work/cases', search: { state: definition.queue, ...search } };
}
