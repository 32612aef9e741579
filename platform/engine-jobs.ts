import { hostname } from 'node:os';
import type { ZeebeGrpcClient } from '@camunda8/sdk/dist/zeebe/index.js';
import { EngineUnavailable, asEngineError, isNotFound, within } from './engine-error.ts';
import { FIRST_LIFE, type EngineKeys } from './engine-keys.ts';
import type { Logger } from './logger.ts';

type Variables = Record<string, unknown>;

/** A job as it came. The three answers retry while the engine is away, until the engine gives the job to somebody else. */
export interface EngineJob {
  key: string;
  type: string;
  processInstanceKey: string;
  processId: string;
  elementId: string;
  /** Of this visit to the element: another job of the same visit does not exist. */
  elementKey: string;
  retries: number;
  variables: Variables;
  complete(variables: Variables): Promise<void>;
  fail(failure: { errorMessage: string; retries: number; retryBackOffMs: number }): Promise<void>;
  error(error: { errorCode: string; errorMessage: string; variables?: Variables }): Promise<void>;
}

/** `maxJobs` run at once; `timeoutMs`: after it the engine gives the job to somebody else. `run` must not throw for business reasons. */
export type Work = { type: string; maxJobs: number; timeoutMs: number; run(job: EngineJob): Promise<void> };
export type Working = { stop(): Promise<void> };

