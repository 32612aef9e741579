import type { Prisma } from '../../../prisma/generated/client.ts';
import { anyRole, type User } from '../http/user.ts';

const has = (user: User, ...roles: User['roles']) => user.roles.some(role => roles.includes(role));

/** Who keeps an agency's words for notices. */
export const noticeEditors = anyRole('agency-admin', 'service-manager');
/** Who answers people, and who writes words for those who do. */
export const replyUsers = anyRole('kac-specialist', 'specialist', 'team-lead', 'service-manager', 'agency-admin');

/** Only the words of one's own agency. */
export const mayEditNotices = (user: User, agencyId: string | null): boolean =>
  has(user, 'agency-admin', 'service-manager') && user.agencyId !== null && user.agencyId === agencyId;

export type ReplyFacts = { agencyId: string; ownerId: string | null };

/** One's own, and those of one's own agency's team. */
export const mayUseReply = (user: User, it: ReplyFacts): boolean =>
  user.agencyId !== null && user.agencyId === it.agencyId && (it.ownerId === null || it.ownerId === user.id);

/** The same right as a filter of rows (test of equality). */
export const repliesOf = (user: User): Prisma.ReplyTemplateWhereInput =>
  user.agencyId === null ? { id: { in: [] } } : { agencyId: user.agencyId, OR: [{ ownerId: null }, { ownerId: user.id }] };

export const mayEditTeamReplies = (user: User): boolean => user.agencyId !== null && has(user, 'team-lead', 'service-manager', 'agency-admin');

export const mayEditReply = (user: User, it: ReplyFacts): boolean => mayUseReply(user, it) && (it.ownerId === user.id || mayEditTeamReplies(user));
