import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Config } from '../../../platform/config.ts';
import { Problem } from '../../../platform/problem.ts';
import { isRefusal, issuerOf } from '../http/authenticate.ts';

type Settings = Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM' | 'KEYCLOAK_CLIENT_ID'>;

/** What OpenID Connect Back-Channel Logout 1.0 §2.4 asks of a logout token. Ours always names the session (backchannel.logout.session.required). */
const claimsSchema = z.object({
  sid: z.string().min(1).max(200),
  jti: z.string().min(1),
  iat: z.number(),
  events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.object({}) }),
  nonce: z.never().optional(),
});

/**
 * Which session has ended. A token that is shown again ends the same session again: nothing is kept of its jti.
 * @throws Problem invalid-request for what is no logout token of our Keycloak for our application; agency-unavailable when its keys cannot be had
 */
export async function readLogoutToken(token: string, keys: JWTVerifyGetKey, config: Settings): Promise<string> {
  try {
    const checks = { issuer: issuerOf(config), audience: config.KEYCLOAK_CLIENT_ID, maxTokenAge: '5m', clockTolerance: 30 };
    const { payload } = await jwtVerify(token, keys, checks);
    return claimsSchema.parse(payload).sid;
  } catch (error) {
    if (!isRefusal(error)) throw new Problem('agency-unavailable', 'The logout token cannot be checked just now');
    throw new Problem('invalid-request', 'This is no logout token of ours');
  }
}
