import type { User } from '../http/user.ts';

/** Staff read the terms they work by. */
export const mayReadTerms = (user: User): boolean => user.agencyId !== null && user.roles.some(role => role !== 'resident');

/**
 * P10.5: an agency's terms are changed by its administrator, those of a service also by the service managers of the agency that holds
 * it; those of all agencies by the administrator of the platform.
 */
export const mayChangeTerm = (user: User, { agencyId, serviceId }: { agencyId: string | null; serviceId: string | null }): boolean =>
  agencyId === null
    ? user.roles.includes('platform-admin')
    : user.agencyId === agencyId && (user.roles.includes('agency-admin') || (serviceId !== null && user.roles.includes('service-manager')));
