import type { Db } from '../../../platform/database.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { TASK_QUEUES, TASK_SORTS, WorkFilter } from '../../contract/views.ts';
import type { User } from '../http/user.ts';
import { isOverdue, taskConditions } from '../views/filter.ts';
import { atMost, keyColumns, merged, orderBy, type Key, type Order } from '../views/keyset.ts';
import { mayListTasks } from './policy.ts';
import type { TaskRow } from './present.ts';

export type TaskQueue = (typeof TASK_QUEUES)[number];
export type TaskSort = (typeof TASK_SORTS)[number];
/** A row of a list as it comes from the database: a task as `presentTask` takes it, and what only lists show. */
export type TaskLineRow = TaskRow & {
  sortKey: Key;
  assigneeName: string | null;
  onBehalfOfName: string | null;
  standInName: string | null;
  fromName: string | null;
  forName: string | null;
  waitReason: string | null;
  waitSince: Date | null;
  news: string | null;
  newsAt: Date | null;
  newsBy: string | null;
};

const KEY = { name: 't.key', type: 'text' } as const;
const DUE = { name: 't.due_order', type: 'timestamptz' } as const;

/** Each has its indexes: task_team_…_idx and task_owner_…_idx. */
export const TASK_ORDERS: Record<TaskSort, Order> = {
  due: { name: 'due', columns: [DUE, KEY] },
  age: { name: 'age', columns: [{ name: 't.created_at', type: 'timestamptz' }, KEY] },
  newest: { name: 'newest', columns: [{ name: 't.created_at', type: 'timestamptz' }, KEY], down: true },
  priority: { name: 'priority', columns: [{ name: 't.priority', type: 'integer' }, DUE, KEY] },
  code: { name: 'code', columns: [{ name: 't.case_code', type: 'text' }, KEY] },
  service: { name: 'service', columns: [{ name: 't.service_order', type: 'text' }, DUE, KEY] },
};

const isLead = (user: User) => user.roles.includes('team-lead');

/** Roles whose tasks a person does (`doersOf`, turned round). */
const rolesDoneBy = ({ roles }: User): string[] => [...roles, ...(roles.includes('kac-specialist') ? ['specialist'] : [])];

/** Of the tasks of the own team, those a person may do: by role, and not kept from them by four eyes. */
const isDoable = (user: User) =>
  Prisma.sql`(${isLead(user) ? Prisma.sql`true` : Prisma.sql`t.role = ANY(${rolesDoneBy(user)})`} AND NOT (${user.id} = ANY(t.not_for)))`;

/** Tasks a person may work on: the same right as `mayWorkOn`. */
const workable = (user: User) => Prisma.sql`(t.team = ${user.agencyId} AND ${isDoable(user)})`;

/** Tasks a person may see, each in one branch only: the same right as `maySeeTask`. */
function visible(user: User): Prisma.Sql[] {
  const followed = Prisma.sql`NOT ${workable(user)} AND ${handedOverBy(user)}`;
  if (!isLead(user) && !user.roles.includes('kac-specialist')) return [workable(user), followed];
  const isWatched = Prisma.sql`t.owner = ${user.agencyId}`;
  return [
    Prisma.sql`t.team = ${user.agencyId} AND (${isDoable(user)} OR ${isWatched})`,
    Prisma.sql`${isWatched} AND t.owner <> t.team`,
    Prisma.sql`NOT ${isWatched} AND ${followed}`,
  ];
}

const QUEUES: Record<TaskQueue, (user: User, now: Date) => Prisma.Sql[]> = {
  mine: user => [
    Prisma.sql`${workable(user)} AND t.assignee_id = ${user.id}`,
    // "B for A": of colleagues who are away
    Prisma.sql`${workable(user)} AND t.stand_in_id = ${user.id} AND t.assignee_id <> ${user.id}`,
  ],
  team: user => [workable(user)],
  unassigned: user => [Prisma.sql`${workable(user)} AND t.assignee_id IS NULL`],
  overdue: (user, now) => [Prisma.sql`${workable(user)} AND t.due_order < ${now}::timestamptz AND ${isOverdue(now)}`],
  'handed-over': user => [Prisma.sql`${handedOverBy(user)} AND t.assignee_id IS DISTINCT FROM ${user.id}`],
  all: visible,
};

/** What I have handed over, has not been given back and is not finished yet: what I want to hear of (B3.3). */
const handedOverBy = (user: User) =>
  Prisma.sql`t.key IN (SELECT h.task_key FROM hand_over h WHERE h.from_id = ${user.id} AND h.from_team = ${user.agencyId} AND h.returned_at IS NULL)`;

/** Open tasks of a queue, the right inside the condition; nothing for those who have no lists. */
export const taskBranches = (queue: TaskQueue, user: User, now: Date): Prisma.Sql[] =>
  mayListTasks(user) && user.agencyId !== null
    ? QUEUES[queue](user, now).map(it => Prisma.sql`t.state = 'open' AND ${it} AND NOT (${user.id} = ANY(c.complained_of))`)
    : [Prisma.sql`false`];

/** Where tasks of a list come from, each with its case. OFFSET 0: the case is looked up for each task met, never all cases read to find them. */
export const FROM_TASKS = Prisma.sql`FROM task t CROSS JOIN LATERAL (SELECT x.* FROM "case" x WHERE x.id = t.case_id OFFSET 0) c`;

