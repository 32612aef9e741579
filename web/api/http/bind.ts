import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Db } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Problem, type FieldFault } from '../../../platform/problem.ts';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { makeOnce, plainly, type Once } from './once.ts';
import { faultsOfKeeping } from './keepable.ts';
import type { Limit } from './limit.ts';
import type { Gate, User } from './user.ts';

/** What a use case knows of the call beside its input. */
export type Context = {
  user: User;
  requestId: string;
  /** Endpoints that create: runs the transaction once per Idempotency-Key. Other endpoints: one plain transaction. */
  once: Once;
  req: Request;
  res: Response;
};

type Input<E> = (unknown extends ParamsOf<E> ? object : ParamsOf<E>) &
  (unknown extends QueryOf<E> ? object : QueryOf<E>) &
  (unknown extends BodyOf<E> ? object : BodyOf<E>);
/** Takes the input as the contract parsed it; what it answers is parsed by the contract again. */
export type UseCase<E> = (input: Input<E>, context: Context) => Promise<ReplyOf<E>>;

export type Bound = { endpoint: Endpoint; gate: Gate };
/** What binding stands on: who asks, and how much; the database for idempotency; the list of what is bound. */
export type Binder = { identify(req: Request): Promise<User | null>; limit: Limit; db: Db; log: Logger; bound: Bound[] };

const NOBODY: User = { id: '', name: '', roles: [], agencyId: null, clientId: null };

/**
 * Binds a contract to a use case: signs in, counts, asks the gate, parses in, runs, parses out. There is no way to bind without a gate.
 * Streams (`produces`) are written to context.res by the use case itself.
 * @throws Error when there is no gate, or the gate of an endpoint for the signed-in lets in those who are not
 */
export function bind<E extends Endpoint>(router: Router, binder: Binder, endpoint: E, gate: Gate, useCase: UseCase<E>): void {
  const route = `${endpoint.method} ${endpoint.path}`;
  if (typeof gate?.admits !== 'function') throw new Error(`${route} has no policy`);
  if (endpoint.access === 'signed-in' && gate.admits(null)) throw new Error(`${route} is for the signed-in, but its gate lets anybody in`);
  binder.bound.push({ endpoint, gate });

  router[endpoint.method](endpoint.path, async (req, res) => {
    res.locals.route = endpoint.path;
    // public answers may be kept as long as the browser asks whether they still hold
    if (endpoint.access === 'public') res.set('Cache-Control', 'no-cache');
    const user = await admit(binder, { endpoint, gate }, req, res);
    const input = readInput(endpoint, req);
    const context = { user, requestId: res.locals.requestId as string, once: onceFor(endpoint, req, user, input, binder.db), req, res };
    const reply = await useCase(input as Input<E>, context);
    if (endpoint.produces) return;
    if (!endpoint.reply) return void res.status(endpoint.status ?? 204).end();
    res.status(endpoint.status ?? 200).json(writeReply(endpoint.reply, reply, route));
  });
}

async function admit({ identify, limit, log }: Binder, { endpoint, gate }: Bound, req: Request, res: Response): Promise<User> {
  const user = await identify(req);
  if (user) res.locals.userId = user.id;
  await limit(req, res, user);
  if (!user && endpoint.access === 'signed-in') throw new Problem('not-signed-in', 'A bearer token is needed');
  if (!gate.admits(user)) {
    log.warn(
      { requestId: res.locals.requestId as string, userId: user?.id, method: endpoint.method, route: endpoint.path, gate: gate.name },
      'refused at the gate',
    );
    throw new Problem('not-permitted', `Only for ${gate.name}`);
  }
  return user ?? NOBODY;
}

function readInput(endpoint: Endpoint, req: Request): object {
  // a stream is not read here; whoever reads it looks
  const faults: FieldFault[] = faultsOfKeeping({
    ...req.params,
    ...req.query,
    ...(endpoint.body && !endpoint.consumes ? (req.body as object | undefined) : {}),
  });
  if (faults.length > 0) throw new Problem('invalid-request', 'Some values cannot be kept as they are', faults);
  const read = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return {};
    const result = schema.safeParse(value ?? {});
    if (!result.success) faults.push(...result.error.issues.map(issue => ({ path: issue.path.join('.'), code: issue.code, message: issue.message })));
    return result.data as object | undefined;
  };
  const input = { ...read(endpoint.params, req.params), ...read(endpoint.query, req.query), ...(endpoint.consumes ? {} : read(endpoint.body, req.body)) };
  if (faults.length > 0) throw new Problem('invalid-request', 'Some values are missing or not of the right form', faults);
  return input;
}

/** An answer that breaks the contract is our fault: a 500, and in the log what and where, without the values. */
function writeReply(schema: z.ZodType, reply: unknown, route: string): unknown {
  const result = schema.safeParse(reply);
  if (result.success) return result.data;
  const where = result.error.issues.map(issue => `${issue.path.join('.') || 'the whole'}: ${issue.code}`);
  throw new Error(`The answer of ${route} breaks its contract (${where.join(', ')})`);
}

function onceFor(endpoint: Endpoint, req: Request, user: User, input: object, db: Db): Once {
  if (!endpoint.idempotent) return plainly(db);
  const key = req.get('idempotency-key') ?? '';
  if (key.length < 8 || key.length > 200)
    throw new Problem('invalid-request', 'Send an Idempotency-Key header of 8 to 200 characters', [{ path: 'Idempotency-Key', code: 'required' }]);
  return makeOnce(db, { key, userId: user.id, route: `${endpoint.method} ${endpoint.path}`, input, status: endpoint.status ?? 200 });
}

/** A program that forgot to bind an endpoint, or bound one twice, does not start. */
export function assertAllBound(endpoints: Endpoint[], bound: Bound[]): void {
  const count = (it: Endpoint) => bound.filter(({ endpoint }) => endpoint === it).length;
  const wrong = endpoints.filter(it => count(it) !== 1).map(it => `${it.method} ${it.path} is bound ${count(it)} times`);
  if (wrong.length > 0) throw new Error(`Routes are not what the contract says:\n${wrong.join('\n')}`);
}
