import type { Party } from '../../../platform/term.ts';
import type { Deadline } from '../../../platform/deadline.ts';
import { isStaff, type CaseFacts } from '../cases/policy.ts';
import { isOpen } from '../cases/status.ts';
import type { User } from '../http/user.ts';

/** Those who work on an open case turn its clock, as far as the term allows; that is judged beside. */
export const mayTurnClock = (user: User, it: CaseFacts): boolean => isStaff(user, it) && isOpen(it.status) && it.status !== 'submitted';

export const mayPause = (user: User, it: CaseFacts, { state, term }: Pick<Deadline, 'state' | 'term'>): boolean =>
  mayTurnClock(user, it) && state !== 'stopped' && (term?.pausesFor.length ?? 0) > 0;

export const mayResume = (user: User, it: CaseFacts, { state }: Pick<Deadline, 'state'>): boolean => mayTurnClock(user, it) && state === 'paused';

export const mayExtend = (user: User, it: CaseFacts, { state, term, extensions }: Pick<Deadline, 'state' | 'term' | 'extensions'>): boolean =>
  mayTurnClock(user, it) && state !== 'stopped' && term?.extension != null && extensions < term.extension.times;

/** Whether the term waits for this party, and does not wait for it already. */
export const pausableFor = ({ term, waits }: Pick<Deadline, 'term' | 'waits'>, party: Party): boolean =>
  (term?.pausesFor.includes(party) ?? false) && !waits.some(wait => wait.for === party);
