import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { getCase, giveFeedback, listMyCases } from '../../web/contract/cases.ts';
import { claimTask, getTask, listTasks } from '../../web/contract/tasks.ts';
import { FUNERAL_BENEFIT, fillIn, findService, finishTask, proposedDecision, submit } from '../../docker/demo/acts.ts';
import { NotInTime, Refused, makeApi, type Visitor } from '../../docker/demo/api.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';
import { atOnce } from '../support/at-once.ts';

/** An application that was acknowledged: 201 with the case. */
export type Acknowledged = { id: string; code: string; key: string; data: Record<string, unknown> };
/** `closed`: ended in the eyes of the applicant. `gaveUp`: applicants who were told something they could not go on with, and what. */
export type Crowd = { serviceId: string; acknowledged: Acknowledged[]; closed: Set<string>; gaveUp: string[] };

type Of = { web: string; cases: number; ratePerSecond: number; firstDeceased: number; over: AbortSignal; told(crowd: Crowd): void };

/** Not the one whose cases the journeys count. */
export const APPLICANT = 'janis';
const SPECIALIST = 'vita';
/** Tasks a specialist has in hand at once: a service has more than one specialist. */
const HANDS = 6;
const LOOK_AGAIN_MS = 500;
const LOOK_AT_LIST_MS = 2_000;
const PAGE = 100;

/**
 * People who apply at a steady rate, each by the public API and patiently, with one Idempotency-Key an application; specialists who take
 * over and decide as proposed; and the applicants again, who rate what they got. Ends when each of them has seen their case closed, or with `over`.
 */
export async function gather({ web, cases, ratePerSecond, firstDeceased, over, told }: Of): Promise<Crowd> {
  const finished = new AbortController();
  const whileOn = AbortSignal.any([over, finished.signal]);
  const api = makeApi(web, whileOn);
  const applicant = api.signIn(APPLICANT);
  const service = await findService(applicant, 'bēres', FUNERAL_BENEFIT);
  const { data: answers } = await fillIn(applicant, service.id, syntheticCode(firstDeceased));
  const crowd: Crowd = { serviceId: service.id, acknowledged: [], closed: new Set(), gaveUp: [] };
  const { until, watching } = watch(applicant, whileOn);
  const desk = specialists(api.signIn(SPECIALIST), crowd, whileOn);

  const began = Date.now();
  /** Refused as long as nobody has asked for it, and once it is given, perhaps by a try whose answer was lost. */
  async function rate(caseId: string) {
    const params = { caseId };
    while (!(await applicant.call(getCase, { params })).feedback) {
      await applicant.call(giveFeedback, { params, body: { rating: 5, comment: 'Paldies!', disputed: false } }).catch(laterOrNever);
      await wait(LOOK_AGAIN_MS, undefined, { signal: over });
    }
  }

  async function apply(n: number) {
    await wait(Math.max(0, began + (n * 1000) / ratePerSecond - Date.now()), undefined, { signal: over });
    const [key, data] = [randomUUID(), { ...answers, deceasedCode: syntheticCode(firstDeceased + n) }];
    const { id, code } = await submit(applicant, service.id, data, key);
    crowd.acknowledged.push({ id, code, key, data });
    await until('done', id);
    await rate(id);
    await until('closed', id);
    crowd.closed.add(id);
    told(crowd);
  }
  await Promise.all(Array.from({ length: cases }, (_, n) => apply(n).catch((fault: unknown) => void crowd.gaveUp.push(String(fault)))));
  finished.abort();
  await Promise.all([desk, watching]);
  return crowd;
}

/**
 * Where the applicant's cases are, by their own list: one look for all who wait, so that a queue is not made longer by those who stand in it.
 * By asking, not by events: an event of one case would wake everybody. `until` throws NotInTime with `over`.
 */
function watch(applicant: Visitor, over: AbortSignal) {
  const waiting = new Map<string, { status: 'done' | 'closed'; arrived(): void; never(why: NotInTime): void }>();

  async function look() {
    const unseen = new Set(waiting.keys());
    for (let cursor: string | undefined; unseen.size > 0;) {
      const { cases, next } = await applicant.call(listMyCases, { query: { limit: PAGE, cursor } as z.input<typeof listMyCases.query & object> });
      for (const { id, status } of cases) {
        unseen.delete(id);
        const it = waiting.get(id);
        if (it?.status === status && waiting.delete(id)) it.arrived();
      }
      if (next === null) return;
      cursor = next;
    }
  }
  async function watchOn() {
    while (!over.aborted) {
      await look().catch(laterOrNever);
      await wait(LOOK_AT_LIST_MS, undefined, { signal: over }).catch(() => {});
    }
    for (const [id, { status, never }] of waiting) never(new NotInTime(`${id} was not ${status} in time`));
    waiting.clear();
  }
  return {
    until: (status: 'done' | 'closed', id: string) =>
      new Promise<void>((arrived, never) => {
        if (over.aborted) never(new NotInTime(`${id} was not ${status} in time`));
        else waiting.set(id, { status, arrived, never });
      }),
    watching: watchOn(),
  };
}

/** Takes over and decides whatever of the crowd's comes up, some at a time. */
async function specialists(visitor: Visitor, crowd: Crowd, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const mine = new Set(crowd.acknowledged.map(it => it.id));
    const queues = await Promise.all(
      (['mine', 'unassigned'] as const).map(queue =>
        visitor.call(listTasks, { query: { queue, sort: 'age', limit: 100 } as z.input<typeof listTasks.query & object> }),
      ),
    ).catch(() => []);
    const tasks = queues.flatMap(it => it.tasks).filter(it => mine.has(it.case.id));
    await atOnce(HANDS, tasks, ({ key, version, assignee }) => work(visitor, { key, version, isMine: assignee !== null }).catch(laterOrNever));
    if (tasks.length === 0) await wait(LOOK_AGAIN_MS, undefined, { signal: over }).catch(() => {});
  }
}

async function work(visitor: Visitor, { key, version, isMine }: { key: string; version: number; isMine: boolean }) {
  const params = { taskKey: key };
  if (!isMine) await visitor.call(claimTask, { params, body: { version } });
  const task = await visitor.call(getTask, { params });
  // the tables are asked by a job of their own, which may still be on its way
  if (task.elementId === 'Task_Decide' && !task.proposal) return;
  await finishTask(visitor, task, task.elementId === 'Task_TakeOver' ? { outcome: 'accept' } : proposedDecision(task));
}

/** Done by an earlier try whose answer was lost, or the time is over: the next look at the list tells. */
function laterOrNever(fault: unknown) {
  if (!(fault instanceof Refused || fault instanceof NotInTime)) throw fault;
}
