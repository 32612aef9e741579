import type { Prisma } from '../../../prisma/generated/client.ts';
import type { ItemStatus } from '../../contract/configuration.ts';
import type { Role } from '../../contract/words.ts';
import { OWNER } from '../cases/owner.ts';
import type { User } from '../http/user.ts';

/** Whoever works in an agency, and those who watch over all. */
export const CONFIGURATION_READERS: readonly Role[] = [
  'kac-specialist',
  'specialist',
  'team-lead',
  'service-manager',
  'process-owner',
  'agency-admin',
  'platform-admin',
  'auditor',
];
/** Level 2 and the holder (PROCESSES P6). */
export const CONFIGURATION_EDITORS: readonly Role[] = ['specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin'];
/** The holder plans and audits (P6.1, P6.5). */
export const CONFIGURATION_HOLDERS: readonly Role[] = ['service-manager', 'process-owner', 'agency-admin'];

const has = (user: User, roles: readonly Role[]) => user.roles.some(role => roles.includes(role));
const readsAll = (user: User) =>
  has(user, ['auditor', 'platform-admin']) ||
  (user.agencyId !== null && has(user, ['kac-specialist'])) ||
  (user.agencyId === OWNER && has(user, ['team-lead']));

export const mayListItems = (user: User): boolean => readsAll(user) || (user.agencyId !== null && has(user, CONFIGURATION_READERS));

/** The front office, its lead too, reads all, to say what is down; an agency its own. What another agency's item is called is seen where one's own rests on it. */
export const maySeeItem = (user: User, it: { agencyId: string }): boolean => readsAll(user) || (mayListItems(user) && user.agencyId === it.agencyId);

/** The same right as a filter; `maySeeItem` of every row it lets through is true, of every other false (test). */
export function itemsVisibleTo(user: User): Prisma.ConfigurationItemWhereInput {
  if (readsAll(user)) return {};
  return mayListItems(user) ? { agencyId: user.agencyId! } : { id: { in: [] } };
}

const isOf = (user: User, agencyId: string) => user.agencyId !== null && user.agencyId === agencyId;

export const mayEditItems = (user: User, agencyId: string): boolean => isOf(user, agencyId) && has(user, CONFIGURATION_EDITORS);
/** What is gone for good stays as it was. */
export const mayEditItem = (user: User, it: { agencyId: string; status: string }): boolean => mayEditItems(user, it.agencyId) && it.status !== 'retired';
export const mayChangeStatus = (user: User, it: { agencyId: string }): boolean => mayEditItems(user, it.agencyId);
export const mayPlan = (user: User, agencyId: string): boolean => isOf(user, agencyId) && has(user, CONFIGURATION_HOLDERS);
export const maySeePlan = (user: User, agencyId: string): boolean => maySeeItem(user, { agencyId });

export const mayAudit = (user: User, agencyId: string): boolean => isOf(user, agencyId) && has(user, [...CONFIGURATION_HOLDERS, 'team-lead']);
/** Whoever corrected does not recheck: four eyes. */
export const mayRecheck = (user: User, it: { agencyId: string; correctedBy: string | null }): boolean =>
  mayAudit(user, it.agencyId) && user.id !== it.correctedBy;

/** What a change request looks like to P6. `approved`: P5 keeps a decision that approves it, and that decision still holds. */
export type ChangeFacts = { kind: string; status: string; outcome: string | null; holder: string; fromAgency: string | null; approved: boolean };

/** Whether a change is approved: a change request, not taken back or refused, with P5.5’s decision. What P5 records is read here and nowhere else. */
export const isApprovedChange = ({ kind, outcome, approved }: ChangeFacts): boolean =>
  kind === 'change-request' && (outcome === null || outcome === 'fulfilled') && approved;

/** A change touches the items of the agencies that hold it or asked for it. */
export const concerns = (it: Pick<ChangeFacts, 'holder' | 'fromAgency'>, agencyId: string): boolean => it.holder === agencyId || it.fromAgency === agencyId;

/** What may follow a status, and whether an event suffices. Into use and out of it goes only what a change has approved (P6.4). */
const NEXT: Record<ItemStatus, Partial<Record<ItemStatus, 'change' | 'change-or-event'>>> = {
  planned: { 'in-use': 'change', retired: 'change' },
  'in-use': { unavailable: 'change-or-event', retired: 'change' },
  unavailable: { 'in-use': 'change-or-event', retired: 'change' },
  retired: {},
};

export type StatusFault = 'no-such-way' | 'change-needed' | 'not-approved' | 'of-another-agency';

/** Whether a status may follow on this ground; null = it may. `change`: of a ground that names one; null = there is no such case. */
export function faultOfStatus(
  it: { agencyId: string; from: ItemStatus; to: ItemStatus },
  ground: { kind: 'change'; change: ChangeFacts | null } | { kind: 'event' },
): StatusFault | null {
  const way = NEXT[it.from][it.to];
  if (!way) return 'no-such-way';
  if (ground.kind === 'event') return way === 'change-or-event' ? null : 'change-needed';
  if (!ground.change || !isApprovedChange(ground.change)) return 'not-approved';
  return concerns(ground.change, it.agencyId) ? null : 'of-another-agency';
}

/** The statuses that may follow, for the screen. */
export const nextStatuses = (from: ItemStatus): ItemStatus[] => Object.keys(NEXT[from]) as ItemStatus[];
