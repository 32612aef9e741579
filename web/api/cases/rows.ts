import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { CASE_QUEUES, CASE_SORTS, WorkFilter } from '../../contract/views.ts';
import type { User } from '../http/user.ts';
import { WAITS, WHY_WAITS } from '../tasks/rows.ts';
import { caseConditions, isOverdue } from '../views/filter.ts';
import { keyColumns, merged, orderBy, type Key, type Order } from '../views/keyset.ts';
import { seatsOf } from './policy.ts';
import type { SummaryRow } from './summaries.ts';

export type CaseState = (typeof CASE_QUEUES)[number];
export type CaseSort = (typeof CASE_SORTS)[number];
export type CaseLineRow = SummaryRow & {
  sortKey: Key;
  waitReason: string | null;
  waitSince: Date | null;
  news: string | null;
  newsAt: Date | null;
  newsBy: string | null;
};

const ID = { name: 'c.id', type: 'uuid' } as const;
const DUE = { name: 'c.due_order', type: 'timestamptz' } as const;
const SUBMITTED = { name: 'c.submitted_at', type: 'timestamptz' } as const;

export const CASE_ORDERS: Record<CaseSort, Order> = {
  due: { name: 'due', columns: [DUE, ID] },
  age: { name: 'age', columns: [SUBMITTED, ID] },
  newest: { name: 'newest', columns: [SUBMITTED, ID], down: true },
  priority: { name: 'priority', columns: [{ name: 'c.priority', type: 'integer' }, DUE, ID] },
  code: { name: 'code', columns: [{ name: 'c.code COLLATE "C"', type: 'text' }] },
  service: { name: 'service', columns: [{ name: 'c.service_order', type: 'text' }, DUE, ID] },
  closed: { name: 'closed', columns: [{ name: 'c.closed_at', type: 'timestamptz' }, ID], down: true },
};

/** Orders that a state has an index for; the first is the one it opens with. What is closed has no due date any more. */
export const SORTS_OF: Record<CaseState, readonly [CaseSort, ...CaseSort[]]> = {
  open: ['due', 'age', 'newest', 'priority', 'code', 'service'],
  overdue: ['due', 'age', 'newest', 'priority', 'code', 'service'],
  waiting: ['due', 'age', 'newest', 'priority', 'code', 'service'],
  closed: ['closed', 'age', 'newest', 'code'],
  all: ['newest', 'age', 'code'],
};

/** @throws Problem invalid-request when the state has no such order */
export function sortOf(state: CaseState, sort: CaseSort | undefined): CaseSort {
  const able = SORTS_OF[state];
  if (sort !== undefined && !able.includes(sort)) throw new Problem('invalid-request', `Not an order of ${state} cases`, [{ path: 'sort', code: 'invalid' }]);
  return sort ?? able[0];
}

const STATES: Record<CaseState, (now: Date) => Prisma.Sql> = {
  open: () => Prisma.sql`c.closed_at IS NULL`,
  overdue: now => Prisma.sql`c.closed_at IS NULL AND ${isOverdue(now)}`,
  waiting: () => Prisma.sql`c.closed_at IS NULL AND c.waits_for IS NOT NULL`,
  closed: () => Prisma.sql`c.closed_at IS NOT NULL`,
  all: () => Prisma.sql`true`,
};

/** The rights of `visibleTo` as conditions that let each case through once, each with an index of its own. */
export function caseBranches(state: CaseState, user: User, now: Date): Prisma.Sql[] {
  return rightsOf(user).map(right => Prisma.sql`${STATES[state](now)} AND ${right}`);
}

function rightsOf(user: User): Prisma.Sql[] {
  const { all, clientId } = seatsOf(user);
  const notAbout = Prisma.sql`NOT (${user.id} = ANY(c.complained_of))`;
  const seats = all ? [Prisma.sql`true`] : staffRights(user);
  const staff = seats.map(right => Prisma.sql`${right} AND ${notAbout}`);
  if (!clientId) return staff.length > 0 ? staff : [Prisma.sql`false`];
  const asStaff =
    staff.length > 0
      ? Prisma.sql`AND NOT coalesce(${Prisma.join(
          staff.map(it => Prisma.sql`(${it})`),
          ' OR ',
        )}, false)`
      : Prisma.empty;
  return [...staff, Prisma.sql`c.client_id = ${clientId}::uuid ${asStaff}`];
}

/** Each case in one of them only, worded as the partial indexes of the lists are: by owner, by holder, by team, by the agency that asks. */
function staffRights(user: User): Prisma.Sql[] {
  const { owner, agency, partner } = seatsOf(user);
  const of = agency ?? partner;
  const here = [...(agency ? [Prisma.sql`c.holder = ${agency}`, Prisma.sql`c.from_agency = ${agency}`] : []), ...(of ? [Prisma.sql`c.team = ${of}`] : [])];
  return [
    ...(owner ? [Prisma.sql`c.owner = ${owner}`] : []),
    ...(!owner && of ? [Prisma.sql`c.owner = ${of} AND (${Prisma.join(here, ' OR ')})`] : []),
    ...(agency ? [Prisma.sql`c.holder = ${agency} AND c.holder <> c.owner`] : []),
    ...(partner && !agency ? [Prisma.sql`c.holder = ${partner} AND c.holder <> c.owner AND c.team = ${partner}`] : []),
    ...(of ? [Prisma.sql`c.team = ${of} AND c.team <> c.owner AND c.team <> c.holder`] : []),
    ...(agency
      ? [Prisma.sql`c.from_agency = ${agency} AND c.from_agency <> c.owner AND c.from_agency <> c.holder AND c.from_agency IS DISTINCT FROM c.team`]
      : []),
  ];
}

export type CaseQuery = { state: CaseState; sort: CaseSort; filter: WorkFilter; user: User; now: Date; key: Key | undefined; limit: number };

/** One statement a page. */
export async function readCases(db: Pick<Db, '$queryRaw'>, query: CaseQuery): Promise<CaseLineRow[]> {
  const rows = await db.$queryRaw<Record<string, unknown>[]>(casesSql(query));
  return rows.map(toRow);
}

const camel = (name: string) => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** The row as Prisma would give it, whatever columns a case has; the client beside it. */
function toRow(flat: Record<string, unknown>): CaseLineRow {
  const { given_name: givenName, family_name: familyName, ...row } = flat;
  const it = Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]));
  return { ...it, client: familyName === null ? null : { givenName, familyName } } as unknown as CaseLineRow;
}

/** The statement itself, for its plan to be looked at (C7). */
export function casesSql({ state, sort, filter, user, now, key, limit }: CaseQuery): Prisma.Sql {
  const order = CASE_ORDERS[sort];
  const page = merged({
    select: Prisma.sql`SELECT c.* FROM "case" c`,
    branches: caseBranches(state, user, now),
    where: caseConditions(filter, now),
    order,
    key,
    limit,
  });
  return Prisma.sql`
    SELECT ${keyColumns(order)}, c.*, p.given_name, p.family_name, ${WAITS}
    FROM (${page}) c LEFT JOIN client p ON p.id = c.client_id ${WHY_WAITS}
    ORDER BY ${orderBy(order)} LIMIT ${limit}`;
}
