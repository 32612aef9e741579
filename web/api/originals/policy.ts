import type { Prisma } from '../../../prisma/generated/client.ts';
import { MADE_KINDS } from '../../contract/documents.ts';
import { isStaff, type CaseFacts } from '../cases/policy.ts';
import type { User } from '../http/user.ts';

export type OriginalFacts = { sender: string; holder: string; place: string; state: string; batchId: string | null };
type ScanFacts = { kind: string; superseded: boolean; withdrawnAt: Date | null; hasOriginal: boolean };

const has = (user: User, ...roles: User['roles']) => user.roles.some(role => roles.includes(role));
/** Who works with paper: the counter that takes it in, and specialists of the agency it goes to. */
const handlesPaper = (user: User) => has(user, 'kac-specialist', 'specialist', 'team-lead') && user.agencyId !== null;

/** The paper is here: said by whoever works on the case, about a scan that stands. */
export const mayMarkOriginal = (user: User, it: CaseFacts, scan: ScanFacts): boolean =>
  handlesPaper(user) &&
  isStaff(user, it) &&
  !scan.hasOriginal &&
  !scan.superseded &&
  scan.withdrawnAt === null &&
  !(MADE_KINDS as readonly string[]).includes(scan.kind);

/** A mistake is taken back as long as the paper is still here and on no list. */
export const mayUnmarkOriginal = (user: User, it: OriginalFacts): boolean =>
  handlesPaper(user) && user.agencyId === it.sender && it.batchId === null && (it.state === 'due' || it.sender === it.holder);

export const mayListOriginals = (user: User): boolean => handlesPaper(user) || has(user, 'auditor');

export const maySeeOriginal = (user: User, it: Pick<OriginalFacts, 'sender' | 'holder'>): boolean =>
  has(user, 'auditor') || (handlesPaper(user) && (user.agencyId === it.sender || user.agencyId === it.holder));

/** The same right as a filter, of originals and of batches alike (test: equal for every row). */
export function originalsVisibleTo(user: User): Prisma.OriginalWhereInput & Prisma.OriginalBatchWhereInput {
  if (has(user, 'auditor')) return {};
  if (!handlesPaper(user) || user.agencyId === null) return { id: { in: [] } };
  return { OR: [{ sender: user.agencyId }, { holder: user.agencyId }] };
}

/** Lists are made and sent by those who have the paper. */
export const maySend = (user: User, it: Pick<OriginalFacts, 'sender'>): boolean => handlesPaper(user) && user.agencyId === it.sender;

/** Only who should have got it can say whether it came. */
export const mayReceive = (user: User, it: Pick<OriginalFacts, 'holder'>): boolean => handlesPaper(user) && user.agencyId === it.holder;

/** How often paper travels to an agency is decided there. */
export const maySetPeriod = (user: User): boolean => has(user, 'team-lead', 'service-manager', 'agency-admin') && user.agencyId !== null;
