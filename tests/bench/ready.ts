import { submit } from '../../docker/demo/acts.ts';
import { PART_NAMES, type PartName } from '../../docker/local/layout.ts';
import type { Sql } from '../../platform/database.ts';
import { median, quantile } from './compare.ts';
import { countOnTheWay, countOpen, openCases } from './open-cases.ts';
import { until } from './open-loop.ts';
import type { Bench } from './run.ts';
import type { BenchStack } from './stack.ts';
import { withTown, type Town } from './town.ts';

const BARS = { execMs: 1500, bestExecMs: 600, afterKillMs: { api: 2000, zeebe: 60_000, all: 90_000 } };
const LOOK_MS = 10;
const WORKS_WITHIN_MS = 10 * 60_000;
const KILLS_OF_API = 3;

/**
 * E3: API exec → ready. F7: ready again after a kill, with as many open cases as were asked for, and when the next application after it has
 * come to the desk.
 */
export const benchReady: Bench = (stack, { pairs, open, hands }, say) =>
  withTown(stack, async ({ town, sql }) => {
    await openCases({ town, sql, open, hands, say });
    const exec = await execOf(stack, pairs);
    say(
      `E3  API exec → ready, ms: ${exec.map(ms => ms.toFixed(0)).join(', ')}; median ${median(exec).toFixed(0)} (must ≤ ${BARS.execMs}, best ≤ ${BARS.bestExecMs})\n`,
    );

    const count = await countOpen(sql);
    say(`F7  ready again after kill -9, ${count} cases open`);
    const kill = (...parts: PartName[]) => killed(stack, { town, sql, say }, parts);
    const api: Awaited<ReturnType<typeof kill>>[] = [];
    for (let n = 0; n < KILLS_OF_API; n++) {
      api.push(await kill('api'));
      await stack.act('stop', 'api'); // a part that is killed again soon would be started again more slowly
      await stack.act('start', 'api');
    }
    const zeebe = await kill('zeebe');
    const all = await kill(...PART_NAMES);
    const { afterKillMs: must } = BARS;
    const worst = quantile(
      api.map(it => it.readyMs),
      1,
    );
    say(
      `  API ${told(worst)} at worst (must ≤ ${told(must.api)}), broker ${told(zeebe.readyMs)} (≤ ${told(must.zeebe)}), all ${told(all.readyMs)} (≤ ${told(must.all)}), all with 100 000 open\n`,
    );
    return { open: count, execMs: exec, kills: { api, zeebe, all } };
  });

const told = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Stops the API and starts it, so many times: ms from its start until it says that it can take requests. */
async function execOf(stack: BenchStack, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    await stack.act('stop', 'api');
    const began = performance.now();
    const started = stack.act('start', 'api');
    await untilApiReady(stack.web);
    taken.push(performance.now() - began);
    await started;
  }
  return taken;
}

const untilApiReady = (web: string) =>
  until(WORKS_WITHIN_MS, LOOK_MS, async () => {
    const answer = await fetch(`${web}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => {});
    return answer?.ok === true;
  });

type Of = { town: Town; sql: Sql; say(line: string): void };

/** Kills these at one moment; ms until each is ready again, and until an application made meanwhile has come to the desk. */
async function killed(stack: BenchStack, { town, sql, say }: Of, parts: PartName[]) {
  const began = performance.now();
  const since = () => performance.now() - began;
  await Promise.all(parts.map(name => stack.act('kill', name).catch(() => {}))); // it may have ended with another
  const { applicant, data, key } = town.next();
  const applied = submit(applicant, town.serviceId, data, key).then(async ({ id }) => {
    const acceptedMs = since();
    await until(WORKS_WITHIN_MS, 50, async () => (await countOnTheWay(sql, [id]).catch(() => 1)) === 0);
    return { acceptedMs, atDeskMs: since() };
  });
  applied.catch(() => {}); // said when it is waited for
  const ready = parts.map(async name => {
    if (name === 'api') await untilApiReady(stack.web);
    else await stack.act('until-ready', name);
    return [name, Math.round(since())] as const;
  });
  const each = await Promise.all(ready);
  const readyMs = Math.max(...each.map(([, ms]) => ms));
  await stack.act('until-ready', 'api');
  const { acceptedMs, atDeskMs } = await applied;
  say(
    `  ${parts.length > 1 ? 'all' : parts.join()}: ${each.map(([name, ms]) => `${name} ${told(ms)}`).join(', ')}; an application made meanwhile accepted after ${told(acceptedMs)}, at the desk after ${told(atDeskMs)}`,
  );
  return { parts: Object.fromEntries(each), readyMs, acceptedMs: Math.round(acceptedMs), atDeskMs: Math.round(atDeskMs) };
}
