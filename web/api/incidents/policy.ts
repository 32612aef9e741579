import type { CaseFacts } from '../cases/policy.ts';
import { isStaff, mayListCases, maySeeInternal, maySubmitInside } from '../cases/policy.ts';
import { isOpen } from '../cases/status.ts';
import type { User } from '../http/user.ts';

export type IncidentFacts = CaseFacts & { state: string; majorAt: Date | null; parentId: string | null };

/** The register of incidents is for those with lists of cases; its rows are the cases they may see. */
export const mayListIncidents = mayListCases;

/** What is found out about an incident is for those who work on its case, and for auditors. */
export const maySeeIncident = (user: User, it: CaseFacts): boolean => maySeeInternal(user, it);

/** A finding may be written by anybody who works on the case, as long as it is open. */
export const mayNoteFinding = (user: User, it: CaseFacts): boolean => isStaff(user, it) && isOpen(it.status);

/** Once, while the trouble lasts. */
export const mayDeclareMajor = (user: User, it: IncidentFacts): boolean =>
  isStaff(user, it) && isOpen(it.status) && it.status !== 'submitted' && it.state !== 'restored' && it.majorAt === null;

/** A child leaves its parent until that is restored. */
export const mayDetach = (user: User, it: IncidentFacts): boolean => isStaff(user, it) && isOpen(it.status) && it.parentId !== null && it.state !== 'restored';

/** Monitoring signs in as a worker of its agency. */
export const maySignal = maySubmitInside;

export function mayWithIncident(user: User, it: IncidentFacts): ('note' | 'declare-major' | 'detach')[] {
  return [
    ...(mayNoteFinding(user, it) ? (['note'] as const) : []),
    ...(mayDeclareMajor(user, it) ? (['declare-major'] as const) : []),
    ...(mayDetach(user, it) ? (['detach'] as const) : []),
  ];
}
