import { notifyCase } from '../../../platform/notify.ts';
import { Problem as Refusal } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/problems.ts';
import { PROBLEM_STATUSES } from '../../contract/problems.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { serviceOf } from '../cases/find.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import { visibleTo } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import { makeProblemActs } from './by-hand.ts';
import { makeErrorLists } from './error-lists.ts';
import { mayListProblems, mayRaiseProblem } from './policy.ts';
import { presentProblemLine, PROBLEM_LINE } from './present.ts';
import { makeProposals } from './proposals.ts';
import { raise } from './raise.ts';
import { makeTrends } from './trends.ts';
import { makeProblemView } from './view.ts';

export type Problems = ReturnType<typeof makeProblems>;
type Beside = { access: Access; directory: Directory };

const LISTS: Record<string, Prisma.ProblemWhereInput> = {
  open: { status: { notIn: ['closed', 'solved'] } },
  'known-errors': { status: { in: ['known-error', 'waiting-change'] } },
  waiting: { status: { in: ['deferred', 'waiting-change'] } },
  closed: { status: { in: ['closed', 'solved'] } },
  all: {},
};

/** The register of problems (P4), its known errors, what like incidents propose, and its trends. */
export function makeProblems(deps: CaseDeps, { access, directory }: Beside) {
  const { db, now, newId, processes, outbox } = deps;
  const shown = makeShown({ db, now });

  const list: UseCase<typeof contract.listProblems> = async ({ list: which, cursor, limit }, { user }) => {
    if (!mayListProblems(user)) throw new Refusal('not-permitted', 'Problems are for staff');
    const after = readCursor(cursor, MOMENT_AND_ID);
    const earlier = after ? [{ OR: [{ raisedAt: { lt: new Date(after[0]!) } }, { raisedAt: new Date(after[0]!), caseId: { lt: after[1]! } }] }] : [];
    const seen = { case: visibleTo(user) };
    const [rows, groups, agency] = await Promise.all([
      db.problem.findMany({
        where: { AND: [seen, LISTS[which]!, ...earlier] },
        orderBy: [{ raisedAt: 'desc' }, { caseId: 'desc' }],
        take: limit + 1,
        include: PROBLEM_LINE,
      }),
      db.problem.groupBy({ by: ['status'], where: seen, _count: true }),
      directory.agencies(),
    ]);
    const page = rows.slice(0, limit);
    const owners = await db.userAccount.findMany({ where: { id: { in: page.flatMap(it => it.ownerId ?? []) } }, select: { id: true, name: true } });
    const names = new Map(owners.map(it => [it.id, it.name]));
    const codes = page.map(it => it.case.code);
    await shown(user, 'case.list', codes);
    const counts = Object.fromEntries(PROBLEM_STATUSES.map(status => [status, groups.find(it => it.status === status)?._count ?? 0]));
    const last = page.at(-1);
    return {
      problems: page.map(row => presentProblemLine(row, { processes, agency, names })),
      next: rows.length > limit && last ? writeCursor([last.raisedAt.toISOString(), last.caseId]) : null,
      counts: counts as Record<(typeof PROBLEM_STATUSES)[number], number>,
    };
  };

  /** P4.3 too: a risk found before anything has happened is a problem with a measure. */
  const raiseByHand: UseCase<typeof contract.raiseProblem> = async ({ subject, serviceId, source, risk, measure, items }, { user, once }) => {
    if (!mayRaiseProblem(user) || !user.agencyId) throw new Refusal('not-permitted', 'Problems are raised inside');
    const service = serviceOf(processes, serviceId);
    if (serviceId && !service) throw new Refusal('not-found', `No service ${serviceId}`);
    if (source === 'prevention' && !risk) throw new Refusal('invalid-request', 'A risk is named', [{ path: 'risk', code: 'required' }]);
    const { agencyId } = user;
    const reply = await once(async tx => {
      const at = now();
      const problem = { subject, serviceId, holder: service?.description.holder ?? agencyId, fromAgency: agencyId, source, risk, measure, items };
      const row = await raise(tx, problem, { at, actor: user.id, newId, processes });
      await notifyCase(tx, row.id);
      await audit(tx, { who: user.id, did: 'problem.raise', at, caseId: row.id, data: { source } });
      return { id: row.id, code: row.code };
    });
    outbox.kick();
    return reply;
  };

  return {
    list,
    raise: raiseByHand,
    get: makeProblemView(deps, { access, directory }),
    ...makeProblemActs(deps, access),
    errors: makeErrorLists(deps),
    proposals: makeProposals(deps, directory),
    trends: makeTrends(deps, directory),
  };
}
