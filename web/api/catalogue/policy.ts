import type { User } from '../http/user.ts';

/** B4.2: whoever applies for a client at the counter sees what the application needs; others see their own only. */
export const mayPrefillFor = (user: User, clientId: string): boolean => user.clientId === clientId || (user.roles.includes('kac-specialist') && user.agencyId !== null);
