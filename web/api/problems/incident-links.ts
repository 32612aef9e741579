import { notifyCase } from '../../../platform/notify.ts';
import { Problem as Refusal } from '../../../platform/problem.ts';
import type * as contract from '../../contract/problems.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayLinkIncident } from './policy.ts';
import { linkIncidents } from './raise.ts';

/** The problem and its case, for somebody who may see them. */
export const makeProblemFinder =
  ({ db }: Pick<CaseDeps, 'db'>, access: Access) =>
  async (problemId: string, user: User) => {
    const it = await access.find(problemId, user);
    const row = await db.problem.findUnique({ where: { caseId: problemId }, include: { knownError: { select: { id: true } } } });
    if (!row) throw new Refusal('not-found', `Case ${problemId} is no problem`);
    return { it, row, facts: { ...it, problemStatus: row.status, hasKnownError: row.knownError !== null, reviewOn: row.reviewOn } };
  };

/** Which incidents come of a problem, said by people. */
export function makeIncidentLinks(deps: CaseDeps, access: Access) {
  const { db, now } = deps;
  const find = makeProblemFinder(deps, access);

  const link: UseCase<typeof contract.linkProblemIncident> = async ({ problemId, code }, { user, once }) => {
    const { it, facts } = await find(problemId, user);
    const coded = await db.case.findUnique({ where: { code } });
    if (!coded) throw new Refusal('not-found', 'No case has this code');
    const other = await access.find(coded.id, user);
    if (!(await db.incident.findUnique({ where: { caseId: other.id }, select: { caseId: true } })))
      throw new Refusal('invalid-request', 'That is no incident', [{ path: 'code', code: 'option' }]);
    if (!mayLinkIncident(user, facts)) throw new Refusal('not-permitted', 'Only those who work on the open problem');
    return once(async tx => {
      const at = now();
      await lockCase(tx, problemId);
      if ((await tx.problemIncident.count({ where: { problemId, incidentId: other.id } })) > 0) throw new Refusal('already-done', 'Linked already');
      await linkIncidents(tx, it, [other.id], { at, by: user.id });
      await notifyCase(tx, problemId);
      await audit(tx, { who: user.id, did: 'problem.link', at, caseId: problemId, data: { incidentId: other.id } });
      return { id: other.id };
    });
  };

  const unlink: UseCase<typeof contract.unlinkProblemIncident> = async ({ problemId, incidentId }, { user, once }) => {
    const { it, facts } = await find(problemId, user);
    if (!mayLinkIncident(user, facts)) throw new Refusal('not-permitted', 'Only those who work on the open problem');
    await once(async tx => {
      const { count } = await tx.problemIncident.deleteMany({ where: { problemId, incidentId } });
      if (count === 0) throw new Refusal('not-found', 'Not linked');
      const at = now();
      await recordEvent(tx, { caseId: incidentId, name: 'problem-unlinked', at, actor: user.id, data: { code: it.code }, public: false });
      await notifyCase(tx, problemId);
      await audit(tx, { who: user.id, did: 'problem.unlink', at, caseId: problemId, data: { incidentId } });
    });
  };

  return { link, unlink };
}
