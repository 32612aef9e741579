import type { Clock } from '../../../platform/clock.ts';
import type { Db, Sql } from '../../../platform/database.ts';
import { listenSessions } from '../../../platform/notify.ts';

type Deps = { db: Db; sql: Sql; now: Clock };
export type EndedSessions = ReturnType<typeof makeEndedSessions>;

/** Longer than a session may last (ssoSessionMaxLifespan: ten hours), and no token outlives its session. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Sessions that have ended, in the memory of every API: asked at each request, so that it costs none of them a query. What one instance
 * is told, the others hear; who starts, or has lost the database for a while, reads them all.
 */
export function makeEndedSessions({ db, sql, now }: Deps) {
  const ended = new Map<string, number>();
  const handlers: ((sid: string) => void)[] = [];
  let listening: { stop(): Promise<void> } | undefined;
  const oldest = () => new Date(now().getTime() - KEPT_MS);

  function forget(): void {
    const before = oldest().getTime();
    for (const [sid, at] of ended) if (at < before) ended.delete(sid);
  }

  function add(sid: string, at: number): void {
    ended.set(sid, at);
    for (const handler of handlers) handler(sid);
  }

  async function read(): Promise<void> {
    const rows = await db.endedSession.findMany({ where: { endedAt: { gte: oldest() } } });
    for (const { sid, endedAt } of rows) add(sid, endedAt.getTime());
  }

  return {
    has: (sid: string): boolean => ended.has(sid),

    /** Kept for all instances, then refused here at once. Twice is as once. */
    async end(sid: string): Promise<void> {
      const endedAt = now();
      await db.$transaction(async tx => {
        await tx.endedSession.deleteMany({ where: { endedAt: { lt: oldest() } } });
        await tx.endedSession.upsert({ where: { sid }, create: { sid, endedAt }, update: {} });
        await tx.$executeRaw`SELECT pg_notify('pietura_session', ${sid})`;
      });
      add(sid, endedAt.getTime());
    },

    /** Runs whenever a session has ended: what it holds open is closed. */
    onEnd: (handler: (sid: string) => void) => void handlers.push(handler),

    async start(): Promise<void> {
      const hear = (sid: string) => {
        forget();
        add(sid, now().getTime());
      };
      listening = await listenSessions(sql, hear, read);
    },

    async stop(): Promise<void> {
      await listening?.stop();
    },
  };
}
