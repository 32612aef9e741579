import type { Response } from 'express';
import type { Sql } from '../../../platform/database.ts';
import { listenCases, type CaseNotice } from '../../../platform/notify.ts';
import type { listenEvents } from '../../contract/cases.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';

export type Events = ReturnType<typeof makeEvents>;

/** Proxies close silent connections; a comment line keeps them open. */
const HEARTBEAT_MS = 15_000;

/** Who hears of a case: its client, and the people of the agencies that own it or work on it. What they then read asks its own policy. */
export const mayHear = (user: User, { clientId, teams }: CaseNotice): boolean =>
  (user.clientId !== null && user.clientId === clientId) || (user.agencyId !== null && teams.includes(user.agencyId));

/** Server-sent events: what changed, as ids only; the browser reads anew what it shows. */
export function makeEvents(sql: Sql) {
  const listeners = new Map<Response, User>();
  let listening: { stop(): Promise<void> } | undefined;

  const tell = (notice: CaseNotice) => {
    const data = JSON.stringify({ caseId: notice.caseId });
    for (const [res, user] of listeners) {
      if (!mayHear(user, notice)) continue;
      res.write(`event: case\ndata: ${data}\n\n`);
      if (user.agencyId) res.write(`event: tasks\ndata: ${data}\n\n`);
    }
  };

  const heartbeat = setInterval(() => listeners.forEach((_user, res) => res.write(': still here\n\n')), HEARTBEAT_MS);
  heartbeat.unref();

  const listen: UseCase<typeof listenEvents> = async (_input, { user, req, res }) => {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    // the first event says that the stream stands: whoever reads the state after it misses nothing
    res.write('event: ready\ndata: {}\n\n');
    listeners.set(res, user);
    req.on('close', () => listeners.delete(res));
  };

  return {
    listen,
    async start() {
      listening = await listenCases(sql, tell);
    },
    async stop() {
      clearInterval(heartbeat);
      listeners.forEach((_user, res) => res.end());
      await listening?.stop();
    },
  };
}
