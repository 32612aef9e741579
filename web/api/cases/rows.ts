import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { CASE_QUEUES, CASE_SORTS, WorkFilter } from '../../contract/views.ts';
import type { User } from '../http/user.ts';
import { NEWS, WAITS, WHY_WAITS } from '../tasks/rows.ts';
import { caseConditions, isOverdue } from '../views/filter.ts';
import { atMost, keyColumns, merged, orderBy, type Branch, type Key, type Order } from '../views/keyset.ts';
import { seatsOf } from './policy.ts';
import { SUMMARY_COLUMNS, type SummaryRow } from './present.ts';

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
  // its date has passed: read from the earliest date on, not from all that are open
  overdue: now => Prisma.sql`c.closed_at IS NULL AND c.due_order < ${now}::timestamptz AND ${isOverdue(now)}`,
  waiting: () => Prisma.sql`c.closed_at IS NULL AND c.waits_for IS NOT NULL`,
  closed: () => Prisma.sql`c.closed_at IS NOT NULL`,
  all: () => Prisma.sql`true`,
};

/** The rights of `visibleTo` as conditions that let each case through once, each with an index of its own. */
export const caseBranches = (state: CaseState, user: User, now: Date): Prisma.Sql[] => orderedBranches(state, user, now, 'due').map(it => it.where);

/** The same, with those that are read whole to be put in order told apart. */
function orderedBranches(state: CaseState, user: User, now: Date, sort: CaseSort): Branch[] {
  return rightsOf(user, sort).map(({ where, few }) => ({ where: Prisma.sql`${STATES[state](now)} AND ${where}`, few }));
}

function rightsOf(user: User, sort: CaseSort): Branch[] {
  const { all, clientId } = seatsOf(user);
  const notAbout = Prisma.sql`NOT (${user.id} = ANY(c.complained_of))`;
  const seats = all ? [{ where: Prisma.sql`true`, few: false }] : staffRights(user, sort);
  const staff = seats.map(({ where, few }) => ({ where: Prisma.sql`${where} AND ${notAbout}`, few }));
  if (!clientId) return staff.length > 0 ? staff : [{ where: Prisma.sql`false`, few: false }];
  const asStaff =
    staff.length > 0
      ? Prisma.sql`AND NOT coalesce(${Prisma.join(
          staff.map(it => Prisma.sql`(${it.where})`),
          ' OR ',
        )}, false)`
      : Prisma.empty;
  return [...staff, { where: Prisma.sql`c.client_id = ${clientId}::uuid ${asStaff}`, few: true }];
}

/** Orders in which the cases an agency asked for have an index. */
const ASKED_IN_ORDER: readonly CaseSort[] = ['age', 'newest'];

/** Each case in one of them only, worded as the partial indexes of the lists are: by owner, by holder, by team, by the agency that asks. */
function staffRights(user: User, sort: CaseSort): Branch[] {
  const { owner, agency, partner } = seatsOf(user);
  const of = agency ?? partner;
  const here = [...(agency ? [Prisma.sql`c.holder = ${agency}`, Prisma.sql`c.from_agency = ${agency}`] : []), ...(of ? [Prisma.sql`c.team = ${of}`] : [])];
  const many = (where: Prisma.Sql): Branch => ({ where, few: false });
  return [
    ...(owner ? [many(Prisma.sql`c.owner = ${owner}`)] : []),
    ...(!owner && of ? [many(Prisma.sql`c.owner = ${of} AND (${Prisma.join(here, ' OR ')})`)] : []),
    ...(agency ? [many(Prisma.sql`c.holder = ${agency} AND c.holder <> c.owner`)] : []),
    ...(partner && !agency ? [many(Prisma.sql`c.holder = ${partner} AND c.holder <> c.owner AND c.team = ${partner}`)] : []),
    // a third agency has a case only as long as it works on it
    ...(of ? [{ where: Prisma.sql`c.team = ${of} AND (CASE WHEN c.team <> c.owner AND c.team <> c.holder THEN c.team END) = ${of}`, few: true }] : []),
    ...(agency
      ? [
          {
            where: Prisma.sql`c.from_agency = ${agency} AND c.from_agency <> c.owner AND c.from_agency <> c.holder AND c.from_agency IS DISTINCT FROM c.team`,
            few: !ASKED_IN_ORDER.includes(sort),
          },
        ]
      : []),
  ];
}

export type CaseQuery = { state: CaseState; sort: CaseSort; filter: WorkFilter; user: User; now: Date; key: Key | undefined; limit: number };

/** One statement a page. */
export async function readCases(db: Pick<Db, '$rows'>, query: CaseQuery): Promise<CaseLineRow[]> {
  const rows = await db.$rows<Record<string, unknown>>(casesSql(query));
  return rows.map(toRow);
}

/** The row as `presentSummary` takes it: the client beside it. */
function toRow({ givenName, familyName, ...row }: Record<string, unknown>): CaseLineRow {
  return { ...row, client: familyName === null ? null : { givenName, familyName } } as unknown as CaseLineRow;
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
/** Only what a line shows: a case has three times as many columns. */
const COLUMNS = Prisma.raw(SUMMARY_COLUMNS.map(name => `c.${snake(name)} AS "${name}"`).join(', '));

/** The statement itself, for its plan to be looked at (C7). */
export function casesSql({ state, sort, filter, user, now, key, limit }: CaseQuery): Prisma.Sql {
  const order = CASE_ORDERS[sort];
  const page = merged({
    alias: 'c',
    select: Prisma.sql`SELECT c.* FROM "case" c`,
    branches: orderedBranches(state, user, now, sort),
    where: caseConditions(filter, now),
    order,
    key,
    limit,
  });
  return Prisma.sql`
    SELECT ${keyColumns(order)}, ${COLUMNS}, p.given_name AS "givenName", p.family_name AS "familyName", ${WAITS}, ${NEWS}
    FROM (${page}) c LEFT JOIN client p ON p.id = c.client_id ${WHY_WAITS}
    ORDER BY ${orderBy(order)} ${atMost(limit)}`;
}
