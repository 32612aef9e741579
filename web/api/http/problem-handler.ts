import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Problem } from '../../../platform/problem.ts';
import type { Logger } from '../../../platform/logger.ts';

type Coded = {
  code?: string;
  type?: string;
  status?: number;
  name?: string;
  message?: string;
  stack?: string;
  cause?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
};

const RETRY_AFTER_S = '2';
const WRONG = { type: 'about:blank', title: 'Something went wrong', status: 500 };

/** Prisma's and Node's words for: the database cannot be reached, is starting or stopping, or has no connection to spare. */
const DATABASE_AWAY = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'CONNECTION_DESTROYED',
]);
/** It has no disk or no memory left: whoever asks may ask again, but somebody must act. */
const DATABASE_FULL = new Set(['53100', '53200']);
const AWAY_WORDS = /connection terminated|timeout exceeded when trying to connect|server has closed the connection|Can't reach database/i;

/** Errors that are the caller's, though no Problem was thrown. */
function callersFault(error: unknown): Problem | undefined {
  const { type, status, code } = error as Coded;
  // a versioned update found its row changed meanwhile
  if (code === 'P2025') return new Problem('state-conflict', 'Changed by somebody else meanwhile');
  if (status === 404) return new Problem('not-found', 'There is no such file');
  if (type === 'entity.too.large') return new Problem('too-large', 'The body is larger than 256 kB');
  if (status === 415) return new Problem('unsupported-type', 'The encoding of the body is not known');
  if (type === 'entity.parse.failed' || status === 400) return new Problem('invalid-request', 'The request is not well formed');
  return undefined;
}

/** What is wrong with the database, if that is what the error is of. */
function troubleOfDatabase(error: unknown): 'away' | 'full' | undefined {
  const { code, message, cause, meta } = error as Coded;
  const codes = [code ?? '', meta?.driverAdapterError?.cause?.originalCode ?? ''];
  if (codes.some(it => DATABASE_FULL.has(it))) return 'full';
  if (codes.some(it => DATABASE_AWAY.has(it)) || AWAY_WORDS.test(message ?? '')) return 'away';
  return cause !== error && typeof cause === 'object' && cause !== null ? troubleOfDatabase(cause) : undefined;
}

/** What of an unknown error may be logged: Prisma's own texts can quote the values of a query, and PostgreSQL's `detail` a row. */
function loggable(error: unknown) {
  const { name, code, message = String(error), stack } = error as Coded;
  const quotes = name?.startsWith('PrismaClient') === true;
  const said = quotes ? message.trim().split('\n').at(-1)! : message;
  return {
    type: name,
    code,
    message: said,
    stack: stack
      ?.split('\n')
      .filter(line => /^\s+at /.test(line))
      .join('\n'),
  };
}

const answer = (res: Response, body: object & { status: number }) =>
  res
    .status(body.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...body, instance: res.locals.requestId as string }));

/** The one error handler (RFC 9457). A problem is answered as it is; anything else is logged and answered with the request's id only. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error, req, res, _next) => {
    const told = error instanceof Problem ? error : callersFault(error);
    const trouble = told ? undefined : troubleOfDatabase(error);
    const problem = trouble ? new Problem('busy', 'The database is away or overloaded') : told;
    const line = { requestId: res.locals.requestId as string, method: req.method, route: res.locals.route as string | undefined };
    if (trouble === 'full') log.error({ ...line, err: loggable(error) }, 'the database has no disk or memory left');
    else if (trouble) log.warn({ ...line, err: loggable(error) }, 'database away or overloaded');
    else if (!problem) log.error({ ...line, err: loggable(error) }, 'request failed');
    // half an answer is on its way: break it off, so that nobody takes it for a whole one
    if (res.headersSent) return void res.destroy();

    const body = problem?.toJSON() ?? WRONG;
    if (body.status === 401) res.set('WWW-Authenticate', 'Bearer');
    if (body.status === 503 || body.status === 429) res.set('Retry-After', res.get('Retry-After') ?? RETRY_AFTER_S);
    res.set('Cache-Control', 'no-store').removeHeader('Content-Disposition');
    answer(res, body);
  };
}

/** Whatever nobody has bound. */
export const unknownRoute: RequestHandler = (_req, _res, next) => next(new Problem('not-found', 'There is no such endpoint'));
