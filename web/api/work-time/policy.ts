import type { User } from '../http/user.ts';

/** B3.13: one's own time, and the lead's team's. */
export const mayCorrectTime = (user: User, of: { userId: string; agencyId: string | null }): boolean =>
  user.agencyId !== null && user.agencyId === of.agencyId && (user.id === of.userId || user.roles.includes('team-lead'));
