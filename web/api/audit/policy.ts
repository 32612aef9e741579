import type { User } from '../http/user.ts';

/** How much of the audit log somebody reads (R.4, R8, R9): all of it, the part of one agency, or nothing. */
export function partOf(user: User): 'all' | string | null {
  if (user.roles.includes('auditor') || user.roles.includes('platform-admin')) return 'all';
  return user.roles.includes('agency-admin') ? user.agencyId : null;
}
