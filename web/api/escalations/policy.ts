import type { Prisma } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';

export type EscalationFacts = { team: string | null; owner: string };

const leads = (user: User) => user.agencyId !== null && user.roles.includes('team-lead');

/** Leads see what their team has to decide; those of the front office also what is open in cases they own (G2). */
export const maySeeOpenEscalation = (user: User, it: EscalationFacts): boolean => leads(user) && (user.agencyId === it.team || user.agencyId === it.owner);

/** The same right as a filter of rows (test). */
export function openEscalationsFor(user: User): Prisma.EscalationWhereInput {
  if (!leads(user)) return { id: { in: [] } };
  return { OR: [{ team: user.agencyId! }, { case: { owner: user.agencyId! } }] };
}
