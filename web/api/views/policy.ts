import type { User } from '../http/user.ts';

/** Whose a view is: a person's or an agency's. */
export type ViewFacts = { ownerKind: string; ownerId: string };

const isOwn = (user: User, it: ViewFacts) => it.ownerKind === 'user' && it.ownerId === user.id;
const isOfTeam = (user: User, it: ViewFacts) => it.ownerKind === 'team' && user.agencyId !== null && it.ownerId === user.agencyId;

/** Those who have lists can keep views of them. */
export const mayUseViews = (user: User): boolean =>
  user.roles.some(role => ['kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor', 'service-manager'].includes(role));

/** What the team sees is its lead's to arrange. */
export const mayKeepForTeam = (user: User): boolean => user.agencyId !== null && user.roles.includes('team-lead');

export const maySeeView = (user: User, it: ViewFacts): boolean => mayUseViews(user) && (isOwn(user, it) || isOfTeam(user, it));
export const mayChangeView = (user: User, it: ViewFacts): boolean => isOwn(user, it) || (isOfTeam(user, it) && mayKeepForTeam(user));
