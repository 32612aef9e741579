import type { Role } from '../../contract/words.ts';
import type { User } from '../http/user.ts';

const READING: readonly Role[] = ['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin'];
const has = (user: User, ...roles: readonly Role[]) => user.roles.some(role => roles.includes(role));
const isOf = (user: User, agency: string, ...roles: readonly Role[]) => user.agencyId === agency && has(user, ...roles);

/** P10: those who deliver a service know the level it is promised at; auditors see every agency's. Nothing in it is about a person. */
export const mayReadLevels = (user: User, agency: string): boolean => has(user, 'auditor') || isOf(user, agency, ...READING);

/** Requirements, quality plan and agreements are the service manager's and the administrator's of the agency that holds the services. */
export const mayKeepLevels = (user: User, agency: string): boolean => isOf(user, agency, 'service-manager', 'agency-admin');

/** P10.2: whoever talks with people hears what they need. */
export const mayTellDemand = (user: User, agency: string): boolean => isOf(user, agency, ...READING);

/** P10.7: what follows from a breach, those who lead say. */
export const mayDecideBreach = (user: User, agency: string): boolean => isOf(user, agency, 'service-manager', 'agency-admin', 'team-lead');
