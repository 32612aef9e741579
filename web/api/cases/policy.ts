import type { Prisma } from '../../../prisma/generated/client.ts';
import { PORTAL_KINDS } from '../../contract/words.ts';
import type { User } from '../http/user.ts';
import { isOpen } from './status.ts';

/** What a policy needs to know of a case. */
export type CaseFacts = {
  /** Without it nobody has a right that rests on it. */
  kind?: string;
  clientId: string | null;
  owner: string;
  holder: string;
  team: string | null;
  /** Agency that asks, where an agency does. */
  fromAgency: string | null;
  /** Ids of the workers a complaint is about: to them the case does not exist, whatever their role (PROCESSES §1.3). */
  complainedOf: string[];
  status: string;
};

/** How a person stands to a case. One person may stand in more than one way (a specialist has relatives, and is one). */
export type Relation = 'client' | 'front-office' | 'agency' | 'partner' | 'auditor';

const has = (user: User, ...roles: User['roles']) => user.roles.some(role => roles.includes(role));

const frontOfficeOf = (user: User) => (has(user, 'kac-specialist', 'team-lead') ? user.agencyId : null);
const agencyOf = (user: User) => (has(user, 'specialist', 'team-lead') ? user.agencyId : null);
/** Partners see what is with them now, nothing before or after (level 3). */
const partnerOf = (user: User) => (has(user, 'partner-worker') ? user.agencyId : null);
/** Who manages services decides on their changes (P5.5): of the cases of the holder, they see these, and no others. */
const managerOf = (user: User) => (has(user, 'service-manager') ? user.agencyId : null);
const MANAGED = 'change-request';
const manages = (user: User, it: CaseFacts) => managerOf(user) !== null && it.kind === MANAGED && managerOf(user) === it.holder;

/** How this person stands to this case; none: it does not exist for them (R.2, B4.2). Platform administrators see no content. */
export function relationsTo(user: User, it: CaseFacts): Relation[] {
  const own: Relation[] = user.clientId && user.clientId === it.clientId ? ['client'] : [];
  if (it.complainedOf.includes(user.id)) return own;
  return [
    ...own,
    ...(frontOfficeOf(user) && frontOfficeOf(user) === it.owner ? (['front-office'] as const) : []),
    ...((agencyOf(user) && [it.holder, it.team, it.fromAgency].includes(agencyOf(user))) || manages(user, it) ? (['agency'] as const) : []),
    ...(partnerOf(user) && partnerOf(user) === it.team ? (['partner'] as const) : []),
    ...(has(user, 'auditor') ? (['auditor'] as const) : []),
  ];
}

export const maySeeCase = (user: User, it: CaseFacts): boolean => relationsTo(user, it).length > 0;

/** Where a person sits, for lists written in SQL (who manages services has the register of changes instead): an agency that owns, that holds or works or asks, that is a partner; a client; auditors everywhere. */
export const seatsOf = (user: User) => ({
  all: has(user, 'auditor'),
  owner: frontOfficeOf(user),
  agency: agencyOf(user),
  partner: partnerOf(user),
  clientId: user.clientId,
});

/** The same right as a filter of rows; `maySeeCase` of every row it lets through is true, of every other false (test). */
export function visibleTo(user: User): Prisma.CaseWhereInput {
  const own: Prisma.CaseWhereInput[] = user.clientId ? [{ clientId: user.clientId }] : [];
  const staff = staffOf(user);
  const asStaff: Prisma.CaseWhereInput[] = staff ? [{ AND: [staff, { NOT: { complainedOf: { has: user.id } } }] }] : [];
  return own.length + asStaff.length > 0 ? { OR: [...own, ...asStaff] } : NOTHING;
}

/** What a person may see because of their work; undefined: nothing. */
function staffOf(user: User): Prisma.CaseWhereInput | undefined {
  if (has(user, 'auditor')) return {};
  const any: Prisma.CaseWhereInput[] = [];
  const [owner, agency, partner] = [frontOfficeOf(user), agencyOf(user), partnerOf(user)];
  if (owner) any.push({ owner });
  if (agency) any.push({ holder: agency }, { team: agency }, { fromAgency: agency });
  if (partner) any.push({ team: partner });
  const manager = managerOf(user);
  if (manager) any.push({ holder: manager, kind: MANAGED });
  return any.length > 0 ? { OR: any } : undefined;
}

