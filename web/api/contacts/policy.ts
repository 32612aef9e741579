import type { Prisma } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';

export type ContactFacts = {
  adviserId: string;
  agency: string;
  channel: string;
  endedAt: Date | null;
  identification: string;
  clientId: string | null;
  attempts: number;
};
export type CallBackFacts = { team: string; doneAt: Date | null; escalatedAt: Date | null };

const has = (user: User, ...roles: User['roles']) => user.roles.some(role => roles.includes(role));

/** Advisers of the front office talk with people. */
export const mayTakeContacts = (user: User): boolean => has(user, 'kac-specialist') && user.agencyId !== null;

/** Conversations are seen by the front office that had them, and by auditors. */
export const maySeeContact = (user: User, it: Pick<ContactFacts, 'agency'>): boolean =>
  has(user, 'auditor') || (has(user, 'kac-specialist', 'team-lead') && user.agencyId === it.agency);

/** The same right as a filter (test of equality). */
export const contactsVisibleTo = (user: User): Prisma.ContactWhereInput => {
  if (has(user, 'auditor')) return {};
  return has(user, 'kac-specialist', 'team-lead') && user.agencyId ? { agency: user.agencyId } : { id: { in: [] } };
};

/** Who talks, writes down; while it goes on. */
export const mayWorkOn = (user: User, it: ContactFacts): boolean =>
  mayTakeContacts(user) && it.adviserId === user.id && it.agency === user.agencyId && it.endedAt === null;

/** Who is here can show a document, or has signed the letter; a voice shows nothing. */
export const mayIdentify = (user: User, it: ContactFacts): boolean => mayWorkOn(user, it) && it.channel !== 'phone' && it.clientId === null;

/** A caller is asked, as often as the agency allows in one conversation (B4.4). */
export const mayVerify = (user: User, it: ContactFacts, attemptsAllowed: number): boolean =>
  mayWorkOn(user, it) && it.clientId === null && it.attempts < attemptsAllowed;

/** J10: only of somebody recognised; of a number alone there is general information and nothing else. */
export const maySeeRestricted = (user: User, it: ContactFacts): boolean => mayWorkOn(user, it) && it.identification === 'authenticated' && it.clientId !== null;

/** Names behind a number are for those who stand before us: a caller is told nothing, and the adviser sees only how many there are. */
export const maySeeCandidates = (user: User, it: ContactFacts): boolean => mayWorkOn(user, it) && it.channel !== 'phone';

/** Call-backs of a team: those of the front office. */
export const maySeeCallBack = (user: User, it: Pick<CallBackFacts, 'team'>): boolean =>
  has(user, 'kac-specialist', 'team-lead') && user.agencyId !== null && user.agencyId === it.team;

export const callBacksVisibleTo = (user: User): Prisma.CallBackWhereInput =>
  has(user, 'kac-specialist', 'team-lead') && user.agencyId ? { team: user.agencyId } : { id: { in: [] } };

export const mayCall = (user: User, it: CallBackFacts): boolean => maySeeCallBack(user, it) && it.doneAt === null;
/** A missed call is in the hands of the lead: only they move it or say that nobody need call. */
export const mayDecideCallBack = (user: User, it: CallBackFacts): boolean => mayCall(user, it) && has(user, 'team-lead');

/** In whose list a call-back stands: every open one in exactly one (FIELD: forgotten call-backs). */
export const placeOf = (it: CallBackFacts & { assigneeId: string | null }): 'done' | 'lead' | 'assignee' | 'team' => {
  if (it.doneAt) return 'done';
  if (it.escalatedAt) return 'lead';
  return it.assigneeId ? 'assignee' : 'team';
};

/** Only the client concerned sees a consultation in the e-account, and only if they were recognised (B1.5). */
export const consultationsOf = (user: User): Prisma.ContactTopicWhereInput =>
  user.clientId ? { contact: { clientId: user.clientId, identification: 'authenticated' } } : { id: { in: [] } };

export const mayCount = (user: User): boolean => has(user, 'kac-specialist', 'team-lead', 'analyst') && user.agencyId !== null;
