import { createServer, type IncomingMessage } from 'node:http';
import { flushCompileCache } from 'node:module';
import { loadConfig, type Config } from '../platform/config.ts';
import type { EngineJob } from '../platform/engine-jobs.ts';
import { loadProcesses, PROCESSES_ROOT } from '../processes/load.ts';
import { isFromHere } from '../web/api/http/health.ts';
import type { Sender } from '../web/api/notices/sender.ts';
import { makeWorkerDeps } from './deps.ts';
import { loadShared } from './load-shared.ts';
import { runService, runShared } from './run-job.ts';

type Deps = Awaited<ReturnType<typeof makeWorkerDeps>>['deps'];

/** Jobs of one type at once; the engine keeps the others. */
const JOBS_AT_ONCE = 8;
/** After so long the engine gives a job to another worker: longer than the slowest agency, short enough after a kill. */
const JOB_TIMEOUT_MS = 30_000;
/** Who stops us waits some 15 s before it kills. */
const STOP_WITHIN_MS = 12_000;

/** The worker program: one job stream a type, shared ones and each service's own. Any number may run side by side. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const processes = await loadProcesses(PROCESSES_ROOT, ...config.PROCESS_ROOTS);
  const shared = await loadShared();
  const { deps, outbox, sender, close } = await makeWorkerDeps(config, processes);
  const { engine, log } = deps;

  const work = (type: string, run: (job: EngineJob) => Promise<void>) => engine.work({ type, maxJobs: JOBS_AT_ONCE, timeoutMs: JOB_TIMEOUT_MS, run });
  for (const [type, handler] of shared) work(type, job => runShared(handler, job, deps));
  for (const { handlers } of processes) for (const [type, handler] of handlers) work(type, job => runService(handler, job, deps));
  outbox.start();
  sender.start();

  let stopping = false;
  const server = createServer(
    (req, res) => void health(req, { ...deps, sender }, stopping).then(({ status, type, body }) => res.writeHead(status, { 'content-type': type }).end(body)),
  );
  await listen(server, config);
  log.info({ port: config.WORKER_HEALTH_PORT, types: shared.size + processes.reduce((sum, it) => sum + it.handlers.size, 0) }, 'workers ready');
  flushCompileCache(); // a program that is killed would not leave it for the next

  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'workers stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await engine.close(); // takes no more jobs and waits for the running ones
    await Promise.all([outbox.stop(), sender.stop()]);
    server.close();
    await close();
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

type Answer = { status: number; type: string; body: string };

async function health(req: IncomingMessage, { sql, engine, metrics, sender }: Deps & { sender: Sender }, stopping: boolean): Promise<Answer> {
  const url = req.url ?? '';
  if (url === '/metrics' && isFromHere(req)) return { status: 200, type: metrics.contentType, body: await metrics.text() };
  const json = (status: number, body: object): Answer => ({ status, type: 'application/json', body: JSON.stringify(body) });
  if (url === '/health/live') return json(200, { live: true });
  if (url !== '/health/ready') return json(404, { title: 'Not found', status: 404 });
  const [database, reached] = await Promise.all([
    sql`SELECT 1`.then(
      () => true,
      () => false,
    ),
    engine.ready(),
  ]);
  const ready = database && !stopping;
  return json(ready ? 200 : 503, { ready, required: { database }, shown: { engine: reached, mail: sender.isWell() }, switchedOff: sender.off() });
}

const listen = (server: ReturnType<typeof createServer>, { API_HOST, WORKER_HEALTH_PORT }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(WORKER_HEALTH_PORT, API_HOST, resolve);
  });

await main();
