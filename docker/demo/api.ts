import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { upload } from '../../web/contract/documents.ts';
import type { Endpoint, ReplyOf } from '../../web/contract/endpoint.ts';
import { getSettings } from '../../web/contract/me.ts';
import { DEMO_PASSWORD } from '../sandbox/people.ts';

type In<S> = S extends z.ZodType ? z.input<S> : unknown;
type ParamsIn<E> = E extends { params?: infer P } ? In<NonNullable<P>> : unknown;
type QueryIn<E> = E extends { query?: infer Q } ? In<NonNullable<Q>> : unknown;
type BodyIn<E> = E extends { body?: infer B } ? In<NonNullable<B>> : unknown;

/** Parameters of the path and of the query, and the body, as the contract wants them. */
export interface Call<E> {
  params?: ParamsIn<E>;
  query?: QueryIn<E>;
  body?: BodyIn<E>;
  /** Idempotency-Key; made once for a call, so that repeating the call is safe. Give one to repeat a call of before. */
  key?: string;
}

/** The API said no, and saying it again would not help. */
export class Refused extends Error {
  readonly slug: string;
  readonly status: number;
  constructor(what: string, status: number, slug: string, detail: string) {
    super(`${what}: ${status} ${slug}${detail ? ` (${detail})` : ''}`);
    this.status = status;
    this.slug = slug;
  }
}

const ONE_TRY_MS = 20_000;
const PAUSES_MS = [100, 250, 500, 1000, 2000];
const TOKEN_SPARE_MS = 15_000;

/** A signed-in person who uses the public API. Every call is repeated until it is answered or the time is over. */
export type Visitor = ReturnType<Api['signIn']>;
export type Api = ReturnType<typeof makeApi>;

/**
 * The public API as a person's browser uses it, but patient: a broken connection, a 5xx or a 429 is tried again with
 * the same Idempotency-Key until `over` is aborted, so that any part may be killed and come back meanwhile.
 */
export function makeApi(baseUrl: string, over: AbortSignal) {
  const settings = once(() => call(undefined, getSettings, {}));

  async function send(token: Token | undefined, endpoint: Endpoint, { params, query, body, key }: Call<Endpoint>): Promise<Uint8Array<ArrayBuffer>> {
    const isForm = body instanceof FormData;
    const url = new URL(addressOf(endpoint.path, (params ?? {}) as Record<string, unknown>), baseUrl);
    for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) if (value != null) url.searchParams.set(name, String(value));
    const headers = new Headers(endpoint.idempotent ? { 'Idempotency-Key': key ?? randomUUID() } : {});
    if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');
    const content = isForm ? body : JSON.stringify(body);

    return patiently(`${endpoint.method.toUpperCase()} ${endpoint.path}`, over, async () => {
      if (token) headers.set('Authorization', `Bearer ${await token.get()}`);
      const response = await fetch(url, {
        method: endpoint.method.toUpperCase(),
        headers,
        signal: withLimit(over, ONE_TRY_MS),
        ...(body !== undefined && { body: content }),
      });
      if (response.status === 401) token?.forget();
      return response;
    });
  }

  async function call<E extends Endpoint>(token: Token | undefined, endpoint: E, it: Call<E>): Promise<ReplyOf<E>> {
    const content = await send(token, endpoint, it as Call<Endpoint>);
    return (endpoint.reply ? endpoint.reply.parse(JSON.parse(new TextDecoder().decode(content))) : undefined) as ReplyOf<E>;
  }

  return {
    /** Calls a public endpoint. */
    call: <E extends Endpoint>(endpoint: E, it: Call<E> = {}) => call(undefined, endpoint, it),

    /** One of the demo people; the token is fetched when first needed, and again before it ends. */
    signIn(username: string) {
      const token = makeToken(async () => {
        const { keycloakUrl, realm, clientId } = await settings();
        return fetchToken(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, clientId, username, over);
      });
      return {
        username,
        token: () => token.get(),
        call: <E extends Endpoint>(endpoint: E, it: Call<E> = {}) => call(token, endpoint, it),
        bytes: (endpoint: Endpoint, it: Call<Endpoint>) => send(token, endpoint, it),
        upload: (content: Uint8Array<ArrayBuffer>, fileName: string, type: string) => {
          const body = new FormData();
          body.set('file', new Blob([content], { type }), fileName);
          return call(token, upload, { body });
        },
        address: (endpoint: Endpoint) => new URL(endpoint.path, baseUrl),
      };
    },
  };
}