/** Own cases only, whatever else the person is. */
export const ownedBy = (user: User): Prisma.CaseWhereInput => (user.clientId ? { clientId: user.clientId } : NOTHING);

const NOTHING: Prisma.CaseWhereInput = { id: { in: [] } };

const isClient = (user: User, it: CaseFacts) => relationsTo(user, it).includes('client');
/** People who work on the case; auditors only read. */
export const isStaff = (user: User, it: CaseFacts): boolean =>
  relationsTo(user, it).some(relation => relation === 'front-office' || relation === 'agency' || relation === 'partner');
const isFrontOffice = (user: User, it: CaseFacts) => relationsTo(user, it).includes('front-office');

/** Those who may use the staff's lists at all. */
export const mayListCases = (user: User): boolean =>
  has(user, 'kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor') && (user.agencyId !== null || has(user, 'auditor'));

export const maySubmitForSelf = (user: User): boolean => user.clientId !== null && has(user, 'resident');
/** Kinds a person may write to us for themselves. A client's problem is an incident to us (PROCESSES §1.3). */
export const maySubmitKindOnline = (kind: string): boolean => kind === 'problem' || (PORTAL_KINDS as readonly string[]).includes(kind);
/** Workers register for their own agency: work orders, requests to other agencies, problems, changes (P4, P5: raised inside). */
export const maySubmitInside = (user: User): boolean => has(user, 'kac-specialist', 'specialist', 'team-lead') && user.agencyId !== null;
/** B3.8: only the front office applies for others. */
export const maySubmitForOthers = (user: User): boolean => has(user, 'kac-specialist') && user.agencyId !== null;

export type AnswerFacts = CaseFacts & { hasQuestion: boolean };
/** The client answers; the front office may write down what the client says (P1.5). */
export const mayAnswer = (user: User, it: AnswerFacts): boolean => it.hasQuestion && it.status !== 'closed' && (isClient(user, it) || isFrontOffice(user, it));

export type DecisionFacts = CaseFacts & { hasDecision: boolean };
export const mayWithdraw = (user: User, it: DecisionFacts): boolean => isClient(user, it) && isOpen(it.status) && !it.hasDecision;

export const mayWrite = (user: User, it: CaseFacts): boolean => it.status !== 'closed' && (isClient(user, it) || isStaff(user, it));
/** Whose reading counts: those who correspond. A case without a client is not an auditor's because they are no client either. */
export const mayRead = (user: User, it: CaseFacts): boolean => isClient(user, it) || isStaff(user, it);
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

/** Only KAC closes (PROCESSES §1.6): also what was registered by mistake. */
export const mayVoid = (user: User, it: DecisionFacts): boolean => isFrontOffice(user, it) && isOpen(it.status) && !it.hasDecision;

export type ReopeningFacts = CaseFacts & { outcome: string | null; reopenUntil: Date | null };
/** Those whose matter it is to have it opened again: not a duplicate (un-merged instead), and what was registered by mistake has no client to ask. */
export const mayAskToReopen = (user: User, it: ReopeningFacts): boolean =>
  it.status === 'closed' && it.outcome !== 'duplicate' && (isFrontOffice(user, it) || (isClient(user, it) && it.outcome !== 'void'));
/** PROCESSES §1.6: within the period the agency sets. What turns out to be our own mistake later, the lead of the front office opens. */
export const mayReopen = (user: User, it: ReopeningFacts, now: Date): boolean =>
  mayAskToReopen(user, it) &&
  ((it.reopenUntil !== null && now <= it.reopenUntil) || (isFrontOffice(user, it) && has(user, 'team-lead') && user.agencyId === it.owner));

/** M11: who looked is shown to the one who was looked at, and to auditors. */
export const maySeeLooks = (user: User, it: CaseFacts): boolean => isClient(user, it) || has(user, 'auditor');
export const maySeeDiagram = (user: User, it: CaseFacts): boolean => isStaff(user, it) || has(user, 'auditor');
/** Internal notes and unpublished results. */
export const maySeeInternal = maySeeDiagram;
