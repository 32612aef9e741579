import { setTimeout as wait } from 'node:timers/promises';
import { submit } from '../../docker/demo/acts.ts';
import { line, summarised, verdictUpTo } from './latencies.ts';
import { atRate } from './open-loop.ts';
import { rowsInBrowser } from './row-in-browser.ts';
import type { Bench } from './run.ts';
import { watchUnassigned } from './task-list.ts';
import { withTown, type Town } from './town.ts';

const BARS = { must: 1000, best: 300 };
const SEEN_WITHIN_MS = 60_000;
const IN_BROWSER = 20;
const WARM = 3;

/**
 * B1: from the intended moment of a submit to the answer of GET /api/tasks in which the specialist's row stands; asked when the stream of
 * events says so, as the browser does. Open loop: fixed arrivals, whatever the answers take. With `--browser` also what Chromium shows.
 */
export const benchRow: Bench = (stack, { seconds, rate, browser }, say) =>
  withTown(stack, async ({ town, over }) => {
    const apply = () => {
      const { applicant, data, key } = town.next();
      return submit(applicant, town.serviceId, data, key);
    };
    const { seen } = await watchRows(town, over);
    for (let n = 0; n < WARM; n++) await seen((await apply()).id);
    const shown = browser ? summarised(await rowsInBrowser(stack.web, IN_BROWSER, apply)) : null;
    const rows = summarised(await atRate(Math.ceil(seconds * rate), rate, async intended => (await seen((await apply()).id)) - intended));
    say(`\nB1  submit → row of the specialist, ms (at ${rate}/s; in Chromium one after the other)`);
    say(`  ${'SSE + GET /api/tasks'.padEnd(24)} ${line(rows)}`);
    if (shown) say(`  ${'row in Chromium'.padEnd(24)} ${line(shown)}`);
    say(`  p95 ${verdictUpTo(rows.p95, BARS)}\n`);
    return { rows, shown };
  });

/** `seen`: when the row of this case was first in the specialist's list (performance.now()). */
async function watchRows({ specialist }: Town, over: AbortSignal) {
  const rows = new Map<string, PromiseWithResolvers<number>>();
  const rowOf = (caseId: string) => {
    const row = rows.get(caseId) ?? Promise.withResolvers<number>();
    rows.set(caseId, row);
    return row;
  };
  await watchUnassigned({ visitor: specialist, over, found: it => rowOf(it.case.id).resolve(performance.now()), fault: () => {} });
  const late = async (caseId: string): Promise<never> => {
    await wait(SEEN_WITHIN_MS, undefined, { ref: false });
    throw new Error(`The row of case ${caseId} is not seen`);
  };
  return { seen: (caseId: string) => Promise.race([rowOf(caseId).promise, late(caseId)]) };
}
