import type { Prisma } from '../../../prisma/generated/client.ts';
import type { CaseFacts } from '../cases/policy.ts';
import { isStaff, mayListCases, maySeeInternal, maySubmitInside } from '../cases/policy.ts';
import { OWNER } from '../cases/owner.ts';
import type { Role } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { isProblemOpen } from './status.ts';

const has = (user: User, ...roles: Role[]) => user.roles.some(role => roles.includes(role));

/** The register of problems, its known errors: for those with lists of cases; problems are the cases they may see. */
export const mayListProblems = mayListCases;
export const maySeeProblem = (user: User, it: CaseFacts): boolean => maySeeInternal(user, it);
/** Problems are raised inside, by those who work (P4, "Trigger"). */
export const mayRaiseProblem = maySubmitInside;

export type ProblemFacts = CaseFacts & { problemStatus: string; hasKnownError: boolean };
/** Incidents are linked as long as it is not over. */
export const mayLinkIncident = (user: User, it: ProblemFacts): boolean => isStaff(user, it) && isProblemOpen(it.problemStatus);
export const mayOwnProblem = (user: User, it: ProblemFacts): boolean => isStaff(user, it) && it.problemStatus !== 'closed';
/** What waits for its review day may be looked at earlier: a deferred problem, and a known error that was accepted. */
export const mayResume = (user: User, it: ProblemFacts & { reviewOn: Date | null }): boolean =>
  isStaff(user, it) && (it.problemStatus === 'deferred' || (it.problemStatus === 'known-error' && it.reviewOn !== null));
/** Also after the problem is closed: that is when its review's actions are done. */
export const mayFinishAction = (user: User, it: CaseFacts): boolean => isStaff(user, it);
export const mayNoteProblem = (user: User, it: ProblemFacts): boolean => isStaff(user, it) && isProblemOpen(it.problemStatus);

/** Proposals are the agency's whose incidents they are; the front office, which owns all cases, sees all. */
export const mayDecideProposal = (user: User, it: { holder: string }): boolean =>
  user.agencyId !== null && has(user, 'kac-specialist', 'specialist', 'team-lead') && (user.agencyId === it.holder || user.agencyId === OWNER);
export const maySeeProposal = (user: User, it: { holder: string }): boolean => mayDecideProposal(user, it) || has(user, 'auditor');
/** The same right as a filter of rows (test). */
export function proposalsFor(user: User): Prisma.ProblemProposalWhereInput {
  if (has(user, 'auditor')) return {};
  if (user.agencyId === null || !has(user, 'kac-specialist', 'specialist', 'team-lead')) return { id: { in: [] } };
  return user.agencyId === OWNER ? {} : { holder: user.agencyId };
}

/** Trends and management information of an agency: for those who lead it, and for auditors (P4.5 "to holder, management"). */
export const mayReadTrends = (user: User): boolean => (has(user, 'team-lead', 'service-manager') && user.agencyId !== null) || has(user, 'auditor');
export const mayMakeTrends = (user: User): boolean => has(user, 'team-lead', 'service-manager') && user.agencyId !== null;
export const mayConcludeTrends = (user: User, it: { agency: string }): boolean => mayMakeTrends(user) && user.agencyId === it.agency;