/** Fills `:names` of the path. */
const addressOf = (path: string, params: Record<string, unknown>) => path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));

/** Aborted with `over`, or when the limit has passed. */
export const withLimit = (over: AbortSignal, limitMs: number) => AbortSignal.any([over, AbortSignal.timeout(limitMs)]);

/** The time is over; the message says what was still wanted. */
export class NotInTime extends Error {}

/** Tries again as long as it may help, until the whole answer is there. Throws `Refused` for an answer that stays, and NotInTime when the time is up. */
async function patiently(what: string, over: AbortSignal, ask: () => Promise<Response>): Promise<Uint8Array<ArrayBuffer>> {
  let last = 'not asked yet';
  for (let tries = 0; ; tries++) {
    if (over.aborted) throw new NotInTime(`${what} was not answered in time (last: ${last})`);
    const cutOff = (fault: unknown) => {
      if (fault instanceof Refused || fault instanceof NotInTime) throw fault;
      last = reasonOf(fault); // nobody there, or cut off, perhaps in the middle of the answer: the next try tells
    };
    const response = await ask().catch(cutOff);
    if (response) last = String(response.status);
    const content = response?.ok ? await response.arrayBuffer().catch(cutOff) : undefined;
    if (content) return new Uint8Array(content);
    if (response && !response.ok && response.status < 500 && response.status !== 429 && !(response.status === 401 && tries < 3))
      throw await refusalOf(what, response);
    await wait(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)], undefined, { signal: over }).catch(() => {});
  }
}

/** fetch() says only "fetch failed"; the cause is one below. */
const reasonOf = (fault: unknown): string => {
  if (!(fault instanceof Error)) return String(fault);
  return fault.cause instanceof Error ? fault.cause.message || fault.cause.name : fault.message;
};

const problemShape = z.object({
  slug: z.string().default('unknown'),
  detail: z.string().default(''),
  faults: z.array(z.object({ path: z.string(), code: z.string() })).default([]),
});

async function refusalOf(what: string, response: Response): Promise<Refused> {
  const { data } = problemShape.safeParse(await response.json().catch(() => ({})));
  const faults = data?.faults.map(fault => `${fault.path}: ${fault.code}`).join(', ');
  return new Refused(what, response.status, data?.slug ?? 'unknown', [data?.detail, faults].filter(Boolean).join('; '));
}

const tokenShape = z.object({ access_token: z.string(), expires_in: z.number() });

async function fetchToken(url: string, clientId: string, username: string, over: AbortSignal) {
  const body = new URLSearchParams({ grant_type: 'password', client_id: clientId, username, password: DEMO_PASSWORD, scope: 'openid' });
  const content = await patiently(`sign in as ${username}`, over, () => fetch(url, { method: 'POST', body, signal: withLimit(over, ONE_TRY_MS) }));
  return tokenShape.parse(JSON.parse(new TextDecoder().decode(content)));
}

interface Token {
  get(): Promise<string>;
  /** The API does not take it: the next one is fetched anew. */
  forget(): void;
}

/** One token at a time: Keycloak takes simultaneous sign-ins of one person for an attack. */
function makeToken(fetchIt: () => Promise<z.output<typeof tokenShape>>): Token {
  let held: Promise<{ value: string; until: number }> | undefined;
  const fetchFresh = async () => {
    const { access_token: value, expires_in: seconds } = await fetchIt();
    return { value, until: Date.now() + seconds * 1000 - TOKEN_SPARE_MS };
  };
  const forget = () => {
    held = undefined;
  };
  return {
    forget,
    async get() {
      const mine = (held ??= fetchFresh());
      // somebody else who came with the same one may have let it go, and asked for the next, before us
      const forgetMine = () => {
        if (held === mine) forget();
      };
      const { value, until } = await mine.catch((fault: unknown) => {
        forgetMine();
        throw fault;
      });
      if (Date.now() < until) return value;
      forgetMine();
      return this.get();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
