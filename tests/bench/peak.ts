import type { Sql } from '../../platform/database.ts';
import { line, summarised, verdict } from './latencies.ts';
import { countOnTheWay } from './open-cases.ts';
import { atRate, saying, until } from './open-loop.ts';
import type { Bench } from './run.ts';
import { withTown, counted, type Answer, type Town } from './town.ts';

const BARS = { acceptMs: 150, refusedWithinMs: 1000, drainedMs: 10 * 60_000, bestDrainedMs: 3 * 60_000, peak: { rate: 100, seconds: 60 } };
/** A7: so long, however long A1 is measured. */
const MOST_PEAK_SECONDS = 60;
const GIVEN_UP_MS = 20 * 60_000;
const BUSY = [429, 503];

/**
 * A1: applications at a fixed rate over HTTP, each asked once: errors, and latency from the intended start. Then, when all of them have
 * come to the desk, A7: the peak, its answers, whether each accepted one is there, and how long until all lie at the desk.
 */
export const benchPeak: Bench = (stack, { rate, seconds, peak }, say) =>
  withTown(stack, async ({ town, sql }) => {
    const warm = await send(town, { rate: 2, seconds: 2 }, () => {});
    await drained(sql, idsOf(warm), () => {});
    say(`peak: ${rate}/s for ${seconds} s`);
    const steady = await measure(town, sql, { rate, seconds }, say);
    tellSteady(steady, rate, say);
    const size = { rate: peak, seconds: Math.min(seconds, MOST_PEAK_SECONDS) };
    say(`peak: at rest; ${size.rate}/s for ${size.seconds} s`);
    const burst = await measure(town, sql, size, say);
    tellBurst(burst, size, say);
    return { steady, burst: { ...burst, ...size } };
  });

type Of = { rate: number; seconds: number };
type Measured = Awaited<ReturnType<typeof measure>>;

async function measure(town: Town, sql: Sql, size: Of, say: (line: string) => void) {
  const answers = await send(town, size, say);
  const ids = idsOf(answers);
  const drainedMs = await drained(sql, ids, say);
  const [there] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM "case" WHERE id = ANY(${ids}) AND started_at IS NOT NULL`;
  const isBusy = (it: Answer) => BUSY.includes(it.status) && it.retryAfter !== null;
  return {
    answers: counted(answers),
    accept: summarised(answers.filter(it => it.status === 201).map(it => it.ms)),
    errors: answers.filter(it => it.status !== 201).length,
    refused: answers.filter(isBusy).length,
    wrong: answers.filter(it => it.status !== 201 && !(isBusy(it) && it.ms <= BARS.refusedWithinMs)).length,
    lost: ids.length - there!.n,
    drainedMs,
  };
}

async function send(town: Town, { rate, seconds }: Of, say: (line: string) => void): Promise<Answer[]> {
  let [sent, answered] = [0, 0];
  const progress = saying(say, () => `${sent} sent, ${answered} answered`);
  const answers = await atRate(Math.ceil(rate * seconds), rate, async intended => {
    sent++;
    const answer = await town.send(town.next(), intended);
    answered++;
    return answer;
  });
  progress.stop();
  return answers;
}

const idsOf = (answers: readonly Answer[]) => answers.flatMap(it => (it.status === 201 && it.body?.id ? [it.body.id] : []));

/** How long until each of them lies at the desk; null when they do not come. */
async function drained(sql: Sql, ids: string[], say: (line: string) => void): Promise<number | null> {
  const began = performance.now();
  let left = ids.length;
  const progress = saying(say, () => `${left} of ${ids.length} are on their way to the desk`);
  const all = await until(GIVEN_UP_MS, 500, async () => (left = await countOnTheWay(sql, ids)) === 0);
  progress.stop();
  return all ? performance.now() - began : null;
}

const told = (ms: number | null) => (ms === null ? 'NOT' : `${(ms / 1000).toFixed(1)} s`);

function tellSteady(it: Measured, rate: number, say: (line: string) => void): void {
  const isReached = it.errors === 0 && it.lost === 0 && it.accept.p95 <= BARS.acceptMs;
  say(
    `\nA1  accept at ${rate}/s, ms from the intended start\n  ${line(it.accept)}  answers ${JSON.stringify(it.answers)}, lost ${it.lost}, all at the desk ${told(it.drainedMs)} after the last`,
  );
  say(`  ${isReached ? 'reached at this rate' : 'must not reached'} (must: 42/s for 10 min, no error, p95 ≤ ${BARS.acceptMs}; best 250/s)\n`);
}

function tellBurst(it: Measured, size: Of, say: (line: string) => void): void {
  const inTime = it.wrong + it.lost === 0 && it.drainedMs !== null && it.drainedMs <= BARS.drainedMs;
  const best = inTime && it.refused === 0 && it.drainedMs! <= BARS.bestDrainedMs;
  const isSmaller = size.rate < BARS.peak.rate || size.seconds < BARS.peak.seconds;
  say(`\nA7  ${size.rate}/s for ${size.seconds} s after rest: answers ${JSON.stringify(it.answers)}, ms of those accepted ${line(it.accept)}`);
  say(`  neither 201 nor, within a second, 429 or 503 with Retry-After: ${it.wrong}; accepted and lost: ${it.lost}`);
  say(
    `  all at the desk ${told(it.drainedMs)} after the last: ${verdict(best, inTime)}${isSmaller ? ', of a smaller peak than 100/s for 60 s' : ''} (must ≤ 10 min, best ≤ 3 min and none refused)\n`,
  );
}
