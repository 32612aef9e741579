import type { Tx } from '../platform/database.ts';
import type { EngineJob } from '../platform/engine-jobs.ts';
import { notifyCase } from '../platform/notify.ts';
import { afterFailure, PATIENCE } from '../platform/patience.ts';
import { BusinessError, type Handler } from '../processes/define-handler.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { makeAgencyClient } from './agency-client.ts';
import { openCaseFile } from './case-file.ts';
import type { WorkerDeps } from './deps.ts';
import { isOurDatabase, placesOf, sayFailure } from './failure.ts';
import type { SharedHandler } from './shared-handler.ts';

type Variables = Record<string, unknown>;
type Patience = { pausesMs: readonly number[] };
/** What a job came to; kept under its key, so that a job given out again is answered, not run. */
type Effect = { output: Variables } | { refused: string };
export type Job = Pick<EngineJob, 'key' | 'type' | 'elementId' | 'retries' | 'variables' | 'complete' | 'fail' | 'error'> & { elementKey?: string };
/** Runs the job and keeps its effect, in one transaction. */
type Act = (job: Job, caseId: string, deps: WorkerDeps) => Promise<Effect>;

const DATABASE_RETRY_MS = 1000;

/** Runs a job of a type all services share. */
export const runShared = (handler: SharedHandler, job: Job, deps: WorkerDeps): Promise<void> =>
  answer(sharedAct(handler), job, { ...deps, pausesMs: PATIENCE.shared });

/** Runs a job of a service's own handler. Agencies may be away: it has more patience. */
export const runService = (handler: Handler, job: Job, deps: WorkerDeps): Promise<void> =>
  answer(serviceAct(handler), job, { ...deps, pausesMs: PATIENCE.service });

/**
 * Takes the effect at most once and tells the engine. A business refusal goes to the model; every other failure is tried
 * again and then becomes an incident. The telling is outside the try: a lost answer is given out again, not failed.
 */
async function answer(act: Act, job: Job, deps: WorkerDeps & Patience): Promise<void> {
  let effect: Effect;
  const stop = deps.metrics?.jobs.startTimer({ type: job.type });
  try {
    effect = await effectOf(act, job, deps);
  } catch (error) {
    stop?.({ result: 'failed' });
    return fail(error, job, deps);
  }
  deps.outbox.kick();
  stop?.({ result: 'refused' in effect ? 'refused' : 'done' });
  return 'refused' in effect ? job.error({ errorCode: effect.refused, errorMessage: effect.refused }) : job.complete(effect.output);
}

async function effectOf(act: Act, job: Job, deps: WorkerDeps): Promise<Effect> {
  const kept = await keptEffect(job, deps);
  if (kept) return kept;
  try {
    return await act(job, caseIdOf(job), deps);
  } catch (error) {
    // a twin (the engine gave the job out twice) was quicker, and ours was rolled back
    const twin = isTwin(error) ? await keptEffect(job, deps) : undefined;
    if (twin) return twin;
    throw error;
  }
}

const sharedAct =
  (handler: SharedHandler): Act =>
  async (job, caseId, deps) => {
    const input = handler.input.parse(job.variables);
    try {
      return await deps.db.$transaction(async tx => {
        const { now, newId, processes, blobs } = deps;
        const output = handler.output.parse(await handler.run(input, { tx, now, newId, processes, blobs, job: { key: job.key, elementId: job.elementId } }));
        return keep(tx, { job, caseId, effect: { output: output as Variables }, at: now() });
      });
    } catch (error) {
      if (error instanceof BusinessError) return { refused: error.code }; // nothing was written: saying it again is the same
      throw error;
    }
  };

const serviceAct =
  (handler: Handler): Act =>
  async (job, caseId, deps) => {
    const { caseFile, flush } = openCaseFile(deps.db, caseId);
    const orderKey = await orderKeyOf(job, caseId, deps);
    const agency = (id: string) => makeAgencyClient(deps.config, id, orderKey);
    const effect = await refusable(
      async () => handler.output.parse(await handler.run(handler.input.parse(job.variables), { agency, caseFile, now: deps.now })) as Variables,
    );
    return deps.db.$transaction(async tx => {
      const at = deps.now();
      await flush(tx, at);
      return keep(tx, { job, caseId, effect, at });
    });
  };

/**
 * What an agency knows an order by: the case, the step, and which visit to it this is. The same for each try, also by an engine that has
 * lost its data and gives the job out under another key (decision record 0034).
 */
async function orderKeyOf({ elementId }: Job, caseId: string, { db }: WorkerDeps): Promise<string> {
  const visits = await db.jobEffect.count({ where: { caseId, elementId } });
  return `${caseId}:${elementId}:${visits + 1}`;
}

async function refusable(run: () => Promise<Variables>): Promise<Effect> {
  try {
    return { output: await run() };
  } catch (error) {
    if (error instanceof BusinessError) return { refused: error.code };
    throw error;
  }
}

async function keep(tx: Tx, { job, caseId, effect, at }: { job: Job; caseId: string; effect: Effect; at: Date }): Promise<Effect> {
  const step = { caseId, elementId: job.elementId, elementKey: job.elementKey ?? null };
  await tx.jobEffect.create({ data: { jobKey: job.key, type: job.type, output: effect as Prisma.InputJsonObject, at, ...step } });
  await notifyCase(tx, caseId);
  return effect;
}

async function keptEffect(job: Job, { db, keys }: WorkerDeps): Promise<Effect | undefined> {
  const kept = await db.jobEffect.findUnique({ where: { jobKey: job.key }, select: { output: true } });
  if (kept) return kept.output as Effect;
  return keys && keys.life > 0 ? unheardEffect(db, job) : undefined;
}

/** The effect of this step of the case that an engine was told of and lost: it becomes that of today's job. */
async function unheardEffect(db: WorkerDeps['db'], job: Job): Promise<Effect | undefined> {
  const [row] = await db.$queryRaw<{ output: Effect }[]>`
    UPDATE job_effect SET job_key = ${job.key}, element_key = ${job.elementKey ?? null}, unheard = false
    WHERE job_key = (
      SELECT job_key FROM job_effect WHERE case_id = ${caseIdOf(job)}::uuid AND element_id = ${job.elementId} AND type = ${job.type} AND unheard
      ORDER BY at, job_key LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING output`;
  return row?.output;
}

const isTwin = (error: unknown): boolean => (error as { code?: string }).code === 'P2002';

function caseIdOf(job: Job): string {
  const { caseId } = job.variables;
  if (typeof caseId !== 'string') throw new Error('The job does not say its case: map caseId into the process');
  return caseId;
}

async function fail(error: unknown, job: Job, { log, pausesMs }: WorkerDeps & Patience): Promise<void> {
  const errorMessage = sayFailure(error);
  const { retries, retryBackOffMs } = isOurDatabase(error) ? { retries: job.retries, retryBackOffMs: DATABASE_RETRY_MS } : afterFailure(job.retries, pausesMs);
  const fields = { jobKey: job.key, jobType: job.type, caseId: job.variables['caseId'], retries, retryBackOffMs, errorMessage, places: placesOf(error) };
  if (retries > 0) log.warn(fields, 'job failed; it is tried again');
  else log.error(fields, 'job failed for good; an operator must look');
  return job.fail({ errorMessage, retries, retryBackOffMs });
}
