import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Role } from '../../contract/words.ts';
import type { CaseFacts } from '../cases/policy.ts';
import { isStaff, mayListCases, maySeeInternal, visibleTo } from '../cases/policy.ts';
import type { User } from '../http/user.ts';

const has = (user: User, ...roles: Role[]) => user.roles.some(role => roles.includes(role));
/** The holder of the service decides on its changes (P5.4, P5.5). */
const manages = (user: User, agency: string) => has(user, 'service-manager') && user.agencyId !== null && user.agencyId === agency;

export type ChangeFacts = CaseFacts & { status: string; changeStatus: string };
/** Members whose voice this person gives today: their own, and of those they stand in for. */
export type Speaking = { speaksFor: readonly string[] };

/** The register and the calendar: for those with lists of cases, and for those who manage services. */
export const mayListChanges = (user: User): boolean => mayListCases(user) || (has(user, 'service-manager') && user.agencyId !== null);

/** Those who see the inside of its case, who manages the services of its agency, and everybody whose voice it asks for. */
export const maySeeChange = (user: User, it: CaseFacts, { asked, speaksFor }: Speaking & { asked: readonly string[] }): boolean =>
  !it.complainedOf.includes(user.id) &&
  (maySeeInternal(user, it) || manages(user, it.holder) || (mayBeAsked(user) && asked.some(id => speaksFor.includes(id))));

/** Auditors watch, they do not vote. */
const mayBeAsked = (user: User) => user.agencyId !== null && has(user, 'kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager');

/** The same right as a filter of rows (test). */
export function changesVisibleTo(user: User, { speaksFor }: Speaking): Prisma.ChangeWhereInput {
  const staff: User = { ...user, clientId: null };
  const any: Prisma.ChangeWhereInput[] = [{ case: visibleTo(staff) }];
  const other: Prisma.ChangeWhereInput[] = [];
  if (has(user, 'service-manager') && user.agencyId !== null) other.push({ holder: user.agencyId });
  if (mayBeAsked(user)) other.push({ rounds: { some: { voices: { some: { userId: { in: [...speaksFor] } } } } } });
  if (other.length > 0) any.push({ OR: other, case: { NOT: { complainedOf: { has: user.id } } } });
  return { OR: any };
}

/** In an open round, for oneself or for whom one stands in. */
export const mayGiveVoice = (user: User, memberId: string, { speaksFor }: Speaking): boolean => mayBeAsked(user) && speaksFor.includes(memberId);

/** A deferred change is taken up earlier by those who work on it, or who manages the service. */
export const mayResumeChange = (user: User, it: ChangeFacts): boolean => it.changeStatus === 'deferred' && (isStaff(user, it) || manages(user, it.holder));
/** Whether the page of its case opens for them: members of other agencies’ boards read the change here. */
export const mayOpenCase = (user: User, it: CaseFacts): boolean => maySeeInternal(user, it);

/** Board, standard changes and settings of an agency: seen by all who work in it, kept by those who answer for its services. */
export const maySeeBoard = (user: User): boolean => user.agencyId !== null && (mayListChanges(user) || has(user, 'agency-admin', 'process-owner'));
export const mayEditBoard = (user: User, agency: string): boolean =>
  user.agencyId !== null && user.agencyId === agency && has(user, 'service-manager', 'agency-admin', 'process-owner');
