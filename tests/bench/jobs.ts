import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { makeDatabase } from '../../platform/database.ts';
import { makeEngine, type Engine } from '../../platform/engine.ts';
import { patiently } from '../../platform/engine-error.ts';
import type { EngineJob } from '../../platform/engine-jobs.ts';
import { newId } from '../../platform/id.ts';
import { makeLogger } from '../../platform/logger.ts';
import { runShared } from '../../workers/run-job.ts';
import { defineSharedHandler } from '../../workers/shared-handler.ts';
import { compare, type Arm } from './compare.ts';
import type { Bench } from './run.ts';
import { tell } from './table.ts';

const BARS = { must: 0.7, best: 0.9 };
/** As many at once as workers/main.ts takes of one type. */
const AT_ONCE = 8;
const JOB_TIMEOUT_MS = 60_000;
/** A backlog for so many seconds at this rate, made before the clock runs. */
const EXPECTED_PER_SECOND = 60;
const MOST_JOBS = 3000;

/** A6: a job that does nothing, with its exactly-once record in PostgreSQL ÷ the same job completed at once. One process, one job stream each. */
export const benchJobs: Bench = async (stack, { pairs, seconds }, say) => {
  const log = makeLogger('silent');
  const engine = makeEngine(stack.config, log);
  const database = makeDatabase(stack.config);
  const { db } = database;
  const caseId = randomUUID();
  try {
    await db.case.create({
      data: { id: caseId, code: `9999 ${Date.now() % 1_000_000_000}`, kind: 'information-request', holder: 'kac', channel: 'online', submittedAt: new Date() },
    });
    await engine.deploy(['bench-kept', 'bench-bare'].map(id => ({ name: `${id}.bpmn`, content: diagram(id) })));
    const nothing = defineSharedHandler({ input: z.object({ caseId: z.string() }), output: z.object({}), run: async () => ({}) });
    const deps = { db, outbox: { kick() {} }, now: () => new Date(), newId, processes: [], blobs: {} as never, config: stack.config, log };

    const jobs = Math.min(MOST_JOBS, Math.ceil(seconds * EXPECTED_PER_SECOND));
    const arm = (name: string, type: string, run: (job: EngineJob) => Promise<void>): Arm => ({ name, run: () => drain(engine, { type, jobs, caseId, run }) });
    say(`jobs: ${pairs} + ${pairs} pairs of ${jobs} jobs, ${AT_ONCE} at once`);
    const kept = arm('kept exactly once', 'bench-kept', job => runShared(nothing, job, deps));
    const result = await compare(
      kept,
      arm('bare no-op', 'bench-bare', job => job.complete({})),
      pairs,
      say,
    );
    tell('A6', 'jobs with exactly-once effect ÷ bare no-op worker', result, BARS, say);
    return { ...result, jobs };
  } finally {
    await engine.close();
    // a case nobody applied for stands in nobody's way
    await db.jobEffect.deleteMany({ where: { caseId } });
    await db.case.deleteMany({ where: { id: caseId } });
    await database.close();
  }
};

type Backlog = { type: string; jobs: number; caseId: string; run(job: EngineJob): Promise<void> };

/** Makes a backlog, then works it off; only the second is timed. */
async function drain(engine: Engine, { type, jobs, caseId, run }: Backlog) {
  for (let made = 0; made < jobs; made += 20)
    await Promise.all(Array.from({ length: Math.min(20, jobs - made) }, () => patiently(() => engine.createInstance(type, { caseId }))));
  const finished = Promise.withResolvers<void>();
  let done = 0;
  const count = () => ++done === jobs && finished.resolve();
  const began = performance.now();
  const working = engine.work({ type, maxJobs: AT_ONCE, timeoutMs: JOB_TIMEOUT_MS, run: job => run(job).then(() => void count()) });
  await finished.promise;
  const seconds = (performance.now() - began) / 1000;
  await working.stop();
  return { done, seconds };
}

const diagram = (id: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pietura">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="Start_Bench"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="Task_Nothing">
      <bpmn:extensionElements><zeebe:taskDefinition type="${id}" retries="3" /></bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:endEvent id="End_Bench"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="a" sourceRef="Start_Bench" targetRef="Task_Nothing" />
    <bpmn:sequenceFlow id="b" sourceRef="Task_Nothing" targetRef="End_Bench" />
  </bpmn:process>
</bpmn:definitions>`;
