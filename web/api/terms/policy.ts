import type { User } from '../http/user.ts';

/** Staff read the terms they work by. */
export const mayReadTerms = (user: User): boolean => user.agencyId !== null && user.roles.some(role => role !== 'resident');

/** An agency's terms are changed by its administrator; those of all agencies by the administrator of the platform (P10.5). */
export const mayChangeTerm = (user: User, { agencyId }: { agencyId: string | null }): boolean =>
  agencyId === null ? user.roles.includes('platform-admin') : user.agencyId === agencyId && user.roles.includes('agency-admin');
