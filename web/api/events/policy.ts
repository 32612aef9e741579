import type { CaseNotice, PresenceNotice } from '../../../platform/notify.ts';
import { hasTasks, type User } from '../http/user.ts';

/** Technical trouble is told to those who may see it. */
export const mayHearOperations = (user: User): boolean => user.roles.includes('platform-admin');

/** Who hears of a case: its client, and those who work in the agencies that own it or have it. What they then read asks its own policy. */
export const mayHear = (user: User, { clientId, teams }: CaseNotice): boolean =>
  (user.clientId !== null && user.clientId === clientId) || (hasTasks(user) && user.agencyId !== null && teams.includes(user.agencyId));

/** Who hears that a colleague has come to a case: those who work on it, never its client. */
export const mayHearPresence = (user: User, { teams }: PresenceNotice): boolean => hasTasks(user) && user.agencyId !== null && teams.includes(user.agencyId);
