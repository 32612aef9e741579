import { setTimeout as wait } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { listenEvents } from '../../web/contract/cases.ts';
import { NotInTime } from './api.ts';
import type { Visitor } from './api.ts';

/** Events can be lost while a part is down: look again now and then even if nobody says anything. */
const LOOK_AGAIN_MS = 3000;
const RECONNECT_MS = 500;

export type Changes = ReturnType<typeof listen>;

/** Hears the events of one person and wakes those who wait. */
export function listen(visitor: Visitor, over: AbortSignal) {
  let count = 0;
  let next = Promise.withResolvers<void>();
  const wake = () => {
    count += 1;
    next.resolve();
    next = Promise.withResolvers<void>();
  };
  void hear(visitor, over, heard => {
    if (heard === null || heard.event === 'case' || heard.event === 'tasks') wake();
  });

  return {
    /** Waits until `look` finds something, looking whenever something has changed. Throws NotInTime, naming `what`. */
    async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
      for (;;) {
        const before = count;
        const found = await look().catch(fault => {
          throw over.aborted ? notInTime(what) : fault;
        });
        if (found !== undefined) return found;
        if (over.aborted) throw notInTime(what);
        if (count === before) await Promise.race([next.promise, wait(LOOK_AGAIN_MS, undefined, { signal: over }).catch(() => {})]);
      }
    },
  };
}

const notInTime = (what: string) => new NotInTime(`gave up waiting: ${what}`);

/** What a stream says; null when it has been opened or cut off: something may have been missed. */
type Heard = { event: string | undefined; data: string } | null;

/** Hears the server-sent events of one person, connecting again whenever the stream is cut off, until `over`. */
export async function hear(visitor: Visitor, over: AbortSignal, on: (heard: Heard) => void): Promise<void> {
  while (!over.aborted) {
    await hearOnce(visitor, over, on).catch(() => {}); // cut off: connected again below
    on(null);
    await wait(RECONNECT_MS, undefined, { signal: over }).catch(() => {});
  }
}

async function hearOnce(visitor: Visitor, over: AbortSignal, on: (heard: Heard) => void) {
  const headers = { Authorization: `Bearer ${await visitor.token()}`, Accept: 'text/event-stream' };
  const response = await fetch(visitor.address(listenEvents), { headers, signal: over });
  if (!response.ok || !response.body) return;
  on(null);
  const parser = createParser({ onEvent: ({ event, data }) => on({ event, data }) });
  const decoder = new TextDecoder();
  for await (const chunk of response.body) parser.feed(decoder.decode(chunk, { stream: true }));
}
