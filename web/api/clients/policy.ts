import { isStaff, type CaseFacts } from '../cases/policy.ts';
import { maySeeRestricted, type ContactFacts } from '../contacts/policy.ts';
import type { User } from '../http/user.ts';

/** B4.2: the counter looks up the person who is there; an agency's own specialists see clients through their cases only. */
export const mayLookUp = (user: User): boolean => user.roles.includes('kac-specialist') && user.agencyId !== null;

export type ConsentFacts = { clientId: string; agency: string; givenAt: Date; until: Date; withdrawnAt: Date | null };

/** A consent holds from when it was given until its last moment, unless taken back. */
export const isValid = (it: ConsentFacts, now: Date): boolean => it.givenAt <= now && now < it.until && (it.withdrawnAt === null || it.withdrawnAt > now);

export type ProfileFacts = { clientId: string; case?: CaseFacts | undefined; contact?: ContactFacts | undefined; consents: ConsentFacts[]; now: Date };

/**
 * B4.2: a profile is opened with something at hand: a case of this client one works on, a conversation with this client recognised,
 * or the client's consent to one's agency. Nothing else opens it; the ground says how much is shown.
 */
export function groundOf(user: User, { clientId, case: it, contact, consents, now }: ProfileFacts): 'case' | 'contact' | 'consent' | null {
  if (!user.agencyId || !user.roles.some(role => WORKING.includes(role))) return null;
  if (contact && contact.clientId === clientId && maySeeRestricted(user, contact)) return 'contact';
  if (consents.some(consent => consent.clientId === clientId && consent.agency === user.agencyId && isValid(consent, now))) return 'consent';
  if (it && it.clientId === clientId && isStaff(user, it)) return 'case';
  return null;
}

export type AtHand = {
  clientId: string;
  consents: ConsentFacts[];
  contacts: Pick<ContactFacts, 'adviserId' | 'agency' | 'clientId' | 'identification'>[];
  lookedUp: boolean;
  now: Date;
};

/** B4.2: whether a client is before this person, or lets their agency act: a conversation of one's own, an identity document seen by oneself, or consent. */
export const isAtHand = (user: User, { clientId, consents, contacts, lookedUp, now }: AtHand): boolean =>
  mayLookUp(user) &&
  (lookedUp ||
    consents.some(it => it.clientId === clientId && it.agency === user.agencyId && isValid(it, now)) ||
    contacts.some(it => it.clientId === clientId && it.adviserId === user.id && it.agency === user.agencyId && it.identification === 'authenticated'));

const WORKING: User['roles'] = ['kac-specialist', 'specialist', 'team-lead'];
