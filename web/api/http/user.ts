import { WORKING_ROLES, type Role } from '../../contract/words.ts';

/** Who asks. Keycloak says who and in which roles; our mirror adds the client record of a resident. */
export type User = {
  /** Keycloak's `sub`. */
  id: string;
  name: string;
  roles: Role[];
  /** Agency the person works for; null for residents. */
  agencyId: string | null;
  /** Client record of the person; null for staff without a personal code in the token. */
  clientId: string | null;
};

/** Gate of a route: who may knock at all. What they may do with which object is the use case's policy. */
export type Gate = { name: string; admits(user: User | null): boolean };

/** Anybody, signed in or not. */
export const everyone: Gate = { name: 'everyone', admits: () => true };

/** Anybody who has signed in. */
export const signedIn: Gate = { name: 'signed in', admits: user => user !== null };

/** People with at least one of these roles. */
export const anyRole = (...roles: Role[]): Gate => ({
  name: `any of ${roles.join(', ')}`,
  admits: user => user !== null && user.roles.some(role => roles.includes(role)),
});

/** People with lists of tasks. */
export const STAFF = anyRole(...WORKING_ROLES);

/** The same of somebody: at work in an agency, with tasks or leading those who have them. */
export const hasTasks = (user: User): boolean => user.agencyId !== null && user.roles.some(role => WORKING_ROLES.includes(role));
