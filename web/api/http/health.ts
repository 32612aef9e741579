import type { IncomingMessage } from 'node:http';
import { Router, type RequestHandler } from 'express';
import type { Sql } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Metrics } from '../../../platform/metrics.ts';
import { readMigrations } from '../../../platform/migrate.ts';
import { Problem } from '../../../platform/problem.ts';

/** Is a part well? Anything thrown means no. */
export type Check = () => Promise<boolean>;
/** Required checks decide readiness. The others are shown only: people apply also while the engine is down. */
export type Checks = { required: Record<string, Check>; shown: Record<string, Check> };

const CHECK_WITHIN_MS = 2_000;

/** `/health/live`: the process answers. `/health/ready`: it can take requests. */
export function healthRoutes(checks: Checks): Router {
  const router = Router();
  router.get('/health/live', (_req, res) => void res.json({ live: true }));
  router.get('/health/ready', async (_req, res) => {
    const [required, shown] = await Promise.all([runAll(checks.required), runAll(checks.shown)]);
    const ready = Object.values(required).every(Boolean);
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready, required, shown });
  });
  return router;
}

/** Is every migration of this release applied? Asked of the database until the answer is yes; that does not change again. */
export function migrated(sql: Sql): Check {
  let done = false;
  return async () => {
    if (done) return true;
    const rows = await sql`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map(row => row.migration_name as string));
    done = readMigrations().every(({ name }) => applied.has(name));
    return done;
  };
}

export const databaseAnswers =
  (sql: Sql): Check =>
  async () =>
    (await sql`SELECT 1`).length === 1;

async function runAll(checks: Record<string, Check>): Promise<Record<string, boolean>> {
  const results = Object.entries(checks).map(async ([name, check]) => [name, await within(check)] as const);
  return Object.fromEntries(await Promise.all(results));
}

async function within(check: Check): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), CHECK_WITHIN_MS);
  try {
    return await Promise.race([check(), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/** Whether a request comes from this machine itself, and not through a proxy on it. */
export function isFromHere({ headers, socket }: IncomingMessage): boolean {
  const forwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  return !forwarded && LOOPBACK.test(socket.remoteAddress ?? '');
}

/** `/metrics` for a scraper on this machine. From elsewhere it does not exist: figures of load are nobody's business. */
export function metricsRoute(metrics: Pick<Metrics, 'text' | 'contentType'>, log: Logger): RequestHandler {
  return async (req, res, next) => {
    if (!isFromHere(req)) {
      log.debug('metrics refused');
      return next(new Problem('not-found', 'There is no such page'));
    }
    res.type(metrics.contentType).send(await metrics.text());
  };
}
