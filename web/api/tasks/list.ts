import type { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { listTasks, taskLine } from '../../contract/tasks.ts';
import type { QueryOf } from '../../contract/endpoint.ts';
import { makeShown } from '../audit/shown.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { cursorOf, keyOf } from '../views/keyset.ts';
import { mayListTasks, workableBy } from './policy.ts';
import { presentTask } from './present.ts';
import { readTasks, TASK_ORDERS, type TaskLineRow } from './rows.ts';

/** My open tasks, the right inside the query. */
export const mineOf = (user: User): Prisma.TaskWhereInput => ({ AND: [{ state: 'open', assigneeId: user.id }, workableBy(user)] });

/** The task lists: a queue, narrowed, in order, page by page; one statement each (C5). */
export function makeTaskList({ db, now, processes }: Pick<CaseDeps, 'db' | 'now' | 'processes'>) {
  const shown = makeShown({ db, now });

  return async ({ queue, sort, cursor, limit, ...filter }: QueryOf<typeof listTasks>, { user }: Context) => {
    if (!mayListTasks(user)) throw new Problem('not-permitted', 'Tasks are for staff');
    const order = TASK_ORDERS[sort];
    const at = now();
    const rows = await readTasks(db, { queue, sort, filter, user, now: at, key: keyOf(cursor, order), limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    await shown(
      user,
      'task.list',
      page.map(it => it.case.code),
    );
    return {
      tasks: page.map(row => presentTaskLine(row, { user, now: at, processes })),
      next: rows.length > limit && last ? cursorOf(order, last.sortKey) : null,
    };
  };
}

/** One line with what only lists show. */
export function presentTaskLine(
  row: TaskLineRow,
  { user, now, processes }: { user: User; now: Date; processes: CaseDeps['processes'] },
): z.input<typeof taskLine> {
  const [handed] = row.handOvers;
  const named: [string | null | undefined, string | null][] = [
    [row.assigneeId, row.assigneeName],
    [row.onBehalfOfId, row.onBehalfOfName],
    [row.standInId, row.standInName],
    [handed?.fromId, row.fromName],
    [handed?.forId, row.forName],
  ];
  const names = new Map(named.flatMap(([id, name]) => (id == null ? [] : [[id, name ?? ''] as const])));
  return { ...presentTask(row, { names, now, processes }), submittedAt: row.case.submittedAt.toISOString(), ...presentExtras(row, row.case.waitsFor, user) };
}

type Extras = Pick<TaskLineRow, 'waitReason' | 'waitSince' | 'news' | 'newsAt' | 'newsBy'>;

/** Whom it waits for and why; what happened last. */
export const presentExtras = (row: Extras, waitsFor: string | null, user: User) => ({
  waits: waitsFor === null ? null : { for: waitsFor, reason: row.waitReason, since: row.waitSince?.toISOString() ?? null },
  news: row.news === null || row.newsAt === null ? null : { why: row.news, at: row.newsAt.toISOString(), mine: row.newsBy === user.id },
});
