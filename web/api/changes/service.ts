import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/changes.ts';
import { CHANGE_STATUSES, type CHANGE_LISTS } from '../../contract/changes.ts';
import { makeShown } from '../audit/shown.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import type { UseCase } from '../http/bind.ts';
import { makeBoardView } from './board.ts';
import { makeChangeActs } from './by-hand.ts';
import { makeChangeCalendar } from './calendar.ts';
import { makeBoardKeeping } from './keep-board.ts';
import { makeStandardKeeping } from './keep-standards.ts';
import { changesVisibleTo, mayListChanges } from './policy.ts';
import { CHANGE_LINE, presentChangeLine } from './present.ts';
import { speakingOf } from './speaking.ts';
import { makeChangeView, type ViewDeps } from './view.ts';

export type Changes = ReturnType<typeof makeChangeRegister>;

const OPEN = CHANGE_STATUSES.filter(it => !['refused', 'evaluated', 'closed'].includes(it));
const LISTS: Record<(typeof CHANGE_LISTS)[number], Prisma.ChangeWhereInput> = {
  open: { status: { in: OPEN } },
  board: { status: { in: ['assessing', 'with-board', 'deferred'] } },
  planned: { status: { in: ['approved', 'planned'] } },
  implementing: { status: { in: ['implementing', 'backed-out', 'implemented'] } },
  closed: { status: { in: ['refused', 'evaluated', 'closed'] } },
  all: {},
};
/** The register of changes (P5), its calendar, the voices of board and parties, and who sits on the board. */
export function makeChangeRegister(deps: CaseDeps, beside: ViewDeps) {
  const { db, now, processes } = deps;
  const shown = makeShown({ db, now });

  const list: UseCase<typeof contract.listChanges> = async ({ list: which, class: changeClass, service, cursor, limit }, { user }) => {
    if (!mayListChanges(user)) throw new Problem('not-permitted', 'Changes are for staff');
    const after = readCursor(cursor, MOMENT_AND_ID);
    const earlier = after ? [{ OR: [{ raisedAt: { lt: new Date(after[0]!) } }, { raisedAt: new Date(after[0]!), caseId: { lt: after[1]! } }] }] : [];
    const at = now();
    const { speaksFor } = await speakingOf(db, user, at);
    const seen = changesVisibleTo(user, { speaksFor });
    const asks = { rounds: { some: { closedAt: null, answerBy: { gt: at }, voices: { some: { at: null, userId: { in: speaksFor } } } } } };
    const narrowed = [...(changeClass ? [{ class: changeClass }] : []), ...(service ? [{ services: { has: service } }] : [])];
    const [rows, groups, awaitMe, agency] = await Promise.all([
      db.change.findMany({
        where: { AND: [seen, LISTS[which], ...narrowed, ...earlier] },
        orderBy: [{ raisedAt: 'desc' }, { caseId: 'desc' }],
        take: limit + 1,
        include: CHANGE_LINE,
      }),
      db.change.groupBy({ by: ['status'], where: seen, _count: true }),
      db.change.count({ where: { AND: [seen, asks] } }),
      beside.directory.agencies(),
    ]);
    const page = rows.slice(0, limit);
    await shown(user, 'case.list', page.map(it => it.case.code)); // prettier-ignore
    const last = page.at(-1);
    const counts = Object.fromEntries(CHANGE_STATUSES.map(status => [status, groups.find(it => it.status === status)?._count ?? 0]));
    return {
      changes: page.map(row => presentChangeLine(row, { processes, agency, speaksFor, now: at })),
      next: rows.length > limit && last ? writeCursor([last.raisedAt.toISOString(), last.caseId]) : null,
      counts: counts as Record<(typeof CHANGE_STATUSES)[number], number>,
      awaitMe,
    };
  };

  return {
    list,
    calendar: makeChangeCalendar(deps, beside.directory),
    get: makeChangeView(deps, beside),
    ...makeChangeActs(deps, beside),
    board: { get: makeBoardView(deps, beside.directory), ...makeBoardKeeping(deps), ...makeStandardKeeping(deps) },
  };
}
