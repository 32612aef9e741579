import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { listCases, listMyCases } from '../../contract/cases.ts';
import type { QueryOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import type { Context } from '../http/bind.ts';
import type { CaseDeps } from './deps.ts';
import { readCursor, writeCursor } from './page.ts';
import { mayListCases, ownedBy, visibleTo } from './policy.ts';
import { SUMMARY_INCLUDE, type Summaries, type SummaryRow } from './summaries.ts';

/** A client rarely has more open questions than this; they are all on the first page. */
const WAITING_LIMIT = 100;

/** The lists of cases. Rights are part of the query, pages are keyset pages: page 1000 costs what page 1 does (F5). */
export function makeLists({ db, now }: Pick<CaseDeps, 'db' | 'now'>, summarise: Summaries) {
  const shown = makeShown({ db, now });
  return {
    /** My own cases: those that wait for me first, then the newest. */
    async mine({ cursor, limit }: QueryOf<typeof listMyCases>, { user }: Context) {
      const after = readCursor(cursor, 2);
      const own = ownedBy(user);
      const waiting = after
        ? []
        : await db.case.findMany({
            where: { AND: [own, { status: 'waiting_applicant' }] },
            orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
            take: WAITING_LIMIT,
            include: SUMMARY_INCLUDE,
          });
      const where = { AND: [own, { status: { not: 'waiting_applicant' } }, ...(after ? [newerThan(after, 'submittedAt')] : [])] };
      const rows = await db.case.findMany({ where, orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }], take: limit + 1, include: SUMMARY_INCLUDE });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        cases: await summarise([...waiting, ...page], 'client'),
        next: rows.length > limit && last ? writeCursor([last.submittedAt.toISOString(), last.id]) : null,
      };
    },

    /** Cases that staff may see, by state. Rows carry names, and a search may be for one: both are looks, and audited (B4.3). */
    async all({ cursor, limit, state, q }: QueryOf<typeof listCases>, { user }: Context) {
      if (!mayListCases(user)) throw new Problem('not-permitted', 'Lists of cases are for staff');
      const order = ORDERS[state];
      const after = readCursor(cursor, 2);
      const where: Prisma.CaseWhereInput = {
        AND: [visibleTo(user), STATES[state](), ...(q?.trim() ? [matching(q.trim())] : []), ...(after ? [order.after(after)] : [])],
      };
      const rows = await db.case.findMany({ where, orderBy: order.by, take: limit + 1, include: SUMMARY_INCLUDE });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      if (q?.trim())
        await db.$transaction(tx => audit(tx, { who: user.id, did: 'case.search', at: now(), purpose: 'search', data: { found: page.map(it => it.code) } }));
      else
        await shown(
          user,
          'case.list',
          page.map(it => it.code),
        );
      return { cases: await summarise(page, 'staff'), next: rows.length > limit && last ? writeCursor(order.key(last)) : null };
    },
  };
}

type State = QueryOf<typeof listCases>['state'];

const STATES: Record<State, () => Prisma.CaseWhereInput> = {
  open: () => ({ closedAt: null }),
  overdue: () => ({ closedAt: null, overdue: true }),
  waiting: () => ({ status: 'waiting_applicant' }),
  closed: () => ({ closedAt: { not: null } }),
  all: () => ({}),
};

type Key = (string | null)[];
type Order = { by: Prisma.CaseOrderByWithRelationInput[]; key(row: SummaryRow): Key; after(key: Key): Prisma.CaseWhereInput };

/** What is due first comes first; what has no date (paused) comes last. */
const BY_DUE: Order = {
  by: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  key: row => [row.dueAt?.toISOString() ?? null, row.id],
  after: ([dueAt, id]) =>
    dueAt ? { OR: [{ dueAt: { gt: new Date(dueAt) } }, { dueAt: new Date(dueAt), id: { gt: id! } }, { dueAt: null }] } : { dueAt: null, id: { gt: id! } },
};

const newestBy = (field: 'submittedAt' | 'closedAt'): Order => ({
  by: [{ [field]: 'desc' }, { id: 'desc' }],
  key: row => [row[field]?.toISOString() ?? null, row.id],
  after: key => newerThan(key, field),
});

const newerThan = ([at, id]: Key, field: 'submittedAt' | 'closedAt'): Prisma.CaseWhereInput => ({
  OR: [{ [field]: { lt: new Date(at!) } }, { [field]: new Date(at!), id: { lt: id! } }],
});

const ORDERS: Record<State, Order> = { open: BY_DUE, overdue: BY_DUE, waiting: BY_DUE, closed: newestBy('closedAt'), all: newestBy('submittedAt') };

/** Search by code ("0008 12"), by personal code, or by words of the client's name. */
function matching(q: string): Prisma.CaseWhereInput {
  if (/^\d{6}-?\d{5}$/.test(q)) return { client: { personalCode: `${q.slice(0, 6)}-${q.slice(-5)}` } };
  if (/^[\d ]+$/.test(q)) return { code: { contains: q } };
  const words = q
    .split(/\s+/)
    .map(word => ({ OR: [{ givenName: { contains: word, mode: 'insensitive' as const } }, { familyName: { contains: word, mode: 'insensitive' as const } }] }));
  return { client: { AND: words } };
}
