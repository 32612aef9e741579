import { DEMO_USERS } from '../../docker/sandbox/people.ts';
import type { Claims } from './app.ts';

/** What a token says of a demo person. The subject is the user name, so that tests can name people in the database. */
export function claimsOf(username: string): Claims {
  const person = DEMO_USERS.find(it => it.username === username);
  if (!person) throw new Error(`No demo person ${username}`);
  return {
    sub: username,
    typ: 'Bearer',
    name: `${person.givenName} ${person.familyName}`,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    realm_access: { roles: [...person.roles, 'offline_access'] },
    groups: person.agency ? [person.agency] : [],
    ...(person.personalCode && { personal_code: person.personalCode }),
  };
}
