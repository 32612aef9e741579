import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Problem } from '../../../platform/problem.ts';
import type { Logger } from '../../../platform/logger.ts';

/** Errors of the body parser that are the caller's, as problems. */
function callersFault(error: unknown): Problem | undefined {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') return new Problem('too-large', 'The body is larger than 256 kB');
  if (type === 'entity.parse.failed' || status === 400) return new Problem('invalid-request', 'The body is not well-formed JSON');
  return undefined;
}

const answer = (res: Response, body: { status: number; type: string; title: string }) =>
  res
    .status(body.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...body, instance: res.locals.requestId }));

/** The one error handler (RFC 9457). A problem is answered as it is; anything else is logged whole and answered with the request's id only. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error, req, res, _next) => {
    const problem = error instanceof Problem ? error : callersFault(error);
    if (!problem) log.error({ err: error, requestId: res.locals.requestId, method: req.method, route: res.locals.route }, 'request failed');
    if (res.headersSent) {
      res.end();
      return;
    }
    answer(res, problem?.toJSON() ?? { type: 'about:blank', title: 'Something went wrong', status: 500 });
  };
}

/** Whatever lies under /api and nobody has bound. */
export const unknownRoute: RequestHandler = (_req, _res, next) => next(new Problem('not-found', 'There is no such endpoint'));
