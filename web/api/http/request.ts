import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../../../platform/logger.ts';
import type { Metrics } from '../../../platform/metrics.ts';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const NO_TRACE = '0'.repeat(32);

/** Names the request: the trace id of the caller (W3C traceparent) if there is one, else a new one. It stands in logs and problems. */
export const requestId: RequestHandler = (req, res, next) => {
  const traced = TRACEPARENT.exec(req.get('traceparent') ?? '')?.[1];
  const id = traced && traced !== NO_TRACE ? traced : randomBytes(16).toString('hex');
  res.locals.requestId = id;
  res.set('X-Request-Id', id);
  next();
};

/**
 * One line a request, when it has been answered. The route's template stands for the path and the query is left out, because both
 * may hold personal data. What no contract has bound (files of the web application) is written at debug only.
 */
export function requestLog(log: Logger, metrics: Pick<Metrics, 'requests'>): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const { requestId: id, route = 'other', userId } = res.locals as { requestId: string; route?: string; userId?: string };
      const line = {
        requestId: id,
        method: req.method,
        route,
        status: res.statusCode,
        ms,
        ...(userId && { userId }),
        ...(!res.writableFinished && { cutOff: true }),
      };
      if (route === 'other') log.debug(line, 'request');
      else log.info(line, 'request');
      // a stream that stays open for minutes says nothing about how fast we answer
      if (!isEventStream(res.get('Content-Type'))) metrics.requests.observe({ method: req.method, route, status: String(res.statusCode) }, ms / 1000);
    });
    next();
  };
}

export const isEventStream = (contentType: unknown): boolean => String(contentType ?? '').startsWith('text/event-stream');
