import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../../../docker/sandbox/app.ts';
import { makePayments } from '../../../docker/sandbox/payments.ts';
import { makeSwitches } from '../../../docker/sandbox/switches.ts';
import { loadShared } from '../../../workers/load-shared.ts';
import { runService, runShared, type Job } from '../../../workers/run-job.ts';
import type { WorkerDeps } from '../../../workers/deps.ts';
import type { Process } from '../../../processes/load.ts';
import { AGENCY_TOKENS } from '../../support/agencies.ts';
import { Died, type Gate } from './gate.ts';
import type { Performance } from './play.ts';
import { openWeb } from './web.ts';

export type Variables = Record<string, unknown>;
export type RunJob = (job: Job, deps: WorkerDeps) => Promise<void>;

/** Every handler there is, by job type: all files of workers/shared, and those that the processes bring. */
export async function everyHandler(processes: Process[]): Promise<Map<string, RunJob>> {
  const all = new Map<string, RunJob>();
  for (const [type, handler] of await loadShared()) all.set(type, (job, deps) => runShared(handler, job, deps));
  for (const { handlers } of processes) for (const [type, handler] of handlers) all.set(type, (job, deps) => runService(handler, job, deps));
  return all;
}

/** Keys are the engine's; each scene has one job only, and is put back. */
const KEY = '2251799813685249';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The engine gives a failed job out again. */
const DELIVERIES = 3;

/** `kept`: how many jobs have come to something, for good. */
type Of = { type: string; run: RunJob; variables: Variables; deps: Omit<WorkerDeps, 'config'>; gate: Gate; kept(): Promise<number> };

/** One job, given out again and again until somebody has answered it, by an engine that writes down what it is told. */
export async function performJob({ type, run, variables, deps, gate, kept }: Of): Promise<Performance> {
  const agencies = await openAgencies(gate, deps.now);
  const answers: string[] = [];
  let failed: string | undefined;
  let isAnswered = false;
  const answer = (how: string) => (said: object) =>
    gate.outside(`the engine: ${how}`, () => {
      isAnswered = true;
      answers.push(`${how} ${JSON.stringify(inOrder(said))}`);
    });
  const job: Job = {
    key: KEY,
    type,
    elementId: 'Task_OfTheScene',
    retries: 3,
    variables,
    complete: answer('complete'),
    error: answer('error'),
    fail: async ({ errorMessage }) => {
      if (!gate.isAlive()) throw new Died();
      failed = errorMessage;
    },
  };

  return {
    async live() {
      // what is answered is not given out any more, even if the answer was said too early
      if (isAnswered) return;
      for (let n = 0; n < DELIVERIES; n++) {
        failed = undefined;
        await run(job, { ...deps, config: { AGENCY_URLS: agencies.urls, AGENCY_TOKENS } });
        if (failed === undefined) return;
      }
      throw new Error(`${type} failed: ${failed}`);
    },
    outside: () => [...new Set(answers)].map(it => it.replace(UUID, '(id)')).concat(agencies.effects()),
    progress: kept,
    // the engine took it for lost in that very moment
    again: () => void (isAnswered = false),
    close: agencies.close,
  };
}

/** PostgreSQL keeps objects in an order of its own. */
const inOrder = (it: unknown): unknown =>
  it && typeof it === 'object' && !Array.isArray(it)
    ? Object.fromEntries(
        Object.entries(it)
          .sort()
          .map(([key, value]) => [key, inOrder(value)]),
      )
    : it;

/** The sandbox's agencies behind a way on which each call is two points. */
async function openAgencies(gate: Gate, now: () => Date) {
  const folder = mkdtempSync(join(tmpdir(), 'pietura-redelivery-'));
  const payments = makePayments(join(folder, 'payments.jsonl'), now);
  const sandbox = createSandbox({ tokens: AGENCY_TOKENS, payments, switches: makeSwitches(), now, heard: () => {} });
  const keys = new Map<string, Set<string>>();
  const { url, close } = await openWeb(
    gate,
    req => `agency: ${req.method} ${req.url?.split('/')[1]}`,
    (req, res) => {
      const order = `${req.method} ${req.url}`;
      if (req.method !== 'GET') keys.set(order, (keys.get(order) ?? new Set()).add(String(req.headers['idempotency-key'])));
      sandbox(req, res);
    },
  );
  return {
    urls: { pmlp: `${url}/pmlp`, vsaa: `${url}/vsaa` },
    effects: () => [
      ...payments.find(() => true).map(it => `agency: a payment of ${it.amountCents} for ${it.reference}`),
      ...[...keys].map(([order, used]) => `agency: ${order} with ${used.size} keys`),
    ],
    async close() {
      await close();
      payments.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
