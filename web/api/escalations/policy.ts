import type { Prisma } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';

/** `complainedOf`: workers the case is a complaint about. */
export type EscalationFacts = { team: string | null; owner: string; complainedOf: string[] };

const leads = (user: User) => user.agencyId !== null && user.roles.includes('team-lead');

/** Leads see what their team has to decide, those of the front office also what is open in cases they own (G2); never in a complaint about themselves. */
export const maySeeOpenEscalation = (user: User, it: EscalationFacts): boolean =>
  leads(user) && (user.agencyId === it.team || user.agencyId === it.owner) && !it.complainedOf.includes(user.id);

/** The same right as a filter of rows (test). */
export function openEscalationsFor(user: User): Prisma.EscalationWhereInput {
  if (!leads(user)) return { id: { in: [] } };
  return { OR: [{ team: user.agencyId! }, { case: { owner: user.agencyId! } }], case: { NOT: { complainedOf: { has: user.id } } } };
}
