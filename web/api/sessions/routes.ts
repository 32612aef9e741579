import express, { Router } from 'express';
import type { JWTVerifyGetKey } from 'jose';
import type { Config } from '../../../platform/config.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Problem } from '../../../platform/problem.ts';
import type { EndedSessions } from './ended.ts';
import { readLogoutToken } from './logout-token.ts';

type Deps = { config: Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM' | 'KEYCLOAK_CLIENT_ID'>; keys: JWTVerifyGetKey; sessions: EndedSessions; log: Logger };

/** Keycloak says here that somebody has signed out, or was signed out (OpenID Connect Back-Channel Logout 1.0). The token is the only proof. */
export function sessionRoutes({ config, keys, sessions, log }: Deps): Router {
  const router = Router();
  router.post('/backchannel-logout', express.urlencoded({ extended: false, limit: '16kb' }), async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const { logout_token: token } = (req.body ?? {}) as { logout_token?: unknown };
    if (typeof token !== 'string') throw new Problem('invalid-request', 'A logout_token is needed');
    await sessions.end(await readLogoutToken(token, keys, config));
    log.info({}, 'a session has ended');
    res.status(200).end();
  });
  return router;
}
