import { Problem as Refusal } from '../../../platform/problem.ts';
import type { Db } from '../../../platform/database.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/problems.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { registeredItems } from '../configuration/meant.ts';
import type { Directory } from '../cases/directory.ts';
import { visibleTo } from '../cases/policy.ts';
import { iso } from '../cases/present.ts';
import type { UseCase } from '../http/bind.ts';
import { dateOf, personOf, presentFinding, presentKnownError } from '../incidents/present.ts';
import { mayFinishAction, mayLinkIncident, mayNoteProblem, mayOwnProblem, mayResume, maySeeProblem } from './policy.ts';
import { presentProblemLine, PROBLEM_LINE } from './present.ts';

/** The change a problem has asked for last, how it ended, and how many linked incidents have come since then. */
async function changeOf(db: Db, { id }: Pick<Case, 'id'>) {
  const link = await db.caseLink.findFirst({ where: { caseId: id, type: 'change', removedAt: null }, orderBy: { at: 'desc' }, include: { other: true } });
  if (!link) return null;
  const ended = await db.caseEvent.findFirst({ where: { caseId: link.otherId, name: { in: ['result-ready', 'closed'] } }, orderBy: { id: 'asc' } });
  const incidentsSince = ended && (await db.incident.count({ where: { registeredAt: { gt: ended.at }, problems: { some: { problemId: id } } } }));
  return { id: link.otherId, code: link.other.code, endedAt: iso(ended?.at ?? null), outcome: link.other.outcome, incidentsSince };
}

/** One problem, whole. */
export function makeProblemView(
  { db, now, processes }: CaseDeps,
  { access, directory }: { access: Access; directory: Directory },
): UseCase<typeof contract.getProblem> {
  const shown = makeShown({ db, now });
  return async ({ problemId }, { user }) => {
    const it = await access.find(problemId, user);
    if (!maySeeProblem(user, it)) throw new Refusal('not-permitted', 'Only those who work on it');
    const row = await db.problem.findUnique({
      where: { caseId: problemId },
      include: { ...PROBLEM_LINE, actions: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] } },
    });
    if (!row) throw new Refusal('not-found', `Case ${problemId} is no problem`);
    const [linked, findings, change, agency] = await Promise.all([
      db.problemIncident.findMany({
        where: { problemId, incident: { case: visibleTo(user) } },
        orderBy: { incident: { registeredAt: 'asc' } },
        include: { incident: { include: { case: { select: { code: true, subject: true } } } } },
      }),
      db.finding.findMany({ where: { caseId: problemId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
      changeOf(db, it),
      directory.agencies(),
    ]);
    const codes = [it.code, ...linked.map(each => each.incident.case.code)];
    await shown(user, 'case.list', codes);
    const ids = [row.ownerId, row.reviewedBy, ...findings.map(each => each.by), ...row.actions.map(each => each.ownerId)].filter(id => id !== null);
    const people = await db.userAccount.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
    const names = new Map(people.map(each => [each.id, each.name]));
    const facts = { ...it, problemStatus: row.status, hasKnownError: row.knownError !== null, reviewOn: row.reviewOn };
    return {
      ...presentProblemLine(row, { processes, agency, names }),
      items: row.items,
      registered: await registeredItems(db, row.items),
      cause: row.cause,
      solution: row.solution,
      risk: row.risk,
      measure: row.measure,
      deferredReason: row.deferredReason,
      causeFoundAt: iso(row.causeFoundAt),
      solvedAt: iso(row.solvedAt),
      closedAt: iso(row.closedAt),
      knownError: row.knownError && presentKnownError(row.knownError, { processes, code: it.code }),
      linked: linked.map(({ incident }) => ({
        id: incident.caseId,
        code: incident.case.code,
        subject: incident.case.subject,
        state: incident.state,
        registeredAt: incident.registeredAt.toISOString(),
      })),
      findings: findings.map(each => presentFinding(each, names)),
      change,
      review: row.review && row.reviewedAt ? { words: row.review, by: personOf(names, row.reviewedBy), at: row.reviewedAt.toISOString() } : null,
      actions: row.actions.map(each => ({
        id: each.id,
        what: each.what,
        owner: { id: each.ownerId, name: names.get(each.ownerId) ?? '' },
        dueOn: dateOf(each.dueOn)!,
        goesTo: each.goesTo as 'change',
        doneAt: iso(each.doneAt),
      })),
      may: [
        ...(mayNoteProblem(user, facts) ? (['note'] as const) : []),
        ...(mayLinkIncident(user, facts) ? (['link'] as const) : []),
        ...(mayResume(user, facts) ? (['resume'] as const) : []),
        ...(mayOwnProblem(user, facts) && row.ownerId !== user.id ? (['own'] as const) : []),
        ...(mayFinishAction(user, it) ? (['finish-action'] as const) : []),
      ],
      version: row.version,
    };
  };
}
