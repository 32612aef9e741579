import type { z } from 'zod';
import type { Config } from './config.ts';

/** An agency's system did not answer as it should: worth another try. Names the agency only: paths hold personal codes. */
export class AgencyTrouble extends Error {
  readonly agency: string;
  constructor(agency: string, what: string) {
    super(`The system of ${agency} ${what}`);
    this.agency = agency;
  }
}

/** A refusal by the agency itself: 409 with a `code` in its problem. */
export class AgencyRefusal extends Error {
  readonly code: string;
  constructor(agency: string, code: string) {
    super(`The system of ${agency} refused: ${code}`);
    this.code = code;
  }
}

/** Where the agencies’ systems are, and what we show to each. */
export type AgencyConfig = Pick<Config, 'AGENCY_URLS' | 'AGENCY_TOKENS'>;

const TIMEOUT_MS = 10_000;

export type AgencyCall<T> = { agency: string; path: string; answer: z.ZodType<T>; body?: unknown; idempotencyKey?: string; timeoutMs?: number };

/**
 * One call to an agency's system over HTTP: GET, or POST when there is a body.
 * @returns the answer, parsed; undefined when the agency has no such thing (404)
 * @throws AgencyRefusal for a 409 with a code; AgencyTrouble for anything else, time-outs included
 */
export async function callAgency<T>(
  config: AgencyConfig,
  { agency, path, answer, body, idempotencyKey, timeoutMs = TIMEOUT_MS }: AgencyCall<T>,
): Promise<T | undefined> {
  const base = config.AGENCY_URLS[agency];
  if (!base) throw new AgencyTrouble(agency, 'is not configured (AGENCY_URLS)');
  const response = await fetch(base + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${config.AGENCY_TOKENS[agency]}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // whoever answers for an agency is who the configuration says
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: Error) => {
    throw new AgencyTrouble(agency, error.name === 'TimeoutError' ? `did not answer within ${timeoutMs} ms` : 'cannot be reached');
  });
  if (response.status === 404) return undefined;
  const said: unknown = await response.json().catch(() => undefined);
  if (response.status === 409 && typeof said === 'object' && said !== null && 'code' in said) throw new AgencyRefusal(agency, String(said.code));
  if (!response.ok) throw new AgencyTrouble(agency, `answered ${response.status}`);
  const parsed = answer.safeParse(said);
  if (!parsed.success) throw new AgencyTrouble(agency, 'answered something else than agreed');
  return parsed.data;
}
