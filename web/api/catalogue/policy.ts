import type { User } from '../http/user.ts';

/** Once-only for oneself; for others at the counter, where the holder allows an assistant to fill in the form (B4.2, B13.7). */
export const mayPrefill = (user: User, clientId: string, { assistant }: { assistant: boolean }): boolean =>
  (user.clientId === clientId && user.roles.includes('resident')) || (assistant && user.roles.includes('kac-specialist') && user.agencyId !== null);
