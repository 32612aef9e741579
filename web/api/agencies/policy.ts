import type { User } from '../http/user.ts';

/** An agency is administered by its own administrators (J28); the platform's administer all. */
export const mayAdminister = (user: User, agencyId: string): boolean =>
  user.roles.includes('platform-admin') || (user.roles.includes('agency-admin') && user.agencyId === agencyId);

/** Everybody who works in an agency may know what it has set: everybody with a role there, not an account that has been given none. */
export const maySeeSettings = (user: User, agencyId: string): boolean =>
  mayAdminister(user, agencyId) || (user.agencyId === agencyId && user.roles.some(role => role !== 'resident'));
