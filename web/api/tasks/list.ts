import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { listTasks } from '../../contract/tasks.ts';
import type { QueryOf } from '../../contract/endpoint.ts';
import { makeShown } from '../audit/shown.ts';
import { readCursor, writeCursor } from '../cases/page.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import type { Finder } from './find.ts';
import { mayListTasks, visibleTasks, workableBy } from './policy.ts';
import { TASK_INCLUDE } from './present.ts';

type Queue = QueryOf<typeof listTasks>['queue'];

/** Counts stop here: nobody reads them exactly, and exact counts grow with the table (C7). */
const COUNT_LIMIT = 1000;

/** Open tasks of a queue, the right inside the query. */
export const queueOf = (queue: Queue, user: User): Prisma.TaskWhereInput => ({ AND: [{ state: 'open' }, QUEUES[queue](user)] });

const QUEUES: Record<Queue, (user: User) => Prisma.TaskWhereInput> = {
  mine: user => ({ AND: [{ assigneeId: user.id }, workableBy(user)] }),
  team: workableBy,
  unassigned: user => ({ AND: [{ assigneeId: null }, workableBy(user)] }),
  all: visibleTasks,
};

/** The task lists, oldest first. */
export function makeTaskList({ db, now }: Pick<CaseDeps, 'db' | 'now'>, finder: Finder) {
  const shown = makeShown({ db, now });
  const count = (queue: Queue, user: User) => db.task.count({ where: queueOf(queue, user), take: COUNT_LIMIT });

  return async ({ queue, cursor, limit }: QueryOf<typeof listTasks>, { user }: Context) => {
    if (!mayListTasks(user)) throw new Problem('not-permitted', 'Tasks are for staff');
    const after = readCursor(cursor, 2);
    const where = { AND: [queueOf(queue, user), ...(after ? [laterThan(after)] : [])] };
    const [rows, mine, team, unassigned, all] = await Promise.all([
      db.task.findMany({ where, orderBy: [{ createdAt: 'asc' }, { key: 'asc' }], take: limit + 1, include: TASK_INCLUDE }),
      count('mine', user),
      count('team', user),
      count('unassigned', user),
      count('all', user),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    await shown(
      user,
      'task.list',
      page.map(it => it.case.code),
    );
    return {
      tasks: await finder.present(page),
      next: rows.length > limit && last ? writeCursor([last.createdAt.toISOString(), last.key]) : null,
      counts: { mine, team, unassigned, all },
    };
  };
}

const laterThan = ([at, key]: (string | null)[]): Prisma.TaskWhereInput => ({
  OR: [{ createdAt: { gt: new Date(at!) } }, { createdAt: new Date(at!), key: { gt: key! } }],
});
