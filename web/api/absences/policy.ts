import type { User } from '../http/user.ts';

export type AbsenceOwner = { userId: string; agencyId: string };

const leads = (user: User, agencyId: string) => user.agencyId === agencyId && user.roles.includes('team-lead');

/** B7: one's own days, and the lead those of the team. */
export const mayEnterAbsence = (user: User, { userId, agencyId }: AbsenceOwner): boolean =>
  user.agencyId === agencyId && (user.id === userId || leads(user, agencyId));
export const mayChangeAbsence = mayEnterAbsence;

/** The calendar of one's own team; a note may tell of health: it is for the person and the lead. */
export const maySeeAbsence = (user: User, { agencyId }: AbsenceOwner): boolean => user.agencyId !== null && user.agencyId === agencyId;
export const maySeeNote = mayEnterAbsence;
