import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { listCases, listMyCases } from '../../contract/cases.ts';
import type { QueryOf } from '../../contract/endpoint.ts';
import { makeShown } from '../audit/shown.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { presentExtras } from '../tasks/list.ts';
import { cursorOf, keyOf } from '../views/keyset.ts';
import type { CaseDeps } from './deps.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from './page.ts';
import { mayListCases, ownedBy } from './policy.ts';
import { CASE_ORDERS, readCases, sortOf, type CaseLineRow } from './rows.ts';
import { SUMMARY_INCLUDE, type Summaries } from './summaries.ts';

/** A client rarely has more open questions than this; they are all on the first page. */
const WAITING_LIMIT = 100;

/** The lists of cases. Rights are part of the query, pages are keyset pages: page 1000 costs what page 1 does (F5). */
export function makeLists({ db, now }: Pick<CaseDeps, 'db' | 'now'>, summarise: Summaries) {
  const shown = makeShown({ db, now });
  return {
    /** My own cases: those that wait for me first, then the newest. */
    async mine({ cursor, limit }: QueryOf<typeof listMyCases>, { user }: Context) {
      const after = readCursor(cursor, MOMENT_AND_ID);
      const own = ownedBy(user);
      const waiting = after
        ? []
        : await db.case.findMany({
            where: { AND: [own, { status: 'waiting_applicant' }] },
            orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
            take: WAITING_LIMIT,
            include: SUMMARY_INCLUDE,
          });
      const where = { AND: [own, { status: { not: 'waiting_applicant' } }, ...(after ? [newerThan(after)] : [])] };
      const rows = await db.case.findMany({ where, orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }], take: limit + 1, include: SUMMARY_INCLUDE });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        cases: await summarise([...waiting, ...page], 'client'),
        next: rows.length > limit && last ? writeCursor([last.submittedAt.toISOString(), last.id]) : null,
      };
    },

    /** Cases that staff may see: by state, narrowed, in order. Rows carry names, so a list is a look, and audited (B4.3). */
    async all({ cursor, limit, state, sort: asked, ...filter }: QueryOf<typeof listCases>, { user }: Context) {
      if (!mayListCases(user)) throw new Problem('not-permitted', 'Lists of cases are for staff');
      const sort = sortOf(state, asked);
      const order = CASE_ORDERS[sort];
      const rows = await readCases(db, { state, sort, filter, user, now: now(), key: keyOf(cursor, order), limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      await shown(
        user,
        'case.list',
        page.map(it => it.code),
      );
      return { cases: await caseLines(page, user, summarise), next: rows.length > limit && last ? cursorOf(order, last.sortKey) : null };
    },
  };
}

/** Lines with what only the staff's lists show. */
export async function caseLines(rows: CaseLineRow[], user: User, summarise: Summaries) {
  const summaries = await summarise(rows, 'staff');
  return summaries.map((summary, at) => ({ ...summary, team: rows[at]!.team, ...presentExtras(rows[at]!, rows[at]!.waitsFor, user) }));
}

const newerThan = ([at, id]: (string | null)[]): Prisma.CaseWhereInput => ({
  OR: [{ submittedAt: { lt: new Date(at!) } }, { submittedAt: new Date(at!), id: { lt: id! } }],
});
