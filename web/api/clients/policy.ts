import type { User } from '../http/user.ts';

/** B4.2: the counter looks up the person who is there; an agency's own specialists see clients through their cases only. */
export const mayLookUp = (user: User): boolean => user.roles.includes('kac-specialist') && user.agencyId !== null;