export type TaskQuery = { queue: TaskQueue; sort: TaskSort; filter: WorkFilter; user: User; now: Date; key: Key | undefined; limit: number };

/** One statement a page: rows with their cases, clients and people. */
export async function readTasks(db: Pick<Db, '$rows'>, query: TaskQuery): Promise<TaskLineRow[]> {
  const rows = await db.$rows<Record<string, unknown>>(tasksSql(query));
  return rows.map(toRow);
}

/** The statement itself, for its plan to be looked at (C7). */
export function tasksSql({ queue, sort, filter, user, now, key, limit }: TaskQuery): Prisma.Sql {
  const order = TASK_ORDERS[sort];
  const page = merged({
    alias: 't',
    select: Prisma.sql`SELECT t.* ${FROM_TASKS}`,
    branches: taskBranches(queue, user, now).map(where => ({ where, few: false })),
    where: taskConditions(filter, now),
    order,
    key,
    limit,
  });
  return Prisma.sql`
    SELECT ${keyColumns(order)}, t.key, t.case_id AS "caseId", t.run_key AS "runKey", t.process_id AS "processId", t.version, t.element_id AS "elementId",
      t.title_lv AS "titleLv", t.title_en AS "titleEn", t.form_id AS "formId", t.form_key AS "formKey", t.team, t.role, t.level, t.assignee_id AS "assigneeId",
      t.state, t.created_at AS "createdAt", t.row_version AS "rowVersion", a.name AS "assigneeName",
      t.on_behalf_of_id AS "onBehalfOfId", ob.name AS "onBehalfOfName", t.stand_in_id AS "standInId", si.name AS "standInName", ${HANDED},
      c.id AS "case.id", c.code AS "case.code", c.kind AS "case.kind", c.service_id AS "case.serviceId", c.subject AS "case.subject", c.status AS "case.status",
      c.priority AS "case.priority", c.overdue AS "case.overdue", c.escalated AS "case.escalated", c.due_at AS "case.dueAt", c.waits_for AS "case.waitsFor",
      c.channel AS "case.channel", c.owner AS "case.owner", c.holder AS "case.holder", c.submitted_at AS "case.submittedAt",
      p.given_name AS "client.givenName", p.family_name AS "client.familyName", ${WAITS}, ${NEWS}
    FROM (${page}) t JOIN "case" c ON c.id = t.case_id LEFT JOIN client p ON p.id = c.client_id LEFT JOIN user_account a ON a.id = t.assignee_id ${WHO_ELSE} ${WHY_WAITS}
    ORDER BY ${orderBy(order)} ${atMost(limit)}`;
}

/** The last hand-over that has not been given back; whom the assignee stands in for, and who for the assignee. */
const HANDED = Prisma.sql`h.id AS "handed.id", h.from_id AS "handed.fromId", h.from_team AS "handed.fromTeam", h.to_id AS "handed.toId", h.to_team AS "handed.toTeam",
      h.for_id AS "handed.forId", h.note AS "handed.note", h.at AS "handed.at", h.taken_at AS "handed.takenAt", hf.name AS "fromName", ho.name AS "forName"`;
const WHO_ELSE = Prisma.sql`
  LEFT JOIN user_account ob ON ob.id = t.on_behalf_of_id LEFT JOIN user_account si ON si.id = t.stand_in_id
  LEFT JOIN LATERAL (
    SELECT x.* FROM hand_over x WHERE x.task_key = t.key AND x.returned_at IS NULL AND x.kind IN ('hand-over', 'decision') ORDER BY x.at DESC LIMIT 1
  ) h ON true LEFT JOIN user_account hf ON hf.id = h.from_id LEFT JOIN user_account ho ON ho.id = h.for_id`;
export const NEWS = Prisma.sql`c.news, c.news_at AS "newsAt", c.news_by AS "newsBy"`;
export const WAITS = Prisma.sql`w.reason AS "waitReason", w.since AS "waitSince"`;
/** Why a case waits stands in the log of its clock: every pause has a party and a reason (F13); of a question, the question. */
export const WHY_WAITS = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT coalesce(c.waits_reason, e.data ->> 'reason', (SELECT q.text FROM question q WHERE q.case_id = c.id AND q.answered_at IS NULL ORDER BY q.asked_at DESC LIMIT 1)) AS reason, e.at AS since
    FROM clock_event e WHERE e.case_id = c.id AND e.name = 'paused' AND c.waits_for IS NOT NULL ORDER BY e.id DESC LIMIT 1
  ) w ON true`;

/** Columns named `case.…`, `client.…` and `handed.…` are put where `presentTask` looks for them. */
function toRow(flat: Record<string, unknown>): TaskLineRow {
  const row: Record<string, unknown> = {};
  const it: Record<string, unknown> = {};
  const client: Record<string, unknown> = {};
  const handed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    if (name.startsWith('case.')) it[name.slice(5)] = value;
    else if (name.startsWith('client.')) client[name.slice(7)] = value;
    else if (name.startsWith('handed.')) handed[name.slice(7)] = value;
    else row[name] = value;
  }
  return {
    ...row,
    handOvers: handed['id'] === null ? [] : [handed],
    case: { ...it, client: client['familyName'] === null ? null : client },
  } as unknown as TaskLineRow;
}
