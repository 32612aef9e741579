import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import { MOST_EXPORTED, type exportList } from '../../contract/exports.ts';
import type { ViewDefinition } from '../../contract/views.ts';
import { audit } from '../audit/audit.ts';
import type { Directory } from '../cases/directory.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { mayListCases } from '../cases/policy.ts';
import { caseBranches, readCases, sortOf } from '../cases/rows.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayListTasks } from '../tasks/policy.ts';
import { FROM_TASKS, readTasks, taskBranches } from '../tasks/rows.ts';
import { caseConditions, taskConditions } from '../views/filter.ts';
import type { Key } from '../views/keyset.ts';
import { cellOf, type Cell, type Line } from './cells.ts';
import { writeCsv, writeXlsx } from './files.ts';

export type Exports = ReturnType<typeof makeExports>;

const PAGE = 1000;
const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

type Of = { definition: ViewDefinition; user: User; now: Date };

/** What a list shows, as a file: the same rows by the same statements, page after page, so that nothing is there that the list would not show. */
export function makeExports({ db, now, processes, directory }: Pick<CaseDeps, 'db' | 'now' | 'processes'> & { directory: Directory }) {
  const exportFile: UseCase<typeof exportList> = async ({ definition, format, language, titles, words, purpose }, { user, res }) => {
    const of = { definition, user, now: now() };
    refuseOthers(of);
    const expected = await count(db, of);
    const { text: _text, ...filter } = definition.filter;
    // before the first byte leaves: whoever is cut off has still had what came before
    const entry = { who: user.id, at: of.now, purpose, data: { of: definition.of, queue: definition.queue, filter, format, rows: expected } };
    await db.$transaction(tx => audit(tx, { ...entry, did: 'list.export' }));

    const agency = await directory.agencies();
    const columns = definition.columns.map(it => it.id);
    async function* cells(): AsyncGenerator<Cell[]> {
      let rows = 0;
      try {
        for await (const page of pagesOf(db, of)) {
          // whose: before the page leaves
          await db.$transaction(tx => audit(tx, { ...entry, did: 'list.exporting', at: now(), data: { shown: page.map(it => it.it.code) } }));
          rows += page.length;
          for (const line of page) yield columns.map(id => cellOf(id, line, { language, words, processes, agency }));
        }
      } finally {
        // also of what was cut off in the middle
        await db.$transaction(tx => audit(tx, { ...entry, did: 'list.exported', at: now(), data: { ...entry.data, rows } }));
      }
    }
    res.status(200).set({
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="pietura-${definition.of}.${format}"`,
      'x-rows': String(expected),
      'cache-control': 'no-store',
    });
    const write = format === 'csv' ? writeCsv : writeXlsx;
    await write({ titles: columns.map(id => titles[id] ?? id), rows: cells(), language, res });
  };

  return { export: exportFile };
}

function refuseOthers({ definition, user }: Of): void {
  const may = definition.of === 'tasks' ? mayListTasks(user) : mayListCases(user);
  if (!may) throw new Problem('not-permitted', 'Lists are for staff');
  if (definition.of === 'cases') sortOf(definition.queue, definition.sort);
}

/** How many rows to expect, never counted further than a file may be long. */
async function count(db: Db, { definition, user, now }: Of): Promise<number> {
  const [branches, conditions, from] =
    definition.of === 'tasks'
      ? [taskBranches(definition.queue, user, now), taskConditions(definition.filter, now), FROM_TASKS]
      : [caseBranches(definition.queue, user, now), caseConditions(definition.filter, now), Prisma.sql`FROM "case" c`];
  const parts = branches.map(branch => Prisma.sql`(SELECT 1 ${from} WHERE ${Prisma.join([branch, ...conditions], ' AND ')} LIMIT ${MOST_EXPORTED})`);
  const [row] = await db.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::integer AS count FROM (SELECT 1 FROM (${Prisma.join(parts, ' UNION ALL ')}) y LIMIT ${MOST_EXPORTED}) x`;
  return row?.count ?? 0;
}

async function* pagesOf(db: Db, of: Of): AsyncGenerator<Line[]> {
  let key: Key | undefined;
  for (let sent = 0; sent < MOST_EXPORTED; sent += PAGE) {
    const page: { line: Line; key: Key }[] = await pageOf(db, of, key);
    if (page.length > 0) yield page.map(it => it.line);
    if (page.length < PAGE) return;
    key = page.at(-1)?.key;
  }
}

async function pageOf(db: Db, { definition, user, now }: Of, key: Key | undefined): Promise<{ line: Line; key: Key }[]> {
  const common = { filter: definition.filter, user, now, key, limit: PAGE };
  if (definition.of === 'tasks') {
    const rows = await readTasks(db, { ...common, queue: definition.queue, sort: definition.sort });
    return rows.map(task => ({ line: { task, it: { ...task.case, waitReason: task.waitReason } }, key: task.sortKey }));
  }
  const rows = await readCases(db, { ...common, state: definition.queue, sort: definition.sort });
  return rows.map(it => ({ line: { task: null, it }, key: it.sortKey }));
}
