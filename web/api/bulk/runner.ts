import type { Logger } from '../../../platform/logger.ts';
import type { BulkAction } from '../../../prisma/generated/client.ts';
import type { BulkDeps } from './acts.ts';
import { makeWork } from './work.ts';

/** Items of one action at work at once in this process. */
const HANDS = 4;
/** What another process left behind, or the database's absence held up, is looked for this often (ms). */
const LOOK_EVERY_MS = 5000;

/** Does bulk actions, item by item. What is left over by whoever died is taken up again, by this process or another. */
export function makeBulkRunner(deps: BulkDeps & { log: Logger }) {
  const { db, log, now } = deps;
  const work = makeWork(deps);
  let running: Promise<void> | null = null;
  let again = false;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;

  async function finish(bulk: BulkAction): Promise<void> {
    await db.bulkAction.updateMany({ where: { id: bulk.id, state: 'running' }, data: { state: 'done', finishedAt: now() } });
  }

  /** One round over what runs: a few items of each action in turn, so that a long one does not hold up a short one. True when there is more. */
  async function round(): Promise<boolean> {
    const bulks = await db.bulkAction.findMany({ where: { state: 'running' }, orderBy: { startedAt: 'asc' } });
    for (const bulk of bulks) {
      const items = await db.bulkItem.findMany({ where: { bulkId: bulk.id, state: 'waiting' }, orderBy: { position: 'asc' }, take: HANDS });
      await Promise.all(items.map(item => work(bulk, item)));
      if (items.length === 0) await finish(bulk);
    }
    return bulks.length > 0;
  }

  async function runAll(): Promise<void> {
    try {
      do {
        again = false;
        while (!isStopping && (await round()));
      } while (again && !isStopping);
    } catch (error) {
      log.warn({ cause: (error as Error).name }, 'bulk actions are held up; they go on in a moment');
    } finally {
      running = null;
    }
  }

  const kick = (): void => {
    again = true;
    running ??= runAll();
  };

  return {
    /** Begins now, if nothing is under way. */
    kick,
    start(): void {
      kick();
      timer = setInterval(kick, LOOK_EVERY_MS).unref();
    },
    /** Waits until nothing is under way; for tests, and for a stop in good order. */
    async idle(): Promise<void> {
      while (running) await running;
    },
    async stop(): Promise<void> {
      isStopping = true;
      clearInterval(timer);
      await running;
    },
  };
}