type RawJob = {
  key: string;
  type: string;
  processInstanceKey: string;
  bpmnProcessId: string;
  elementId: string;
  elementInstanceKey: string;
  retries: number;
  variables: string;
};
type Stream<T> = {
  on(event: 'data', listener: (data: T) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  pause(): void;
  resume(): void;
  cancel(): void;
};
/** The part of the library beneath its own worker, which neither reconnects a broken stream nor says that a completion failed. */
type Raw = {
  streamActivatedJobsStream(request: { type: string; worker: string; timeout: number }): Promise<Stream<RawJob>>;
  activateJobsStream(request: {
    type: string;
    worker: string;
    timeout: number;
    maxJobsToActivate: number;
    requestTimeout: number;
  }): Promise<Stream<{ jobs: RawJob[] }>>;
};
type Deps = { streams: ZeebeGrpcClient; client: ZeebeGrpcClient; log: Logger; keys?: EngineKeys };

const WORKER = `pietura-${hostname()}-${process.pid}`;
/** The stream brings jobs at once; asking now and then finds those it missed (timed out, given back, engine restarted). */
const ASK_EVERY_MS = 10_000;
const RECONNECT_MS = { first: 200, longest: 5000 };
const ANSWER_LIMIT_MS = 5000;

const rawOf = (client: ZeebeGrpcClient): Promise<Raw> => (client as unknown as { grpc: Promise<Raw> }).grpc;

/** Opens a job stream for one type and keeps it open until stopped. */
export function workOn(deps: Deps, work: Work): Working {
  const log = deps.log.child({ jobType: work.type });
  const running = new Set<Promise<void>>();
  const request = { type: work.type, worker: WORKER, timeout: work.timeoutMs };
  let stream: Stream<RawJob> | undefined;
  let stopped = false;
  let asking = false;
  /** More jobs waited than there was room for: ask again as soon as there is. */
  let behind = false;
  let waitMs = RECONNECT_MS.first;
  let timer: NodeJS.Timeout | undefined;

  function take(raw: RawJob) {
    const job = jobOf(deps, raw, Date.now() + work.timeoutMs);
    const run = Promise.resolve()
      .then(() => work.run(job))
      .catch((error: unknown) => log.warn({ err: error, jobKey: job.key }, 'job not answered; the engine gives it out again'))
      .finally(() => {
        running.delete(run);
        if (running.size < work.maxJobs) stream?.resume();
        if (behind && running.size <= work.maxJobs / 2) void ask().catch(() => {});
      });
    running.add(run);
    if (running.size >= work.maxJobs) stream?.pause();
  }

  async function ask(): Promise<void> {
    if (asking || stopped) return;
    asking = true;
    try {
      for (;;) {
        const free = work.maxJobs - running.size;
        behind = free <= 0;
        if (behind || stopped) return;
        const jobs = await activate(deps.streams, { ...request, maxJobsToActivate: free, requestTimeout: -1 });
        jobs.forEach(take);
        if (jobs.length === 0) return;
      }
    } finally {
      asking = false;
    }
  }

  async function open(): Promise<void> {
    if (stopped) return;
    const opened = await (await rawOf(deps.streams)).streamActivatedJobsStream(request);
    let lost = false;
    const reopen = (error?: Error) => {
      if (lost || stopped) return;
      lost = true;
      stream = undefined;
      log.debug({ err: error, waitMs }, 'job stream lost');
      timer = setTimeout(() => void open().catch(reopen), waitMs);
      waitMs = Math.min(RECONNECT_MS.longest, waitMs * 2);
    };
    opened.on('data', take);
    opened.on('error', reopen);
    opened.on('end', reopen);
    opened.on('close', reopen);
    stream = opened;
    // the stream brings only what is new: ask for what waits already
    await ask().then(
      () => (waitMs = RECONNECT_MS.first),
      (error: Error) => log.debug({ err: error }, 'asking for jobs failed'),
    );
  }

  void open().catch((error: unknown) => log.error({ err: error }, 'job stream cannot be opened'));
  const asker = setInterval(() => void ask().catch(() => {}), ASK_EVERY_MS);

  return {
    async stop() {
      stopped = true;
      clearInterval(asker);
      clearTimeout(timer);
      stream?.cancel();
      await Promise.all(running);
    },
  };
}

async function activate(client: ZeebeGrpcClient, request: Parameters<Raw['activateJobsStream']>[0]): Promise<RawJob[]> {
  const stream = await (await rawOf(client)).activateJobsStream(request);
  const all = new Promise<RawJob[]>((resolve, reject) => {
    const jobs: RawJob[] = [];
    stream.on('data', answer => jobs.push(...answer.jobs));
    stream.on('error', reject);
    stream.on('end', () => resolve(jobs));
  });
  return within(ANSWER_LIMIT_MS, 'activate jobs', all);
}

function jobOf({ client, keys: { ours } = FIRST_LIFE }: Deps, raw: RawJob, until: number): EngineJob {
  const { key, type, elementId, retries } = raw;
  const answer = (what: string, send: () => Promise<unknown>) => answerUntil(until, what, send);
  return {
    key: ours(key),
    type,
    processInstanceKey: ours(raw.processInstanceKey),
    processId: raw.bpmnProcessId,
    elementId,
    elementKey: ours(raw.elementInstanceKey),
    retries,
    variables: JSON.parse(raw.variables || '{}') as Variables,
    complete: variables => answer('complete job', () => client.completeJob({ jobKey: key, variables: variables as never })),
    fail: ({ errorMessage, retries: left, retryBackOffMs }) =>
      answer('fail job', () => client.failJob({ jobKey: key, errorMessage, retries: left, retryBackOff: retryBackOffMs })),
    error: ({ errorCode, errorMessage, variables = {} }) =>
      answer('throw error', () => client.throwError({ jobKey: key, errorCode, errorMessage, variables: variables as never })),
  };
}

/** Repeats an answer while the engine is away. A job that is gone (cancelled, answered by a twin) needs no answer. */
async function answerUntil(until: number, what: string, send: () => Promise<unknown>): Promise<void> {
  for (let waitMs = 100; ; waitMs = Math.min(2000, waitMs * 2)) {
    try {
      await within(ANSWER_LIMIT_MS, what, send());
      return;
    } catch (error) {
      if (isNotFound(error)) return;
      const sorted = asEngineError(error, what);
      if (!(sorted instanceof EngineUnavailable) || Date.now() + waitMs > until) throw sorted;
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  }
}
