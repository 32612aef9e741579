import type { Role } from '../../contract/words.ts';

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

/** People with lists of tasks: whoever works on cases or leads those who do. */
export const STAFF = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead');
