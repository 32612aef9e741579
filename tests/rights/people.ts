import type { Role } from '../../web/contract/words.ts';
import type { Claims } from '../support/app.ts';

/** Agencies of the made-up country. `kac` owns the cases, `vsaa` has most of the people asked, `pmlp` and `valmiera` are the others. */
export const AGENCIES = ['kac', 'vsaa', 'pmlp', 'valmiera', 'vraa', 'partner'] as const;
export type AgencyId = (typeof AGENCIES)[number];

/** Somebody who asks. `null` agency: works nowhere. */
export type Actor = {
  name: string;
  roles: readonly Role[];
  agency: AgencyId | null;
  personalCode?: string;
  signedIn: boolean;
  /** Columns of expected.csv that together say what this person may, where it is not the one of the name. */ columns?: readonly string[];
};

const at = (agency: AgencyId, name: string, ...roles: Role[]): Actor => ({ name, roles: roles.length > 0 ? roles : [name as Role], agency, signedIn: true });

/**
 * Columns of expected.csv: one person for each role of the contract, the lead of the front office beside the lead of an agency (they differ: the
 * front office owns the cases), nobody signed in, and a program: an account of an agency that has been given no role.
 */
export const ACTORS: readonly Actor[] = [
  { name: 'nobody', roles: [], agency: null, signedIn: false },
  { name: 'program', roles: [], agency: 'vsaa', signedIn: true },
  { name: 'resident', roles: ['resident'], agency: null, personalCode: '010190-10001', signedIn: true },
  at('kac', 'kac-specialist'),
  at('kac', 'front-office-lead', 'team-lead'),
  at('vsaa', 'specialist'),
  at('partner', 'partner-worker'),
  at('vsaa', 'team-lead'),
  at('vsaa', 'service-manager'),
  at('vsaa', 'process-owner'),
  at('vsaa', 'agency-admin'),
  at('vraa', 'platform-admin'),
  at('vraa', 'content-editor'),
  at('vraa', 'auditor'),
  at('vsaa', 'analyst'),
  at('vraa', 'developer'),
];

/** What Keycloak would say of this person; the name is the subject, so that the database can name people. */
export const claimsOf = ({ name, roles, agency, personalCode }: Actor): Claims => ({
  sub: name,
  typ: 'Bearer',
  name,
  given_name: 'Persona',
  family_name: name,
  realm_access: { roles: [...roles] },
  groups: agency ? [agency] : [],
  ...(personalCode && { personal_code: personalCode }),
});

/** Roles one person may have at once in the agency that has most of the people asked: what each may is a column. */
const MIXABLE = ['specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'analyst'] as const;

/**
 * A person whose rights change: the same account with other roles each time, told by the next token. What they may is what their roles of
 * the moment may, together. `random`: 0 … 1.
 */
export function redealt(random: () => number): Actor {
  const roles = MIXABLE.filter(() => random() < 0.35);
  return { name: 'changing', roles, agency: 'vsaa', signedIn: true, columns: roles.length > 0 ? roles : ['program'] };
}

/** How an object stands to the person who asks. */
export const OBJECTS = ['own', 'same', 'other', 'represented', 'expired', 'nobody'] as const;
export type ObjectKind = (typeof OBJECTS)[number];
