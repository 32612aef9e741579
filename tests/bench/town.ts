import { randomInt, randomUUID } from 'node:crypto';
import { FUNERAL_BENEFIT, fillIn, findService } from '../../docker/demo/acts.ts';
import { makeApi, type Visitor } from '../../docker/demo/api.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';
import { makeDatabase, type Database } from '../../platform/database.ts';
import { submitCase } from '../../web/contract/cases.ts';
import type { BenchStack } from './stack.ts';

/** One request and its only answer. `status` 0: none came. `ms`: from the moment given. */
export type Answer = { status: number; retryAfter: number | null; body: { id?: string; code?: string } | null; ms: number };
/** An application: of one who may repeat it, under its key. */
export type Application = { applicant: Visitor; key: string; data: Record<string, unknown> };
export type Town = Awaited<ReturnType<typeof bringTown>>;

export const APPLICANTS = ['anna', 'janis'];
const SPECIALIST = 'vita';
const NO_ANSWER_AFTER_MS = 60_000;
/** The sandbox's made-up dead have numbers up to here; each is applied for once, so that no application is a repeat of another. */
const DECEASED = 1_000_000;

/** Measures in the town, and in our database where the API does not say it. All that still listens or asks ends with the measurement. */
export async function withTown<T>(
  stack: BenchStack,
  measure: (of: { town: Town; over: AbortSignal } & Pick<Database, 'db' | 'sql'>) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const { db, sql, close } = makeDatabase({ ...stack.config, DATABASE_POOL: 3 });
  try {
    return await measure({ town: await bringTown(stack.web, over.signal), db, sql, over: over.signal });
  } finally {
    over.abort();
    await close();
  }
}

/** Who applies, what for, and who decides: the standard case of BARS, over the public API. */
async function bringTown(web: string, over: AbortSignal) {
  const api = makeApi(web, over);
  const applicants = APPLICANTS.map(name => api.signIn(name));
  const service = await findService(applicants[0]!, 'bēres', FUNERAL_BENEFIT);
  const filled = await Promise.all(applicants.map(each => fillIn(each, service.id, syntheticCode(1))));
  const address = new URL(submitCase.path, web);
  const first = randomInt(DECEASED);
  let count = 0;

  return {
    api,
    applicants,
    serviceId: service.id,
    specialist: api.signIn(SPECIALIST),

    /** The next application: of another applicant, for another deceased. */
    next(): Application {
      const n = count++;
      const who = n % applicants.length;
      return { applicant: applicants[who]!, key: randomUUID(), data: { ...filled[who]!.data, deceasedCode: syntheticCode(first + n) } };
    },

    /** Sends it once, without patience: what the server said, and how long after `since`. */
    async send({ applicant, key, data }: Application, since = performance.now()): Promise<Answer> {
      const body = JSON.stringify({ kind: 'service-request', serviceId: service.id, data });
      const signal = AbortSignal.any([over, AbortSignal.timeout(NO_ANSWER_AFTER_MS)]);
      try {
        const headers = { Authorization: `Bearer ${await applicant.token()}`, 'Content-Type': 'application/json', 'Idempotency-Key': key };
        const response = await fetch(address, { method: 'POST', headers, body, signal });
        const answer = (await response.json().catch(() => null)) as Answer['body'];
        const retryAfter = response.headers.get('retry-after');
        return { status: response.status, retryAfter: retryAfter === null ? null : Number(retryAfter), body: answer, ms: performance.now() - since };
      } catch {
        return { status: 0, retryAfter: null, body: null, ms: performance.now() - since };
      }
    },
  };
}

/** How many of each answer there were, by status; `none` = no answer. */
export function counted(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status || 'none'] = (counts[status || 'none'] ?? 0) + 1;
  return counts;
}
