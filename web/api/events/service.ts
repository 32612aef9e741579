import type { Response } from 'express';
import type { Sql } from '../../../platform/database.ts';
import { listenCases, listenOperations, listenPeople, listenPresence, type CaseNotice, type PresenceNotice } from '../../../platform/notify.ts';
import type { listenEvents } from '../../contract/cases.ts';
import type { UseCase } from '../http/bind.ts';
import { sessionOf } from '../http/authenticate.ts';
import { hasTasks, type User } from '../http/user.ts';
import { mayHear, mayHearOperations, mayHearPresence } from './policy.ts';

export type Events = ReturnType<typeof makeEvents>;

/** Proxies close silent connections; a comment line keeps them open. */
const HEARTBEAT_MS = 15_000;
/** One act is several commits (ours, the engine's journal): those that come together are told once. */
const GATHER_MS = 40;
/** A stream lives this long. Its listener comes back with a token of then, so that rights taken away are away. */
const LIFE_MS = 15 * 60_000;
/** A listener that does not read is cut off before it costs memory; it comes back and reads anew. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** Server-sent events: what changed, as ids only; the browser reads anew what it shows. One LISTEN serves all of this process. */
export function makeEvents(sql: Sql) {
  const listeners = new Map<Response, { user: User; sid: string; until: number }>();
  const gathered = new Map<string, CaseNotice>();
  let listening: { stop(): Promise<void> }[] = [];
  let operationsChanged = false;
  let telling: NodeJS.Timeout | undefined;

  function write(res: Response, text: string): void {
    if (res.writableLength > MOST_UNREAD_BYTES) res.destroy();
    else res.write(text);
  }

  function tell(): void {
    telling = undefined;
    const notices = [...gathered.values()];
    gathered.clear();
    const operations = operationsChanged ? 'event: operations\ndata: {}\n\n' : '';
    operationsChanged = false;
    for (const [res, { user }] of listeners) {
      const heard = notices.filter(notice => mayHear(user, notice));
      if (operations && mayHearOperations(user)) write(res, operations);
      if (heard.length > 0) write(res, heard.map(({ caseId }) => eventsFor(user, caseId)).join(''));
    }
  }

  const heartbeat = setInterval(() => {
    for (const [res, { until }] of listeners) {
      if (performance.now() > until) res.end();
      else write(res, ': still here\n\n');
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const listen: UseCase<typeof listenEvents> = async (_input, { user, req, res }) => {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    if (req.method === 'HEAD') return void res.end();
    listeners.set(res, { user, sid: sessionOf(req), until: performance.now() + LIFE_MS });
    res.once('close', () => listeners.delete(res));
    // says that the stream stands: whoever reads the state after it misses nothing
    res.write('event: ready\ndata: {}\n\n');
  };

  return {
    listen,
    /** Takes a notice from the database; those of the next moment are told together. */
    hear(notice: CaseNotice): void {
      // the later notice knows the later teams; those who lost the case hear of that too
      const before = gathered.get(notice.caseId);
      gathered.set(notice.caseId, { ...notice, teams: [...new Set([...(before?.teams ?? []), ...notice.teams])] });
      telling ??= setTimeout(tell, GATHER_MS);
    },
    hearOperations(): void {
      operationsChanged = true;
      telling ??= setTimeout(tell, GATHER_MS);
    },
    /** Told at once: who is beside one changes while one looks. */
    hearPresence(notice: PresenceNotice): void {
      const told = `event: presence\ndata: ${JSON.stringify({ caseId: notice.caseId })}\n\n`;
      for (const [res, { user }] of listeners) if (mayHearPresence(user, notice)) write(res, told);
    },
    hearPerson(userId: string): void {
      for (const [res, { user }] of listeners) if (user.id === userId) write(res, 'event: me\ndata: {}\n\n');
    },
    /** Whoever has signed out hears nothing more. */
    endSession(ended: string): void {
      for (const [res, { sid }] of listeners) if (sid === ended) res.end();
    },
    async start(): Promise<void> {
      listening = await Promise.all([
        // whoever listens comes back and reads anew what was missed
        listenCases(sql, this.hear, () => listeners.forEach((_who, res) => res.end())),
        listenOperations(sql, this.hearOperations),
        listenPresence(sql, this.hearPresence),
        listenPeople(sql, this.hearPerson),
      ]);
    },
    async stop(): Promise<void> {
      clearInterval(heartbeat);
      clearTimeout(telling);
      for (const res of listeners.keys()) res.end();
      await Promise.allSettled(listening.map(it => it.stop())); // the database may be gone already
    },
  };
}

function eventsFor(user: User, caseId: string): string {
  const data = JSON.stringify({ caseId });
  const tasks = hasTasks(user) ? `event: tasks\ndata: ${data}\n\n` : '';
  return `event: case\ndata: ${data}\n\n${tasks}`;
}
