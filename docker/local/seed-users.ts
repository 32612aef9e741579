import { pbkdf2Sync, randomBytes } from 'node:crypto';
import type { KeycloakAdmin } from './keycloak-admin.ts';

export const DEMO_PASSWORD = 'pietura';

/** One person of the demo, as docker/sandbox/people.ts tells it. */
export type DemoUser = {
  username: string;
  givenName: string;
  familyName: string;
  email: string;
  roles: readonly string[];
  agency?: string | undefined;
  personalCode?: string | undefined;
};

type Named = { id: string; name: string };
type Client = { id: string; attributes?: Record<string, string> } & Record<string, unknown>;

/**
 * Realms are imported once; this brings a realm that is already there to the addresses of this installation and, in the demo and
 * test profiles, lets people sign in by password alone, so that `npm run demo` and tests can get tokens without a browser.
 */
export async function adjustClient({ call }: KeycloakAdmin, publicUrl: string): Promise<void> {
  const [client] = (await call<Client[]>('GET', '/clients?clientId=pietura-web')) ?? [];
  if (!client) throw new Error('The realm has no client pietura-web');
  const addresses = { rootUrl: publicUrl, redirectUris: [`${publicUrl}/signed-in`], webOrigins: [publicUrl] };
  // a realm of an earlier release tells nobody who has signed out
  const told = { 'backchannel.logout.url': `${publicUrl}/backchannel-logout`, 'backchannel.logout.session.required': 'true' };
  const attributes = { ...told, ...client.attributes, 'post.logout.redirect.uris': `${publicUrl}/` };
  await call('PUT', `/clients/${client.id}`, { ...client, ...addresses, attributes, directAccessGrantsEnabled: true });
}

/** Keycloak counts sign-ins of one person at the same moment as an attack; in the demo and in tests many programs act as the same few people. */
export async function adjustRealm({ call }: KeycloakAdmin): Promise<void> {
  await call('PUT', '', { bruteForceProtected: false });
}

/** Demo people and their roles and agencies. Can be run again: who is there is left alone. */
export async function seedUsers(admin: KeycloakAdmin, users: readonly DemoUser[]): Promise<void> {
  const roles = new Map(((await admin.call<Named[]>('GET', '/roles?max=200')) ?? []).map(role => [role.name, role]));
  const groups = new Map(((await admin.call<Named[]>('GET', '/groups?max=200')) ?? []).map(group => [group.name, group]));
  await Promise.all(users.map(user => seedUser(admin, user, roles, groups)));
}

/** A password as Keycloak keeps it: the rules of the realm, which refuse the demo's, are asked only when one is chosen. Its first use renews the hash. */
function hashed(password: string) {
  const [salt, iterations] = [randomBytes(16), 210_000];
  const value = pbkdf2Sync(password, salt, iterations, 64, 'sha512').toString('base64');
  return {
    type: 'password',
    secretData: JSON.stringify({ value, salt: salt.toString('base64') }),
    credentialData: JSON.stringify({ algorithm: 'pbkdf2-sha512', hashIterations: iterations }),
  };
}

async function seedUser({ call }: KeycloakAdmin, user: DemoUser, roles: Map<string, Named>, groups: Map<string, Named>): Promise<void> {
  const find = async () => ((await call<{ id: string }[]>('GET', `/users?exact=true&username=${user.username}`)) ?? [])[0];
  if (await find()) return;
  await call('POST', '/users', {
    username: user.username,
    firstName: user.givenName,
    lastName: user.familyName,
    email: user.email,
    emailVerified: true,
    enabled: true,
    attributes: user.personalCode ? { personal_code: [user.personalCode] } : {},
    credentials: [hashed(DEMO_PASSWORD)],
    groups: user.agency && groups.has(user.agency) ? [`/${user.agency}`] : [],
  });
  const made = await find();
  if (!made) throw new Error(`Keycloak did not keep ${user.username}`);
  const wanted = user.roles.map(name => roles.get(name)).filter(role => role !== undefined);
  if (wanted.length !== user.roles.length) throw new Error(`The realm lacks a role of ${user.username}`);
  await call('POST', `/users/${made.id}/role-mappings/realm`, wanted);
}
