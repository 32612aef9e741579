import { setTimeout as wait } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../docker/demo/acts.ts';
import { makeApi, type Visitor } from '../../docker/demo/api.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';
import { listenEvents } from '../../web/contract/cases.ts';
import { listTasks } from '../../web/contract/tasks.ts';
import { line, summarised } from './latencies.ts';
import { rowsInBrowser } from './row-in-browser.ts';
import type { Bench } from './run.ts';

const BARS = { mustMs: 1000, bestMs: 300 };
const SEEN_WITHIN_MS = 60_000;
const IN_BROWSER = 20;

/**
 * B1: from the intended moment of a submit to the answer of GET /api/tasks in which the specialist's row stands; asked when the stream of
 * events says so, as the browser does. Open loop: fixed arrivals, whatever the answers take. With `--browser` also what Chromium shows.
 */
export const benchRow: Bench = async (stack, { seconds, rate, browser }, say) => {
  const over = new AbortController();
  const api = makeApi(stack.web, over.signal);
  const anna = api.signIn('anna');
  const service = await findService(anna, 'bēres', FUNERAL_BENEFIT);
  const { data } = await fillIn(anna, service.id, syntheticCode(920_000));
  const apply = () => submit(anna, service.id, data);
  const watch = watchTasks(api.signIn('vita'), over.signal);
  try {
    await watch.ready;
    await oneByOne(3, async () => watch.seen((await apply()).id)); // warm before anything counts
    // while the list is short: later rows stand beyond its first page
    const shown = browser ? summarised(await rowsInBrowser(stack.web, IN_BROWSER, apply)) : null;
    const began = performance.now();
    const all = Array.from({ length: Math.ceil(seconds * rate) }, async (_, n) => {
      const intended = began + (n * 1000) / rate;
      await wait(Math.max(0, intended - performance.now()));
      return (await watch.seen((await apply()).id)) - intended;
    });
    const rows = summarised(await Promise.all(all));
    say(`\nB1  submit → row of the specialist, ms (at ${rate}/s; in Chromium one after the other)`);
    say(`  ${'SSE + GET /api/tasks'.padEnd(24)} ${line(rows)}`);
    if (shown) say(`  ${'row in Chromium'.padEnd(24)} ${line(shown)}`);
    say(
      `  p95 ${rows.p95 <= BARS.bestMs ? 'best reached' : rows.p95 <= BARS.mustMs ? 'must reached' : 'must not reached'} (must ≤ ${BARS.mustMs}, best ≤ ${BARS.bestMs})\n`,
    );
    return { rows, shown };
  } finally {
    over.abort();
  }
};

async function oneByOne(times: number, act: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n++) await act();
}

/** Keeps the specialist's list as the browser does: read anew when something has changed, one reading at a time. */
function watchTasks(vita: Visitor, over: AbortSignal) {
  const at = new Map<string, number>();
  const waiting = new Map<string, (ms: number) => void>();
  const ready = Promise.withResolvers<void>();
  let changed = false;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    while (changed) {
      changed = false;
      // oldest first: new rows stand on the last page
      for (let cursor: string | undefined, more = true; more;) {
        const { tasks, next } = await vita.call(listTasks, { query: { queue: 'unassigned', limit: 100, ...(cursor && { cursor }) } });
        for (const { case: it } of tasks) mark(it.id);
        more = next !== null;
        cursor = next ?? undefined;
      }
    }
  }

  function mark(caseId: string): void {
    if (!at.has(caseId)) at.set(caseId, performance.now());
    waiting.get(caseId)?.(at.get(caseId)!);
    waiting.delete(caseId);
  }

  void hear(vita, over, () => {
    ready.resolve();
    changed = true;
    reading ??= read()
      .catch(() => {})
      .finally(() => (reading = undefined));
  });

  return {
    ready: ready.promise,
    /** When the row of this case was first seen (performance.now()). */
    seen: (caseId: string) =>
      new Promise<number>((resolve, reject) => {
        if (at.has(caseId)) return resolve(at.get(caseId)!);
        const limit = setTimeout(() => reject(new Error(`The row of case ${caseId} is not seen`)), SEEN_WITHIN_MS);
        waiting.set(caseId, ms => {
          clearTimeout(limit);
          resolve(ms);
        });
      }),
  };
}

async function hear(vita: Visitor, over: AbortSignal, wake: () => void): Promise<void> {
  const headers = { Authorization: `Bearer ${await vita.token()}`, Accept: 'text/event-stream' };
  const response = await fetch(vita.address(listenEvents), { headers, signal: over });
  const parser = createParser({ onEvent: wake });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    if (!over.aborted) throw error;
  }
}
