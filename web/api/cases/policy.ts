import type { Prisma } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';
import { isOpen } from './status.ts';

/** What a policy needs to know of a case. */
export type CaseFacts = { clientId: string | null; owner: string; holder: string; team: string | null; status: string };

/** How a person stands to a case. One person may stand in more than one way (a specialist has relatives, and is one). */
export type Relation = 'client' | 'front-office' | 'agency' | 'auditor';

const has = (user: User, ...roles: User['roles']) => user.roles.some(role => roles.includes(role));

const frontOfficeOf = (user: User) => (has(user, 'kac-specialist', 'team-lead') ? user.agencyId : null);
const agencyOf = (user: User) => (has(user, 'specialist', 'team-lead') ? user.agencyId : null);

/** How this person stands to this case; none: it does not exist for them (R.2, B4.2). Platform administrators see no content. */
export function relationsTo(user: User, it: CaseFacts): Relation[] {
  return [
    ...(user.clientId && user.clientId === it.clientId ? (['client'] as const) : []),
    ...(frontOfficeOf(user) && frontOfficeOf(user) === it.owner ? (['front-office'] as const) : []),
    ...(agencyOf(user) && [it.holder, it.team].includes(agencyOf(user)) ? (['agency'] as const) : []),
    ...(has(user, 'auditor') ? (['auditor'] as const) : []),
  ];
}

export const maySeeCase = (user: User, it: CaseFacts): boolean => relationsTo(user, it).length > 0;

/** The same right as a filter of rows; `maySeeCase` of every row it lets through is true, of every other false (test). */
export function visibleTo(user: User): Prisma.CaseWhereInput {
  if (has(user, 'auditor')) return {};
  const any: Prisma.CaseWhereInput[] = [];
  const [owner, agency] = [frontOfficeOf(user), agencyOf(user)];
  if (user.clientId) any.push({ clientId: user.clientId });
  if (owner) any.push({ owner });
  if (agency) any.push({ holder: agency }, { team: agency });
  return any.length > 0 ? { OR: any } : NOTHING;
}

/** Own cases only, whatever else the person is. */
export const ownedBy = (user: User): Prisma.CaseWhereInput => (user.clientId ? { clientId: user.clientId } : NOTHING);

const NOTHING: Prisma.CaseWhereInput = { id: { in: [] } };

const isClient = (user: User, it: CaseFacts) => relationsTo(user, it).includes('client');
/** People who work on the case; auditors only read. */
export const isStaff = (user: User, it: CaseFacts): boolean => relationsTo(user, it).some(relation => relation === 'front-office' || relation === 'agency');
const isFrontOffice = (user: User, it: CaseFacts) => relationsTo(user, it).includes('front-office');

/** Those who may use the staff's lists at all. */
export const mayListCases = (user: User): boolean =>
  has(user, 'kac-specialist', 'specialist', 'team-lead', 'auditor') && (user.agencyId !== null || has(user, 'auditor'));

export const maySubmitForSelf = (user: User): boolean => user.clientId !== null && has(user, 'resident');
/** B3.8: only the front office applies for others. */
export const maySubmitForOthers = (user: User): boolean => has(user, 'kac-specialist') && user.agencyId !== null;

export type AnswerFacts = CaseFacts & { hasQuestion: boolean };
/** The client answers; the front office may write down what the client says (P1.5). */
export const mayAnswer = (user: User, it: AnswerFacts): boolean => it.hasQuestion && it.status !== 'closed' && (isClient(user, it) || isFrontOffice(user, it));

export type DecisionFacts = CaseFacts & { hasDecision: boolean };
export const mayWithdraw = (user: User, it: DecisionFacts): boolean => isClient(user, it) && isOpen(it.status) && !it.hasDecision;

export const mayWrite = (user: User, it: CaseFacts): boolean => it.status !== 'closed' && (isClient(user, it) || isStaff(user, it));
export const mayNote = (user: User, it: CaseFacts): boolean => isStaff(user, it);
export const mayAttach = mayWrite;

export type FeedbackFacts = CaseFacts & { hasFeedback: boolean };
export const mayRate = (user: User, it: FeedbackFacts): boolean => isClient(user, it) && !isOpen(it.status) && !it.hasFeedback;
/** A result is disputed before the case is closed (P1.7); afterwards by a new application. */
export const mayDispute = (user: User, it: FeedbackFacts): boolean => mayRate(user, it) && it.status === 'done';

export type EscalationFacts = CaseFacts & { escalated: boolean };
export const mayEscalate = (user: User, it: EscalationFacts): boolean => isStaff(user, it) && isOpen(it.status) && it.status !== 'submitted' && !it.escalated;

/** The owner of the case classifies; so does the lead of the team that has it. */
export const mayClassify = (user: User, it: CaseFacts): boolean =>
  isOpen(it.status) &&
  it.status !== 'submitted' &&
  (isFrontOffice(user, it) || (has(user, 'team-lead') && user.agencyId !== null && user.agencyId === it.team));

/** M11: who looked is shown to the one who was looked at, and to auditors. */
export const maySeeLooks = (user: User, it: CaseFacts): boolean => isClient(user, it) || has(user, 'auditor');
export const maySeeDiagram = (user: User, it: CaseFacts): boolean => isStaff(user, it) || has(user, 'auditor');
/** Internal notes and unpublished results. */
export const maySeeInternal = maySeeDiagram;
