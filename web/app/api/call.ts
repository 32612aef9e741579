import type { z } from 'zod';
import type { BodyIn, Endpoint, ReplyOf } from '../../contract/endpoint.ts';
import { setReached } from './online.ts';
import { ApiProblem, problemOf } from './problem.ts';

type ParamsIn<E> = E extends { params?: infer P extends z.ZodType } ? z.input<P> : unknown;
type QueryIn<E> = E extends { query?: infer Q extends z.ZodType } ? z.input<Q> : unknown;
/** Parameters of the path and of the query in one object: names in the path go there, the rest after the question mark. */
export type Params<E> = ParamsIn<E> & QueryIn<E>;

export interface CallOptions {
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Who signs the requests: set by auth/auth.ts, so that this file need not know Keycloak. */
export interface Signer {
  token(): Promise<string | null>;
  /** The API said 401 to a token of ours. */
  refused(): void;
}

let signer: Signer = { token: async () => null, refused: () => {} };
export const setSigner = (it: Signer) => {
  signer = it;
};

/** The token of a request that cannot go through `request`: an upload that says how far it is. */
export const bearer = (): Promise<string | null> => signer.token();

/** Fills `:names` of the path and puts what is left into the query. */
export function addressOf(path: string, params: Record<string, unknown> = {}): string {
  const rest = new Map(Object.entries(params));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams([...rest].filter(([, value]) => value != null && value !== '').map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Nothing came, or not all of it: no connection, or one that is dead. Who gave up by themselves hears that. */
function notReached(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  setReached(false);
  throw new ApiProblem('offline', 0);
}

/** A busy service is asked again so many times, where asking twice does nothing twice; each a little later than it asks for, so that not all come together. */
const TRIES_WHEN_BUSY = 4;
const laterThan = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000 * (1 + Math.random())));

/**
 * One request with the bearer token; with an idempotency key it is patient with a busy service. (Readings are asked again by use-call.ts.)
 * Throws ApiProblem for everything that is not a success.
 */
export async function request(endpoint: Endpoint, params: unknown, init: RequestInit & CallOptions = {}): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await send(endpoint, params, init);
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.slug !== 'busy' || !init.idempotencyKey || tries === TRIES_WHEN_BUSY) throw problem;
    await laterThan(Number(response.headers.get('retry-after') ?? 2));
  }
}

async function send(endpoint: Endpoint, params: unknown, { idempotencyKey, ...init }: RequestInit & CallOptions): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = await signer.token();
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);

  const address = addressOf(endpoint.path, params as Record<string, unknown>);
  const response = await fetch(address, { ...init, headers, method: endpoint.method.toUpperCase() }).catch(notReached);
  setReached(true);
  if (response.status === 401 && token) signer.refused();
  return response;
}

/** A reading that takes longer is on a connection that has died (ms): the page must not wait for it for ever. */
const LONGEST_READING_MS = 60_000;

const within = (ms: number, signal?: AbortSignal) => AbortSignal.any([AbortSignal.timeout(ms), ...(signal ? [signal] : [])]);

/**
 * Calls an endpoint of the contract: `await call(assignTask, { taskKey }, { assigneeId, version })`. Types come from the contract.
 * An endpoint that creates needs `idempotencyKey`: make it once for an intention (crypto.randomUUID()), not once for a try.
 */
export async function call<E extends Endpoint>(endpoint: E, params: Params<E>, body?: BodyIn<E>, options: CallOptions = {}): Promise<ReplyOf<E>> {
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const patience = endpoint.method === 'get' ? { signal: within(LONGEST_READING_MS, options.signal) } : {};
  const response = await request(endpoint, params, { ...json, ...options, ...patience });
  return (response.status === 204 ? undefined : await response.json().catch(notReached)) as ReplyOf<E>;
}

/** Fetches bytes with the bearer token (a plain link could not carry it) and opens or saves them. */
export async function openBytes(endpoint: Endpoint, params: unknown, fileName: string, body?: unknown) {
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const blob = await (await request(endpoint, params, json)).blob();
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
