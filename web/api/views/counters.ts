import type { z } from 'zod';
import { Prisma, type SavedView } from '../../../prisma/generated/client.ts';
import { COUNTED_QUEUES, viewDefinition, type counter, type countQueues, type lookAtView, type ViewDefinition } from '../../contract/views.ts';
import { caseBranches } from '../cases/rows.ts';
import { mayListCases } from '../cases/policy.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayListTasks } from '../tasks/policy.ts';
import { FROM_TASKS, taskBranches, type TaskQueue } from '../tasks/rows.ts';
import { caseConditions, taskConditions } from './filter.ts';
import { refuseOthers, refuseUnlessSeen, viewsOf } from './find.ts';

/** Counts stop here: nobody reads them exactly, and exact counts grow with the table (C7). */
export const COUNT_LIMIT = 1000;

const isQueue = (view: string) => (COUNTED_QUEUES as readonly string[]).includes(view);

type Counter = z.input<typeof counter>;
type Counted = { id: string; of: Prisma.Sql };
type Row = { id: string; why: string | null; count: number };

/** Counters of queues and views, and what is new in them. One statement for all of them: people keep dozens. */
export function makeCounters({ db, now }: Pick<CaseDeps, 'db' | 'now'>) {
  const count: UseCase<typeof countQueues> = async (_input, { user }) => {
    refuseOthers(user);
    const [views, looks] = await Promise.all([viewsOf(db, user), db.viewLook.findMany({ where: { userId: user.id } })]);
    const lookedAt = new Map(looks.map(it => [it.view, it.at]));
    const counted = countedFor({ views, user, now: now(), lookedAt });
    const rows =
      counted.length === 0
        ? []
        : await db.$rows<Row>(
            Prisma.join(
              counted.map(({ of }) => of),
              ' UNION ALL ',
            ),
          );
    const of = (id: string) =>
      counterOf(
        rows.filter(row => row.id === id),
        lookedAt.get(id),
      );
    return {
      queues: Object.fromEntries(COUNTED_QUEUES.map(id => [id, of(id)])) as Record<(typeof COUNTED_QUEUES)[number], Counter>,
      views: Object.fromEntries(views.map(({ id }) => [id, of(id)])),
    };
  };

  /** Nothing in it is new to me from now on. */
  const look: UseCase<typeof lookAtView> = async ({ view }, { user }) => {
    refuseOthers(user);
    if (!isQueue(view)) await refuseUnlessSeen(db, view, user);
    const at = now();
    await db.viewLook.upsert({ where: { userId_view: { userId: user.id, view } }, create: { userId: user.id, view, at }, update: { at } });
  };

  return { count, look };
}

type Facts = { views: SavedView[]; user: User; now: Date; lookedAt: Map<string, Date> };

function countedFor({ views, user, now, lookedAt }: Facts): Counted[] {
  const facts = (id: string) => ({ id, user, now, lookedAt: lookedAt.get(id) ?? null });
  const queues = COUNTED_QUEUES.flatMap(id =>
    id === 'waiting' ? countCases({ of: 'cases', queue: 'waiting', filter: {} }, facts(id)) : countTasks({ of: 'tasks', queue: id, filter: {} }, facts(id)),
  );
  const kept = views.flatMap(({ id, definition }) => {
    // a view kept by an earlier release may say what this one no longer knows: it is shown without a number
    const read = viewDefinition.safeParse(definition);
    if (!read.success) return [];
    return read.data.of === 'tasks' ? countTasks(read.data, facts(id)) : countCases(read.data, facts(id));
  });
  return [...queues, ...kept];
}

type Of = { id: string; user: User; now: Date; lookedAt: Date | null };

function countTasks({ queue, filter }: { of: 'tasks'; queue: TaskQueue; filter: ViewDefinition['filter'] }, { id, user, now, lookedAt }: Of): Counted[] {
  if (!mayListTasks(user)) return [];
  const parts = taskBranches(queue, user, now).map(branch => {
    const all = Prisma.join([branch, ...taskConditions(filter, now)], ' AND ');
    return Prisma.sql`(SELECT ${whyNew({ user, lookedAt, arrivedAt: Prisma.sql`t.created_at` })} AS why ${FROM_TASKS} WHERE ${all} LIMIT ${COUNT_LIMIT})`;
  });
  return [{ id, of: grouped(id, parts) }];
}

type CaseDefinition = { of: 'cases'; queue: Parameters<typeof caseBranches>[0]; filter: ViewDefinition['filter'] };

function countCases({ queue, filter }: CaseDefinition, { id, user, now, lookedAt }: Of): Counted[] {
  if (!mayListCases(user)) return [];
  const parts = caseBranches(queue, user, now).map(branch => {
    const all = Prisma.join([branch, ...caseConditions(filter, now)], ' AND ');
    return Prisma.sql`(SELECT ${whyNew({ user, lookedAt, arrivedAt: Prisma.sql`c.submitted_at` })} AS why FROM "case" c WHERE ${all} LIMIT ${COUNT_LIMIT})`;
  });
  return [{ id, of: grouped(id, parts) }];
}

const grouped = (id: string, parts: Prisma.Sql[]) =>
  Prisma.sql`SELECT ${id}::text AS id, x.why, count(*)::integer AS count FROM (SELECT y.why FROM (${Prisma.join(parts, ' UNION ALL ')}) y LIMIT ${COUNT_LIMIT}) x GROUP BY x.why`;

/** Why a row is new to this person: it has come, or something has happened that somebody else did. Nothing is new to whoever never looked. */
function whyNew({ user, lookedAt, arrivedAt }: { user: User; lookedAt: Date | null; arrivedAt: Prisma.Sql }): Prisma.Sql {
  if (lookedAt === null) return Prisma.sql`NULL::text`;
  return Prisma.sql`CASE WHEN c.news_at > ${lookedAt}::timestamptz AND c.news_by IS DISTINCT FROM ${user.id} THEN c.news WHEN ${arrivedAt} > ${lookedAt}::timestamptz THEN 'arrived' END`;
}

function counterOf(rows: Row[], lookedAt: Date | undefined): Counter {
  const news = rows.flatMap(({ why, count }) => (why === null ? [] : [{ why, count }])).sort((a, b) => b.count - a.count);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return { count: Math.min(total, COUNT_LIMIT), lookedAt: lookedAt?.toISOString() ?? null, news };
}
