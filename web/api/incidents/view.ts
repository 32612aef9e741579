import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/incidents.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { registeredItems } from '../configuration/meant.ts';
import { visibleTo } from '../cases/policy.ts';
import { iso } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { matchingErrors } from '../problems/known-errors.ts';
import { maySeeIncident, mayWithIncident } from './policy.ts';
import { dateOf, personOf, presentFinding, presentKnownError } from './present.ts';

const MOST_KNOWN = 3;

/** The case and its record as an incident, for somebody who may see what has been found out. */
export const makeIncidentFinder =
  ({ db }: Pick<CaseDeps, 'db'>, access: Access) =>
  async (caseId: string, user: User) => {
    const it = await access.find(caseId, user);
    if (!maySeeIncident(user, it)) throw new Problem('not-permitted', 'Only those who work on the case');
    const incident = await db.incident.findUnique({ where: { caseId } });
    if (!incident) throw new Problem('not-found', `Case ${caseId} is no incident`);
    return { it, incident };
  };

/** One incident: parent and children, findings, problems, known errors that may explain it. */
export function makeIncidentView(deps: CaseDeps, access: Access): UseCase<typeof contract.getIncident> {
  const { db, now, processes } = deps;
  const shown = makeShown({ db, now });
  const find = makeIncidentFinder(deps, access);

  return async ({ caseId }, { user }) => {
    const { it, incident } = await find(caseId, user);
    const seen = { case: visibleTo(user) };
    const brief = { include: { case: { select: { code: true, subject: true } } } } as const;
    const [parent, children, findings, problems, known] = await Promise.all([
      incident.parentId ? db.incident.findFirst({ where: { caseId: incident.parentId, ...seen }, ...brief }) : null,
      db.incident.findMany({ where: { parentId: caseId, ...seen }, orderBy: { registeredAt: 'asc' }, ...brief }),
      db.finding.findMany({ where: { caseId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
      db.problemIncident.findMany({ where: { incidentId: caseId }, include: { problem: { include: { case: { select: { code: true } } } } } }),
      incident.state === 'restored' ? [] : matchingErrors(db, { text: it.subject ?? '', serviceId: it.serviceId, limit: MOST_KNOWN }),
    ]);
    await shown(user, 'case.list', [...(parent ? [parent] : []), ...children].map(other => other.case.code)); // prettier-ignore
    const ids = [...findings.map(each => each.by), incident.verifiedBy].filter(id => id !== null);
    const [people, codes, registered] = await Promise.all([
      db.userAccount.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } }),
      db.case.findMany({ where: { id: { in: known.map(each => each.problemId) } }, select: { id: true, code: true } }),
      registeredItems(db, incident.items),
    ]);
    const names = new Map(people.map(each => [each.id, each.name]));
    const mention = (row: NonNullable<typeof parent>) => ({ id: row.caseId, code: row.case.code, subject: row.case.subject, state: row.state as 'open' });
    return {
      state: incident.state as 'open',
      symptom: incident.symptom as 'other' | null,
      effectOn: dateOf(incident.effectOn),
      services: [...new Set(incident.services)].flatMap(id => titledService(processes, id) ?? []),
      items: incident.items,
      registered,
      majorAt: iso(incident.majorAt),
      parent: parent && mention(parent),
      children: children.map(mention),
      findings: findings.map(row => presentFinding(row, names)),
      usedWorkaround: incident.usedWorkaround,
      causeRemoved: incident.causeRemoved,
      resolution: incident.resolution,
      restoredAt: iso(incident.restoredAt),
      verifiedBy: personOf(names, incident.verifiedBy),
      signals: incident.signals,
      problems: problems.map(({ problem }) => ({ id: problem.caseId, code: problem.case.code, status: problem.status })),
      known: known.map(row => presentKnownError(row, { processes, code: codes.find(each => each.id === row.problemId)?.code ?? '' })),
      may: mayWithIncident(user, { ...it, ...incident }),
    };
  };
}
