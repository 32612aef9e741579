import type { Dress } from './dress.ts';
import type { Api } from './document.ts';
import { install, type Ground } from './installation.ts';
import { HANG_MS, type Answer } from './send.ts';
import { makeJudge, type Fault } from './judge.ts';
import type { Grown } from './plan.ts';
import { resolve, type Ready } from './resolve.ts';
import type { World } from './world.ts';

/** One request of a sequence. The same `grown` in two steps: the same bytes again, where the same person asks. */
export type Step = { grown: Grown; who: string; key: string };
/** A sequence: its steps, and how far the clock goes on between them. */
export type Sequence = { steps: Step[]; paceMs: number };
export type Told = { who: string; method: string; path: string; headers: Record<string, string>; body: Buffer; dress: Dress | null; answer: Answer | null };
export type Found = { at: number; step: { operation: string }; fault: Fault; told: Told[]; errors: string[] };
export type Played = { found: Found | null; told: number };
/** Told of each answer, for the table. */
export type Watch = (operation: string, status: number, ms: number) => void;

/** Plays a sequence in a fresh copy of the world until something is found. */
export async function play(ground: Ground, world: World, api: Api, { steps, paceMs }: Sequence, watch: Watch = () => {}): Promise<Played> {
  const it = await install(ground, world.from);
  const judge = makeJudge(api, world.secrets);
  const pool = world.pool.copy();
  const sent = new Map<string, Ready>();
  const told: Told[] = [];
  const escaped: Error[] = [];
  const escape = (error: unknown) => void escaped.push(error instanceof Error ? error : new Error(String(error)));
  process.on('uncaughtException', escape).on('unhandledRejection', escape);
  try {
    for (const [at, step] of steps.entries()) {
      it.clock.at = new Date(it.clock.at.getTime() + paceMs);
      const { plan } = step.grown;
      const again = `${step.who} ${identity(step.grown)}`;
      const ready = sent.get(again) ?? resolve(plan, pool, step.who, step.key);
      sent.set(again, ready);
      const headers = {
        ...(world.tokens[step.who] && { authorization: `Bearer ${world.tokens[step.who]}` }),
        ...ready.sent.headers,
        ...(plan.operation.idempotent && { 'idempotency-key': step.key }),
      };
      const plain = { ...ready.sent, headers };
      const worn = plan.dress ? plan.dress.wear(plain) : plain;
      const answer = await it.send(worn);
      told.push({ who: step.who, ...worn, dress: plan.dress, answer: 'broken' in answer ? null : answer });
      const fault = 'broken' in answer ? broken(answer.broken) : judge(plan.operation, step.who, plan.dress !== null, answer);
      const also = escaped.length > 0 ? ({ kind: 'process', what: `${escaped[0]!.message}: the program would have ended` } as const) : null;
      if (fault ?? also)
        return {
          found: {
            at,
            step: { operation: plan.operation.name },
            fault: (fault ?? also)!,
            told,
            errors: [...it.errors(), ...escaped.map(each => each.stack ?? '')],
          },
          told: told.length,
        };
      if (!('broken' in answer)) {
        watch(plan.operation.name, answer.status, answer.ms);
        if (answer.status < 300 && !plan.dress) learn(pool, plan.operation, ready, answer, step.who);
      }
    }
    return { found: null, told: told.length };
  } finally {
    process.off('uncaughtException', escape).off('unhandledRejection', escape);
    await it.close();
  }
}

function learn(pool: World['pool'], operation: Parameters<typeof pool.learn>[0], ready: Ready, answer: Answer, who: string): void {
  if (!String(answer.headers['content-type']).startsWith('application/json')) return;
  pool.learn(operation, ready.params, JSON.parse(answer.body.toString()), who);
}

/** Node's server breaks off what it cannot read, and says so where it can: that is its right; a hang is not. */
const broken = (why: string): Fault | null => (why.includes(String(HANG_MS)) || why.includes('broken off') ? { kind: 'broken', what: why } : null);

const identities = new WeakMap<Grown, number>();
let count = 0;
function identity(grown: Grown): number {
  const known = identities.get(grown) ?? ++count;
  identities.set(grown, known);
  return known;
}
