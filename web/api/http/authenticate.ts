import type { Request } from 'express';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Problem } from '../../../platform/problem.ts';
import { role, type Role } from '../../contract/words.ts';
import type { User } from './user.ts';

/** What we read of a Keycloak access token. */
const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().default(''),
  typ: z.literal('Bearer'),
  name: z.string().default(''),
  given_name: z.string().default(''),
  family_name: z.string().default(''),
  email: z.string().nullish(),
  personal_code: z.string().nullish(),
  groups: z.array(z.string()).default([]),
  realm_access: z.object({ roles: z.array(z.string()) }).default({ roles: [] }),
});
type Claims = z.output<typeof claimsSchema>;

type Deps = {
  config: Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM' | 'KEYCLOAK_AUDIENCE'>;
  db: Db;
  log: Logger;
  now: Clock;
  keys: JWTVerifyGetKey;
  /** Sessions whose tokens are refused although they have not expired. */
  ended: { has(sid: string): boolean };
  /** Counts refusals. */ tokens?: { refused(): void };
};
type Realm = Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM'>;

/** A browser asks with the same token for minutes: it is read, and the person mirrored, this seldom, and never after the token has ended. */
const KNOWN_FOR_MS = 5 * 60_000;
const CLOCK_SKEW_S = 30;
/** Some kB each. */
const MOST_TOKENS = 5_000;

const bearerOf = (req: Request): string | undefined => /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1];

/** The session of Keycloak of a request that has been let in: its token is not checked again. */
export function sessionOf(req: Request): string {
  const token = bearerOf(req);
  const { sid } = token ? decodeJwt(token) : {};
  return typeof sid === 'string' ? sid : '';
}

export const issuerOf = ({ KEYCLOAK_URL, KEYCLOAK_REALM }: Realm): string => `${KEYCLOAK_URL.replace(/\/$/, '')}/realms/${KEYCLOAK_REALM}`;

/** Keycloak's keys, fetched when first needed, so that the API starts without Keycloak. */
export const keysOf = (realm: Realm): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(`${issuerOf(realm)}/protocol/openid-connect/certs`), { cooldownDuration: 2_000 });

/**
 * Reads who asks from the bearer token: signature, issuer, audience, type and expiry are checked against Keycloak's keys, and that its
 * session has not ended. Nobody signed in: null.
 * @throws Problem not-signed-in for a token that is not ours; logged without the token
 */
export function makeIdentify({ config, db, log, now, keys, ended, tokens }: Deps): (req: Request) => Promise<User | null> {
  const issuer = issuerOf(config);
  const known = new Map<string, { user: User; sid: string; until: number }>();

  return async req => {
    const token = bearerOf(req);
    if (!token) return null;
    const before = known.get(token);
    if (before && before.until > Date.now()) {
      refuseEnded(before.sid);
      return before.user;
    }

    const { claims, exp } = await check(token);
    refuseEnded(claims.sid);
    const user = await mirror(db, claims, now());
    if (known.size >= MOST_TOKENS) known.clear();
    known.set(token, { user, sid: claims.sid, until: Math.min(exp * 1000, Date.now() + KNOWN_FOR_MS) });
    return user;
  };

  function refuseEnded(sid: string): void {
    if (sid !== '' && ended.has(sid)) throw new Problem('not-signed-in', 'You have signed out');
  }

  async function check(token: string): Promise<{ claims: Claims; exp: number }> {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience: config.KEYCLOAK_AUDIENCE, clockTolerance: CLOCK_SKEW_S, requiredClaims: ['exp'] });
      return { claims: claimsSchema.parse(payload), exp: payload.exp! };
    } catch (error) {
      const cause = (error as { code?: string }).code ?? (error as Error).name;
      tokens?.refused();
      if (!isRefusal(error)) {
        log.warn({ cause }, 'keys of Keycloak cannot be fetched');
        throw new Problem('agency-unavailable', 'Who you are cannot be checked just now');
      }
      log.warn({ cause }, 'token refused');
      throw new Problem('not-signed-in', 'The token is not valid here, or has expired');
    }
  }
}

/** The token is at fault. Everything else (no answer, an answer that is no key set) is Keycloak's trouble, and nobody need sign in again for it. */
export const isRefusal = (error: unknown) =>
  error instanceof z.ZodError ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  (error instanceof errors.JOSEError && /^ERR_(JWT|JWS|JOSE_ALG|JOSE_NOT_SUPPORTED)/.test(error.code));

/** Keeps our mirror of the person, and for residents their client record, found by personal code. */
async function mirror(db: Db, claims: Claims, at: Date): Promise<User> {
  const roles = claims.realm_access.roles.filter((it): it is Role => role.safeParse(it).success);
  const agencyId = claims.groups[0]?.replace(/^\//, '') ?? null;
  const clientId = claims.personal_code ? await clientOf(db, claims, claims.personal_code) : null;
  const name = claims.name || `${claims.given_name} ${claims.family_name}`.trim();
  const row = { name, roles, agencyId, clientId, lastSeenAt: at };
  await db.userAccount.upsert({ where: { id: claims.sub }, create: { id: claims.sub, ...row }, update: row });
  return { id: claims.sub, name, roles, agencyId, clientId };
}

async function clientOf(db: Db, { given_name, family_name, email }: Claims, personalCode: string): Promise<string> {
  const names = { givenName: given_name, familyName: family_name };
  const known = await db.client.findUnique({ where: { personalCode }, select: { id: true, givenName: true, familyName: true } });
  if (known && known.givenName === given_name && known.familyName === family_name) return known.id;
  const { id } = await db.client.upsert({
    where: { personalCode },
    create: { ...names, personalCode, email: email ?? null },
    update: names,
    select: { id: true },
  });
  return id;
}
