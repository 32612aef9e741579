import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../../platform/config.ts';
import type { Logger } from '../../../platform/logger.ts';

const JSON_LIMIT = '256kb';

/** W3C trace context: a caller's trace goes on, otherwise one begins; its id is the request's id in logs and problems. */
export const requestId: RequestHandler = (req, res, next) => {
  const trace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(req.get('traceparent') ?? '')?.[1];
  res.locals.requestId = trace ?? randomUUID().replaceAll('-', '');
  res.setHeader('traceparent', `00-${res.locals.requestId as string}-${randomBytes(8).toString('hex')}-01`);
  next();
};

/** One line a request: the route's pattern, never its path or query, which may hold what a person typed. */
export const requestLog =
  (log: Logger): RequestHandler =>
  (req, res, next) => {
    const start = performance.now();
    res.on('finish', () => {
      if (!res.locals.route) return;
      log.info({ requestId: res.locals.requestId, method: req.method, route: res.locals.route, status: res.statusCode, ms: Math.round(performance.now() - start) }, 'request');
    });
    next();
  };

/** bpmn-js, form-js and React Aria set styles on elements; scripts come from us only. Keycloak is reached by the browser itself. */
export const headers = ({ KEYCLOAK_URL, PUBLIC_URL }: Pick<Config, 'KEYCLOAK_URL' | 'PUBLIC_URL'>): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", new URL(KEYCLOAK_URL).origin],
        frameSrc: ["'self'", 'blob:', new URL(KEYCLOAK_URL).origin],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: PUBLIC_URL.startsWith('https:'),
    crossOriginEmbedderPolicy: false,
  });

/** Events are written as they happen: compressing would hold them back. */
export const compress: RequestHandler = compression({ filter: (req, res) => !String(res.getHeader('content-type')).startsWith('text/event-stream') && compression.filter(req, res) });

export const readJson: RequestHandler = express.json({ limit: JSON_LIMIT });

/** Answers of the API hold personal data and change: nobody keeps them. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('cache-control', 'no-store');
  next();
};

/** The built web application; any path that is not a file is a page of it. */
export function serveWeb(app: Express, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(folder, { index: false, maxAge: '1h' }));
  app.get('/{*page}', (_req, res) => {
    res.setHeader('cache-control', 'no-cache');
    res.sendFile(join(folder, 'index.html'));
  });
}
