import { DEMO_USERS } from '../../docker/sandbox/people.ts';
import type { Claims } from '../support/app.ts';
import { claimsOf } from '../support/claims.ts';

const made = (sub: string, agency: string, ...roles: string[]): Claims => ({
  sub,
  typ: 'Bearer',
  name: sub,
  given_name: sub,
  family_name: 'Izdomāts',
  email: `${sub}@pietura.example`,
  realm_access: { roles },
  groups: [agency],
});

/** Everybody of the demo, and one for each role that nobody of the demo has. */
export const CLAIMS: Record<string, Claims> = {
  ...Object.fromEntries(DEMO_USERS.map(({ username }) => [username, claimsOf(username)])),
  owner: made('owner', 'vsaa', 'process-owner'),
  editor: made('editor', 'vraa', 'content-editor'),
  analyst: made('analyst', 'vsaa', 'analyst'),
  developer: made('developer', 'vraa', 'developer'),
  'no-role': made('no-role', 'vsaa'),
};
/** Nobody has no token. */
export const NOBODY = '';
export const PEOPLE: readonly string[] = [...Object.keys(CLAIMS), NOBODY];

const RESIDENTS = new Set(DEMO_USERS.filter(it => it.roles.includes('resident')).map(it => it.username));
export const isResident = (who: string): boolean => RESIDENTS.has(who);
/** People whom no role lets see the content of cases (PLATFORM §1), and nobody. */
const OUTSIDERS = new Set([NOBODY, 'edgars', 'owner', 'editor', 'analyst', 'developer', 'no-role', 'mara']);
export const isOutsider = (who: string): boolean => OUTSIDERS.has(who);

/** What a resident has typed in the run itself: no other resident may read it, nor an outsider. */
export const wordOf = (who: string): string => `slepens-${who}-vards`;
