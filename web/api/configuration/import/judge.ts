import type { PlanData } from '../../../contract/configuration-plan.ts';
import type { ItemContent, ItemStatus } from '../../../contract/configuration.ts';
import { faultsOfContent } from '../check.ts';
import type { Step } from '../reach.ts';
import { differences, keptOf } from '../write.ts';
import { circlesIn } from './circles.ts';
import type { CellFault, Converted } from './convert.ts';

/** What is registered already, by identifier in lower case. Of another agency's item it matters only that it is there. */
export type Existing = { id: string; agencyId: string; status: ItemStatus; content: ItemContent };
export type World = {
  agencyId: string;
  plan: PlanData;
  services: ReadonlySet<string>;
  existing: ReadonlyMap<string, Existing>;
  /** Fields the file has columns for; of the others what is registered stays. */ given: ReadonlySet<string>;
};
export type Judged = {
  line: number;
  verdict: 'add' | 'change' | 'same' | 'faulty';
  content: ItemContent;
  status: ItemStatus;
  existing: Existing | undefined;
  faults: CellFault[];
};
/** Items whose relations run in a circle: no fault, but seldom meant. */
export type Circle = { line: number; column: string; way: string[] };

const low = (it: string) => it.toLowerCase();

/** What would become of each row, and every fault. Pure: the same for the look before as for the act. */
export function judge(rows: Converted[], world: World): { rows: Judged[]; circles: Circle[] } {
  const first = new Map<string, number>();
  const judged = rows.map(row => {
    const it = judgeRow(row, world);
    const key = low(row.content.identifier);
    const before = first.get(key);
    if (key !== '' && before !== undefined) it.faults.push({ ...at(row, 'identifier', 'duplicate', row.content.identifier), also: before });
    else first.set(key, row.line);
    return it;
  });
  followRelations(rows, judged, world);
  for (const it of judged) if (it.faults.length > 0) it.verdict = 'faulty';
  return { rows: judged, circles: findCircles(rows, judged, world) };
}

const at = (row: Converted, field: string, code: string, value: string): CellFault => ({
  line: row.line,
  column: row.columnOf(field),
  code,
  value: value.slice(0, 120),
});

const atRelation = (row: Converted, code: string, to: string): CellFault => ({
  line: row.line,
  column: row.columnOfRelation(to),
  code,
  value: to.slice(0, 120),
});

function judgeRow(row: Converted, { agencyId, plan, services, existing, given }: World): Judged {
  const before = existing.get(low(row.content.identifier));
  // a file without a column for relations says nothing of them: what is registered stays
  const content = before ? { ...before.content, ...Object.fromEntries(Object.entries(row.content).filter(([field]) => given.has(field))) } : row.content;
  const faults = [...row.faults];
  const add = (field: string, code: string, value: string) => {
    const fault = at(row, field, code, value);
    if (!faults.some(it => it.column === fault.column && (it.code === code || it.code === 'missing'))) faults.push(fault);
  };
  for (const { path, code, message } of faultsOfContent(content, plan, services)) {
    if (code === 'to-itself') faults.push(atRelation(row, code, message ?? ''));
    else if (content.type !== '' || code !== 'unknown-type') add(path, code, valueAt(content, path) || (message ?? ''));
  }
  if (before && before.agencyId !== agencyId) add('identifier', 'of-another-agency', content.identifier);
  if (before && row.status !== null && row.status !== before.status) add('status', 'status-by-change', row.status);
  const changed = before ? differences(keptOf(before.content), keptOf(content)).length > 0 : true;
  if (before?.status === 'retired' && changed) add('identifier', 'is-retired', content.identifier);
  return {
    line: row.line,
    verdict: before ? (changed ? 'change' : 'same') : 'add',
    content,
    status: before?.status ?? row.status ?? 'planned',
    existing: before,
    faults,
  };
}

function valueAt(content: ItemContent, path: string): string {
  if (path === 'relations' || path === 'services') return '';
  const value = path.startsWith('attributes.') ? content.attributes[path.slice('attributes.'.length)] : content[path as keyof ItemContent];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A relation leads to what is registered or comes with the file. What leads to a faulty row is faulty too, and so on, until nothing is added. */
function followRelations(rows: Converted[], judged: Judged[], { existing }: World): void {
  const inFile = new Map<string, Judged>();
  for (const it of judged) if (!inFile.has(low(it.content.identifier))) inFile.set(low(it.content.identifier), it);
  const leads = new Map<string, { n: number; to: string }[]>();
  for (const [n, it] of judged.entries()) {
    for (const { to } of it.content.relations) {
      const key = low(to);
      if (!existing.has(key) && !inFile.has(key)) it.faults.push(atRelation(rows[n]!, 'unknown-target', to));
      else if (!existing.has(key)) leads.set(key, [...(leads.get(key) ?? []), { n, to }]);
    }
  }
  const bad = [...inFile].filter(([, it]) => it.faults.length > 0).map(([key]) => key);
  const met = new Set(bad);
  for (const key of bad) {
    for (const { n, to } of leads.get(key) ?? []) {
      const it = judged[n]!;
      it.faults.push({ ...atRelation(rows[n]!, 'target-faulty', to), also: inFile.get(key)!.line });
      const own = low(it.content.identifier);
      if (met.has(own)) continue;
      met.add(own);
      bad.push(own);
    }
  }
}

/** Circles among the rows of the file, by relations along which impact flows. */
function findCircles(rows: Converted[], judged: Judged[], { plan }: World): Circle[] {
  // of duplicates the first is the item
  const lines = new Map(judged.map((it, n) => [low(it.content.identifier), rows[n]!] as const).reverse());
  const steps = judged.flatMap(({ content }) =>
    content.relations.flatMap(({ type, to }): Step[] => {
      const impact = plan.relations.find(it => it.id === type)?.impact;
      const [source, target] = [low(content.identifier), low(to)];
      if (!impact || impact === 'none' || source === target) return [];
      return impact === 'to-source' ? [{ from: target, to: source }] : [{ from: source, to: target }];
    }),
  );
  return circlesIn(steps).map(way => {
    const row = way.map(id => lines.get(id)).find(it => it !== undefined);
    return { line: row?.line ?? 0, column: row?.columnOf('relations') ?? 'relations', way: way.map(id => lines.get(id)?.content.identifier ?? id) };
  });
}
