import { randomUUID } from 'node:crypto';
import { makeApi } from '../../docker/demo/api.ts';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../docker/demo/acts.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';
import { makeDatabase, type Sql } from '../../platform/database.ts';
import { makeEngine } from '../../platform/engine.ts';
import { patiently } from '../../platform/engine-error.ts';
import { makeLogger } from '../../platform/logger.ts';
import { compare, forSeconds, type Stretch } from './compare.ts';
import { cpuOf, type Cpu } from './cpu.ts';
import type { Bench } from './run.ts';
import { tell } from './table.ts';

const BARS = { must: 0.5, best: 0.8 };
const DRAINED_WITHIN_MS = 60_000;

/**
 * A3: applications through the public API until the engine has taken each ÷ the same start messages by a bare client. Workers are
 * stopped, so that both arms end where the first job waits. CPU: API, PostgreSQL and broker together, each start.
 */
export const benchStart: Bench = async (stack, { pairs, seconds, hands }, say) => {
  const over = new AbortController();
  const anna = makeApi(stack.web, over.signal).signIn('anna');
  const engine = makeEngine(stack.config, makeLogger('silent'));
  const { sql, close } = makeDatabase({ ...stack.config, DATABASE_POOL: 3 });
  await stack.act('stop', 'workers');
  try {
    const service = await findService(anna, 'bēres', FUNERAL_BENEFIT);
    const { data } = await fillIn(anna, service.id, syntheticCode(910_000));
    const variables = await variablesOf(sql, (await submit(anna, service.id, data)).id);
    const cpu = cpuOf(await stack.pids('api', 'postgres', 'zeebe'));

    const ours = { name: 'API', run: () => throughApi(() => submit(anna, service.id, data), { seconds, hands, sql, cpu }) };
    const publish = () => {
      const caseId = randomUUID();
      const message = { name: 'application-submitted', correlationKey: caseId, messageId: caseId, variables: { ...variables, caseId }, timeToLiveMs: 60_000 };
      return patiently(() => engine.publishMessage(message));
    };
    const bare = { name: 'bare publish', run: () => forSeconds(seconds, hands, publish, cpu) };
    say(`start: ${pairs} + ${pairs} pairs of ${seconds} s, ${hands} hands`);
    const result = await compare(ours, bare, pairs, say);
    tell('A3', 'submits through our API ÷ bare publishes, same broker and diagram', result, BARS, say);
    return result;
  } finally {
    over.abort();
    await stack.act('start', 'workers');
    await Promise.allSettled([engine.close(), close()]);
  }
};

type Load = { seconds: number; hands: number; sql: Sql; cpu: Cpu | undefined };

/** Counted when the outbox is empty again: completions, not starts. */
async function throughApi(work: () => Promise<unknown>, { seconds, hands, sql, cpu }: Load): Promise<Stretch> {
  const usedBefore = cpu?.();
  const began = performance.now();
  const { done } = await forSeconds(seconds, hands, work);
  const until = performance.now() + DRAINED_WITHIN_MS;
  while ((await waiting(sql)) > 0) {
    if (performance.now() > until) throw new Error('The outbox does not drain');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  const stretch = { done, seconds: (performance.now() - began) / 1000 };
  return usedBefore === undefined ? stretch : { ...stretch, cpuMs: cpu!() - usedBefore };
}

const waiting = async (sql: Sql): Promise<number> =>
  (await sql<{ n: number }[]>`select count(*)::int as n from outbox where next_at < '2999-01-01'`)[0]?.n ?? 0;

/** What the engine is told of a case, as our own submit says it: routing facts only. */
async function variablesOf(sql: Sql, caseId: string): Promise<Record<string, unknown>> {
  const [it] = await sql`
    select kind, service_id as "serviceId", holder, service_id as "deliveryProcessId", channel, result_way as "resultWay", owner from "case" where id = ${caseId}::uuid`;
  return { ...it, serviceCode: FUNERAL_BENEFIT, takeOver: 'person' };
}
