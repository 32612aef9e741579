import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { testLayout, zeebeVersionFrom } from '../../docker/local/layout.ts';
import { makeProgress } from '../../docker/local/progress.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';
import { makeTestStack } from '../../docker/local/test-stack.ts';
import { loadConfig } from '../../platform/config.ts';
import { makeEngine, type Engine } from '../../platform/engine.ts';
import type { EngineJob } from '../../platform/engine-jobs.ts';
import { makeLogger } from '../../platform/logger.ts';
import { loadProcesses, resourcesOf } from '../../processes/load.ts';
import { DEFAULT_ANSWERS } from './shared-jobs.ts';

/**
 * `node tests/support/record-journal.ts 8.6.0`: records what the engine's exporter says of two cases (web/api/journal/fixtures). The first
 * meets an agency that is away, is tried again by an operator, is refused, and stops where the letter fails; the second is only handed over.
 */
const version = zeebeVersionFrom({ ZEEBE_VERSION: process.argv[2] });
const layout = testLayout({ ...process.env, ZEEBE_VERSION: version });
const FILE = join(import.meta.dirname, `../../web/api/journal/fixtures/journal-${version}.ndjson`);
/** As between two batches of the recording. */
const CUT = '\n#\n';
const LIMIT_MS = 60_000;

type Raw = { intent?: string; valueType?: string; recordType?: string; key?: number; value?: Record<string, unknown> };
const batches: string[] = [];
let look = () => {};

const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8').trim();
    const isBulk = request.url?.startsWith('/_bulk') === true;
    if (isBulk) batches.push(body);
    const items = isBulk ? body.split('\n').flatMap((_, n) => (n % 2 ? [{ index: { status: 201 } }] : [])) : [];
    response.setHeader('X-Elastic-Product', 'Elasticsearch').setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ took: 1, errors: false, items, acknowledged: true }));
    look();
  });
});

const records = (): Raw[] => batches.flatMap(body => body.split('\n').flatMap((line, n) => (n % 2 ? [JSON.parse(line) as Raw] : [])));

/** The n-th event of this kind at this element; resolves when the journal brings it. */
function until(valueType: string, intent: string, elementId: string, nth = 1): Promise<Raw> {
  const found = Promise.withResolvers<Raw>();
  const limit = setTimeout(() => found.reject(new Error(`${valueType} ${intent} at ${elementId} does not come`)), LIMIT_MS);
  look = () => {
    const hit = records().filter(it => it.valueType === valueType && it.intent === intent && it.value?.['elementId'] === elementId)[nth - 1];
    if (!hit) return;
    clearTimeout(limit);
    found.resolve(hit);
  };
  look();
  return found.promise;
}

const ANSWERS: Record<string, Record<string, unknown>> = {
  'look-up-death': { deathOn: '2026-10-20' },
  'look-up-insurance': { deceasedStatus: 'insured', baseCents: 118_000, alreadyPaid: false, claimedInTime: true },
};
let away = true;

async function work(job: EngineJob): Promise<void> {
  const verb = job.type.split(':').at(-1) ?? '';
  if (verb === 'look-up-death' && away) return job.fail({ errorMessage: 'The system of pmlp cannot be reached', retries: 0, retryBackOffMs: 0 });
  if (verb === 'prepare-decision')
    return job.fail({
      errorMessage: `Case ${String(job.variables['caseId'])} has no decision, service or client to write a letter of`,
      retries: 0,
      retryBackOffMs: 0,
    });
  return job.complete(ANSWERS[verb] ?? DEFAULT_ANSWERS[job.type]?.(job.variables) ?? {});
}

async function submit(engine: Engine, serviceId: string): Promise<void> {
  const caseId = randomUUID();
  const variables = {
    caseId,
    kind: 'service-request',
    serviceId,
    serviceCode: 'P.08',
    holder: 'vsaa',
    deliveryProcessId: serviceId,
    channel: 'online',
    resultWay: 'e-account',
    takeOver: 'person',
    owner: 'kac',
  };
  await engine.publishMessage({ name: 'application-submitted', correlationKey: caseId, messageId: caseId, variables, timeToLiveMs: LIMIT_MS });
}

async function record(engine: Engine): Promise<void> {
  const processes = await loadProcesses();
  for (const process of processes) await engine.deploy(resourcesOf(process));
  const types = new Set([...Object.keys(DEFAULT_ANSWERS), ...processes.flatMap(it => [...it.handlers.keys()])]);
  for (const type of types) engine.work({ type, maxJobs: 8, timeoutMs: LIMIT_MS, run: work });
  const complete = async (elementId: string, outcome: string) => {
    const task = await until('USER_TASK', 'CREATED', elementId);
    await engine.completeUserTask(String(task.value?.['userTaskKey']), { outcome });
  };
  const serviceId = processes.find(it => it.description.kind === 'service')?.id ?? '';

  await submit(engine, serviceId);
  await complete('Task_TakeOver', 'accept');
  const incident = await until('INCIDENT', 'CREATED', 'Task_LookUpDeath');
  away = false;
  await engine.resolveIncident({ key: String(incident.key), jobKey: String(incident.value?.['jobKey']) });
  await complete('Task_Decide', 'refuse');
  await until('INCIDENT', 'CREATED', 'Task_PrepareRefusal');
  await submit(engine, serviceId);
  await until('USER_TASK', 'CREATED', 'Task_TakeOver', 2);
}

const stack = makeTestStack(layout, loadSecrets(layout.data), makeProgress(process.stderr), process.env.JAVA_HOME ?? '', AbortSignal.timeout(10 * 60_000));
try {
  await new Promise<void>(resolve => receiver.listen(layout.ports.journal, '127.0.0.1', resolve));
  await stack.engineOnly();
  const engine = makeEngine(loadConfig(stack.environment()), makeLogger('silent'));
  await record(engine);
  await engine.close();
  writeFileSync(FILE, batches.join(CUT));
  console.log(`${batches.length} batches in ${FILE}`);
} finally {
  receiver.closeAllConnections();
  receiver.close();
  await stack.close();
}
process.exit(0);
