import { constants } from 'node:zlib';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../../platform/config.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Metrics } from '../../../platform/metrics.ts';
import { Problem } from '../../../platform/problem.ts';
import { isEventStream, requestId, requestLog } from './request.ts';

export type Step = readonly [name: string, handler: RequestHandler];
type Deps = { config: Pick<Config, 'KEYCLOAK_URL' | 'PUBLIC_URL'>; log: Logger; metrics: Pick<Metrics, 'requests'>; isCrowded(): boolean };

const JSON_LIMIT = '256kb';
const QUICKLY = 1;

/** What every request passes through, in this order. */
export const makeSteps = ({ config, log, metrics, isCrowded }: Deps): Step[] => [
  ['request id', requestId],
  ['request log', requestLog(log, metrics)],
  ['security headers', securityHeaders(config)],
  // compressing an event stream would hold events back until a block is full
  [
    'compression',
    compression({
      filter: (req, res) => !isEventStream(res.getHeader('Content-Type')) && compression.filter(req, res),
      // an answer is made once for one reader: the usual 4 takes four times as long for a tenth less
      brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: QUICKLY } },
    }),
  ],
  ['no store', noStore],
  ['too many', refuseWhen(isCrowded)],
  ['json', express.json({ limit: JSON_LIMIT })],
];

/** Answers of the API are nobody else's: no proxy and no browser cache keeps them. `bind` says otherwise for public endpoints. */
const noStore: RequestHandler = (req, res, next) => {
  if (req.path.startsWith('/api/')) res.set('Cache-Control', 'no-store');
  next();
};

/** Who comes when those before him wait too long already is told so at once, before anything of his is read (BARS A7). */
const refuseWhen =
  (isCrowded: Deps['isCrowded']): RequestHandler =>
  (req, _res, next) =>
    next(req.path.startsWith('/api/') && isCrowded() ? new Problem('busy', 'Those who came before wait for more than a second') : undefined);

/**
 * Only our own scripts run. React Aria, bpmn-js and form-js set styles on elements, hence 'unsafe-inline' for styles;
 * Keycloak is asked for tokens and may be framed for the silent session check.
 */
function securityHeaders({ KEYCLOAK_URL, PUBLIC_URL }: Deps['config']): RequestHandler {
  const keycloak = new URL(KEYCLOAK_URL).origin;
  const secure = PUBLIC_URL.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", keycloak],
        frameSrc: ["'self'", 'blob:', keycloak],
        frameAncestors: ["'self'"],
        formAction: ["'self'", keycloak],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'same-origin' },
  });
}
