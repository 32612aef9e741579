import { Router, type RequestHandler } from 'express';

/** A part's state in one word, and whether people can still apply without it. */
export type Check = { name: string; needed: boolean; ok(): Promise<boolean> };

const PATIENCE_MS = 2_000;

async function answers({ ok }: Check): Promise<boolean> {
  const late = new Promise<boolean>(resolve => setTimeout(resolve, PATIENCE_MS, false).unref());
  return Promise.race([ok().catch(() => false), late]);
}

/** `/health/live`: the program runs. `/health/ready`: it can take applications; engine and journal are shown, but people can apply without them. */
export function healthRoutes(checks: Check[], isStopping: () => boolean) {
  const router = Router();
  const ready: RequestHandler = async (_req, res) => {
    const states = await Promise.all(checks.map(async it => ({ name: it.name, needed: it.needed, ok: await answers(it) })));
    const isReady = !isStopping() && states.every(it => it.ok || !it.needed);
    res.status(isReady ? 200 : 503).json({ ready: isReady, parts: Object.fromEntries(states.map(it => [it.name, it.ok])) });
  };
  router.get('/health/live', (_req, res) => {
    res.json({ live: true });
  });
  router.get('/health/ready', ready);
  return router;
}

/** Metrics are for the operator's collector on this machine or in the cluster, not for the public: a request that came through a proxy is refused. */
export const privately =
  (handler: RequestHandler): RequestHandler =>
  (req, res, next) => {
    const proxied = req.get('x-forwarded-for') !== undefined;
    if (proxied) {
      res.status(404).end();
      return;
    }
    return handler(req, res, next);
  };
