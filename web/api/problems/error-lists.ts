import { Problem as Refusal } from '../../../platform/problem.ts';
import type * as contract from '../../contract/problems.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import type { UseCase } from '../http/bind.ts';
import { presentKnownError } from '../incidents/present.ts';
import { matchingErrors } from './known-errors.ts';
import { mayListProblems } from './policy.ts';

/** As many as one reads while somebody waits on the phone. */
const MOST_MATCHES = 3;

/** The list of known errors (P4.2), and what of it fits while somebody speaks (M12 → P1.3). No personal data is in it. */
export function makeErrorLists({ db, processes }: CaseDeps) {
  const list: UseCase<typeof contract.listKnownErrors> = async ({ withdrawn, cursor, limit }, { user }) => {
    if (!mayListProblems(user)) throw new Refusal('not-permitted', 'Known errors are for staff');
    const after = readCursor(cursor, MOMENT_AND_ID);
    const earlier = after ? [{ OR: [{ publishedAt: { lt: new Date(after[0]!) } }, { publishedAt: new Date(after[0]!), id: { lt: after[1]! } }] }] : [];
    const rows = await db.knownError.findMany({
      where: { AND: [{ publishedAt: { not: null }, withdrawnAt: withdrawn === 'yes' ? { not: null } : null }, ...earlier] },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: { problem: { include: { case: { select: { code: true } } } } },
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      knownErrors: page.map(row => presentKnownError(row, { processes, code: row.problem.case.code })),
      next: rows.length > limit && last ? writeCursor([last.publishedAt!.toISOString(), last.id]) : null,
    };
  };

  const match: UseCase<typeof contract.matchKnownErrors> = async ({ text, serviceId }, { user }) => {
    if (!mayListProblems(user)) throw new Refusal('not-permitted', 'Known errors are for staff');
    const rows = await matchingErrors(db, { text, serviceId, limit: MOST_MATCHES });
    const codes = await db.case.findMany({ where: { id: { in: rows.map(it => it.problemId) } }, select: { id: true, code: true } });
    return { matches: rows.map(row => presentKnownError(row, { processes, code: codes.find(it => it.id === row.problemId)?.code ?? '' })) };
  };

  return { list, match };
}
