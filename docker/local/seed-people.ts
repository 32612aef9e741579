import { z } from 'zod';
import { DEMO_USERS } from '../sandbox/people.ts';
import { signInAsAdmin } from './keycloak-admin.ts';
import { adjustClient, adjustRealm, seedUsers } from './seed-users.ts';

/** The people of the demo as a program of its own: docker/compose.yaml runs it once. */
const wanted = z.object({
  KEYCLOAK_URL: z.url(),
  KEYCLOAK_REALM: z.string().default('pietura'),
  PUBLIC_URL: z.url(),
  KEYCLOAK_ADMIN_PASSWORD: z.string().min(1),
});
const { KEYCLOAK_URL, KEYCLOAK_REALM, PUBLIC_URL, KEYCLOAK_ADMIN_PASSWORD } = wanted.parse(process.env);

const admin = await signInAsAdmin(KEYCLOAK_URL, KEYCLOAK_ADMIN_PASSWORD, KEYCLOAK_REALM);
await adjustRealm(admin);
await adjustClient(admin, PUBLIC_URL);
await seedUsers(admin, DEMO_USERS);
