import type { User } from '../http/user.ts';

/** Working time is no secret among those who work. */
export const maySeeCalendar = (user: User): boolean => user.agencyId !== null && user.roles.some(role => role !== 'resident');

/** An agency changes its own calendar. */
export const mayChangeCalendar = (user: User, agencyId: string): boolean => user.agencyId === agencyId && user.roles.includes('agency-admin');
