import type { Prisma } from '../../../prisma/generated/client.ts';
import { isStaff, maySeeCase, relationsTo, visibleTo, type CaseFacts } from '../cases/policy.ts';
import { isOpen } from '../cases/status.ts';
import type { User } from '../http/user.ts';

/** A link is seen by those who may see both its ends: of a case one may not see, one does not learn that it exists. */
export const maySeeLink = (user: User, ends: { case: CaseFacts; other: CaseFacts }): boolean => maySeeCase(user, ends.case) && maySeeCase(user, ends.other);

/** The same right as a filter of links. */
export const linksVisibleTo = (user: User): Prisma.CaseLinkWhereInput => ({ case: visibleTo(user), other: visibleTo(user) });

/** Whoever works on both may say that they belong together. */
export const mayLink = (user: User, it: CaseFacts, other: CaseFacts): boolean => isStaff(user, it) && isStaff(user, other);

export type MergeFacts = CaseFacts & { id: string; kind: string; outcome: string | null; hasDecision: boolean };

/**
 * P1.1: only the owner of both (KAC) says that one is the same as the other, and only of one client: what the duplicate holds is
 * shown in the kept case from then on, so nobody may learn by it what they could not see before: neither those whom it complains
 * of, nor another agency that asked. Nothing that is decided is merged.
 */
export const mayMerge = (user: User, it: MergeFacts, keep: MergeFacts): boolean =>
  isOwner(user, it) &&
  isOwner(user, keep) &&
  it.id !== keep.id &&
  it.clientId === keep.clientId &&
  it.holder === keep.holder &&
  it.fromAgency === keep.fromAgency &&
  it.complainedOf.every(id => keep.complainedOf.includes(id)) &&
  isOpen(it.status) &&
  it.status !== 'submitted' &&
  it.outcome === null &&
  !it.hasDecision &&
  keep.outcome !== 'duplicate';

/** Could this person merge it into some other case? What the page offers. */
export const mayBeMerged = (user: User, it: MergeFacts): boolean =>
  isOwner(user, it) && isOpen(it.status) && it.status !== 'submitted' && it.outcome === null && !it.hasDecision;

export const mayUnmerge = (user: User, it: CaseFacts & { outcome: string | null }): boolean => isOwner(user, it) && it.outcome === 'duplicate';

/** One letter, several matters: KAC makes a case of each. */
export const maySplit = (user: User, it: CaseFacts): boolean => isOwner(user, it) && it.status !== 'closed' && user.roles.includes('kac-specialist');

/** Who looks for duplicates while registering. */
export const mayLookForDuplicates = (user: User): boolean => user.roles.includes('kac-specialist') && user.agencyId !== null;

const isOwner = (user: User, it: CaseFacts) => relationsTo(user, it).includes('front-office');
