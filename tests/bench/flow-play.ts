import { setTimeout as wait } from 'node:timers/promises';
import { Refused, type Visitor } from '../../docker/demo/api.ts';
import type { Sql } from '../../platform/database.ts';
import { getCase, giveFeedback, listMyCases } from '../../web/contract/cases.ts';
import { openDesk } from './flow-desk.ts';
import { atRate, saying } from './open-loop.ts';
import { makeOwnWrites } from './own-writes.ts';
import type { Answer, Town } from './town.ts';

type Of = { town: Town; sql: Sql; cases: number; rate: number; hands: number; over: AbortSignal; say(line: string): void };
/** One part of the time in which applications came: what came, what was finished, what was open at its end. */
export type Part = { toSecond: number; arrived: number; finished: number; open: number };
export type Played = Awaited<ReturnType<typeof playFlow>>;

const LOOK_MS = 250;
const PARTS = 6;
/** After the last application, so long is waited for the rest to be finished. */
const FINISHED_WITHIN_MS = 10 * 60_000;
const MOST_FAULTS = 20;

/**
 * Applications at a steady rate, each followed to its end: accepted, taken over and decided at the desk, delivered, rated, closed. Ends
 * when all are closed, or some while after the last came.
 */
export async function playFlow({ town, sql, cases, rate, hands, over, say }: Of) {
  const done = new AbortController();
  const whileOn = AbortSignal.any([over, done.signal]);
  const own = makeOwnWrites();
  const faults: string[] = [];
  const fault = (it: unknown) => void (whileOn.aborted || faults.length >= MOST_FAULTS || faults.push(String(it)));
  const open = new Map<string, { applicant: Visitor; intended: number; rated: boolean }>();
  const ours = new Map<string, number>();
  const arrivals: number[] = [];
  const finishes: { at: number; ms: number }[] = [];
  const desk = await openDesk({ visitor: town.specialist, hands, own, isOurs: id => ours.has(id), over: whileOn, fault });
  const began = performance.now();
  const progress = saying(say, () => `${Math.round((performance.now() - began) / 1000)} s: ${arrivals.length} accepted, ${finishes.length} finished`);

  async function apply(intended: number): Promise<Answer> {
    const application = town.next();
    const answer = await town.send(application, intended);
    const { applicant } = application;
    const id = answer.body?.id;
    if (answer.status !== 201 || !id) return answer;
    ours.set(id, intended);
    open.set(id, { applicant, intended, rated: false });
    arrivals.push(performance.now());
    await own
      .look(
        'submit',
        async () => (await applicant.call(getCase, { params: { caseId: id } })).id === id,
        async () => (await applicant.call(listMyCases, { query: { limit: 20 } })).cases.some(it => it.id === id),
      )
      .catch(fault);
    return answer;
  }

  /** By the database, so that whoever waits asks the API nothing. */
  async function look(): Promise<void> {
    const rows = await sql<
      { id: string; status: string }[]
    >`SELECT id, status FROM "case" WHERE id = ANY(${[...open.keys()]}) AND status IN ('done', 'closed')`;
    for (const { id, status } of rows) {
      const it = open.get(id)!;
      if (status === 'done' && !it.rated) void rateIt(id, it);
      if (status !== 'closed') continue;
      open.delete(id);
      finishes.push({ at: performance.now(), ms: performance.now() - it.intended });
    }
  }

  /** Refused until somebody has asked for it: the next look tries again. */
  async function rateIt(caseId: string, it: { applicant: Visitor; rated: boolean }): Promise<void> {
    it.rated = true;
    try {
      await it.applicant.call(giveFeedback, { params: { caseId }, body: { rating: 5, comment: 'Paldies!', disputed: false } });
      await own.look('rate', async () => (await it.applicant.call(getCase, { params: { caseId } })).feedback !== null);
    } catch (refused) {
      if (refused instanceof Refused) it.rated = false;
      else fault(refused);
    }
  }

  let lastAt = Infinity;
  const applied = atRate(cases, rate, apply).finally(() => (lastAt = performance.now()));
  while (!over.aborted && !(lastAt !== Infinity && open.size === 0) && performance.now() - lastAt < FINISHED_WITHIN_MS) {
    await look();
    await wait(LOOK_MS);
  }
  const answers = await applied;
  progress.stop();
  done.abort();
  await desk.work;
  return {
    answers,
    own: own.found,
    faults,
    unfinished: open.size,
    /** ms from the intended moment of the submit. */
    rows: [...desk.rows].map(([id, at]) => at - ours.get(id)!),
    finished: finishes.map(it => it.ms),
    nextTasks: desk.nextTasks,
    parts: partsOf({ began, seconds: cases / rate, arrivals, finishes: finishes.map(it => it.at) }),
    finishedAfterMs: open.size === 0 ? performance.now() - lastAt : null,
  };
}

function partsOf({ began, seconds, arrivals, finishes }: { began: number; seconds: number; arrivals: number[]; finishes: number[] }): Part[] {
  const before = (times: number[], at: number) => times.filter(it => it < at).length;
  return Array.from({ length: PARTS }, (_, n) => {
    const [from, to] = [n, n + 1].map(it => began + (it * seconds * 1000) / PARTS) as [number, number];
    return {
      toSecond: Math.round(((n + 1) * seconds) / PARTS),
      arrived: before(arrivals, to) - before(arrivals, from),
      finished: before(finishes, to) - before(finishes, from),
      open: before(arrivals, to) - before(finishes, to),
    };
  });
}
