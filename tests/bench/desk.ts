import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { bringOwnPostgres } from '../support/own-postgres.ts';
import { told } from './compare.ts';
import { makeDeskApi, type Ask, type DeskApi } from './desk-api.ts';
import { countryOf } from './desk-country.ts';
import { lookEverywhere } from './desk-everywhere.ts';
import { compareLatency, type Arm, type Compared } from './desk-latency.ts';
import { BIG, makePlans } from './desk-plans.ts';
import { FRONT, NARROWED, ROUTES } from './desk-routes.ts';
import { impactOf } from './desk-impact.ts';
import { countStatements } from './desk-statements.ts';
import { findThings } from './desk-things.ts';

/**
 * `npm run bench -- desk [--cases 1000000 --few 10000 --rounds 10 --requests 40 --parts lists,growth,deep,allowed,statements,plans,impact]`: what the
 * desk's lists and search cost over a million cases (BARS C1, C3, C4, C5, C7, C8), and whom an item that is down hits, against ten thousand and against the bare keyset SQL.
 * On a PostgreSQL of its own (or one that runs, `--url`, whose role may make databases); the two countries are made once and kept in `.pietura/desk`. Ends in one JSON line.
 */
const PARTS = ['lists', 'growth', 'deep', 'allowed', 'statements', 'plans', 'impact'];
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '1000000' },
    few: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '10' },
    requests: { type: 'string', default: '40' },
    parts: { type: 'string', default: PARTS.join(',') },
    url: { type: 'string' },
  },
});
const [many, few, rounds, requests] = [Number(values.cases), Number(values.few), Number(values.rounds), Number(values.requests)];
if (![many, few, rounds, requests].every(it => Number.isInteger(it) && it > 0)) throw new Error('Whole numbers above 0 only');
const parts = values.parts.split(',');
if (parts.some(it => !PARTS.includes(it))) throw new Error(`There are ${PARTS.join(', ')}`);

/** Ports of its database lie this far from those of `npm start`. */
const PORTS_AWAY = 400;
/** PostgreSQL tells its counters within so many ms of rest. */
const COUNTED_MS = 11_000;
/** The thousandth page is the last one looked at. */
const DEEP = 1000;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const size = { rounds, requests };

async function asked(api: DeskApi, ask: Ask): Promise<unknown> {
  const answer = await api.ask(ask);
  if (answer.status !== 200) throw new Error(`${ask.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const arm = (name: string, ask: () => Promise<unknown>): Arm => ({ name, ask });
const row = (name: string, it: Compared, ratios: string[]) =>
  `${name.padEnd(30)} ${it.latency['ours']!.p50.toFixed(1).padStart(7)} ${it.latency['ours']!.p95.toFixed(1).padStart(7)}   ${told(it.own)} ${ratios.map(name => ` ${told(it.ratios[name]!)}`).join('')}${it.verdict ? '' : '   too noisy: no verdict'}`;

/** C1, C8. */
async function lists(large: DeskApi) {
  const found: (Compared & { route: string })[] = [];
  say(`\n${'route'.padEnd(30)}  p50 ms  p95 ms   against itself        ÷ bare SQL            ÷ bare SQL over HTTP`);
  for (const { name, bare, ...ask } of ROUTES) {
    const it = await compareLatency(
      [
        arm('ours', () => asked(large, ask)),
        arm('bare', () => large.sql.unsafe(bare, [], { prepare: true })),
        arm('bare over HTTP', () => large.askBare(bare)),
      ],
      size,
    );
    found.push({ route: name, ...it });
    say(row(name, it, ['bare', 'bare over HTTP']));
  }
  return found;
}

const ROWS = z.union([
  z.object({ cases: z.array(z.unknown()) }).transform(it => it.cases),
  z.object({ tasks: z.array(z.unknown()) }).transform(it => it.tasks),
]);

/** C3, first half: with as many rows on both sides, because ten thousand cases do not fill every page of somebody. A search tells its hits in words. */
async function growth(small: DeskApi, large: DeskApi) {
  const found: (Compared & { route: string; rows: number | null })[] = [];
  say(`\n${'route'.padEnd(30)}  p50 ms  p95 ms   against itself        ÷ ${few} cases`);
  for (const { name, bare: _, ...ask } of ROUTES) {
    const rows = ask.method === 'GET' ? Math.min(...(await Promise.all([small, large].map(async api => ROWS.parse(await asked(api, ask)).length)))) : null;
    if (rows === 0) {
      say(`${name.padEnd(30)} nobody has a row of it in ${few} cases`);
      continue;
    }
    const even = rows === null ? ask : { ...ask, path: `${ask.path}&limit=${rows}` };
    const it = await compareLatency([arm('ours', () => asked(large, even)), arm('few', () => asked(small, even))], size);
    found.push({ route: name, rows, ...it });
    say(row(`${name}${rows === null ? '' : `, ${rows} rows`}`, it, ['few']));
  }
  return found;
}

/** C3, second half: page 1000 against page 1, by walking there. */
async function deep(api: DeskApi) {
  const page = async (path: string, cursor: string | null) =>
    (await asked(api, { who: FRONT, method: 'GET', path: `${path}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}` })) as { next: string | null };
  const found: (Compared & { list: string; page: number })[] = [];
  for (const path of ['/api/cases?state=all', '/api/cases?state=closed']) {
    let cursor: string | null = null;
    let at = 1;
    for (; at < DEEP; at++) {
      const { next } = await page(path, cursor);
      if (!next) break;
      cursor = next;
    }
    const it = await compareLatency([arm('ours', () => page(path, cursor)), arm('first', () => page(path, null))], size);
    found.push({ list: path, page: at, ...it });
    say(row(`${path}, page ${at} ÷ 1`, it, ['first']));
  }
  return found;
}

/** C4. */
async function allowed(api: DeskApi) {
  const found: (Compared & { list: string })[] = [];
  for (const { name, all, some } of NARROWED) {
    const it = await compareLatency([arm('ours', () => asked(api, some)), arm('all', () => asked(api, all))], size);
    found.push({ list: name, ...it });
    say(row(`${name}: 200 services ÷ all`, it, ['all']));
  }
  return found;
}

/** Sequential scans of each big table so far, those inside functions too, which EXPLAIN does not show. */
async function scansOf({ sql }: DeskApi): Promise<Map<string, number>> {
  await new Promise(resolve => setTimeout(resolve, COUNTED_MS));
  const rows = await sql<{ table: string; n: string }[]>`SELECT relname AS table, seq_scan AS n FROM pg_stat_user_tables WHERE n_live_tup > ${BIG}`;
  return new Map(rows.map(it => [it.table, Number(it.n)]));
}

async function plansOf(api: DeskApi, url: string) {
  const plans = makePlans(url);
  const things = await findThings(api.sql);
  const before = await scansOf(api);
  const it = await lookEverywhere(api, plans, things).finally(() => plans.close());
  const scanned = [...(await scansOf(api))].flatMap(([table, n]) => (n > (before.get(table) ?? 0) ? [`${table}, ${n - (before.get(table) ?? 0)} times`] : []));
  say(
    `\nC7: ${it.routes} routes and lists by 7 people, ${it.requests} requests, ${it.statements} statements; answered nobody: ${it.unseen.join(', ') || 'none'}`,
  );
  const tell = (of: typeof it.breaches) =>
    [...new Set(of.map(each => `  ${each.what}: ${each.where}, ${each.rows} rows: ${each.route} (${each.who})`))].forEach(say);
  say(`  sequential scans and exact counts over big tables: ${it.breaches.length}`);
  tell(it.breaches);
  say(`  the same by the counters of PostgreSQL: ${scanned.join('; ') || 'none'}`);
  say(`  steps that read more than 10 000 rows by an index: ${it.heavy.length}`);
  tell(it.heavy);
  return { ...it, scanned };
}

async function statementsOf(api: DeskApi) {
  const counted = await countStatements(api, await findThings(api.sql));
  say('\nC5: statements a request (with BEGIN and COMMIT)');
  for (const { what, of, statements, framed } of counted) say(`  ${of.padEnd(10)} ${what.padEnd(26)} ${statements} (${framed})`);
  return counted;
}

const { url: owner, close } = values.url ? { url: values.url, close: async () => {} } : await bringOwnPostgres('desk', PORTS_AWAY, { durable: true });
const open: DeskApi[] = [];
try {
  const [smallUrl, largeUrl] = [await countryOf(few, owner, say), await countryOf(many, owner, say)];
  const [small, large] = [await makeDeskApi(smallUrl), await makeDeskApi(largeUrl)];
  open.push(small, large);
  const loadBefore = loadavg()[0];
  const result = {
    statements: parts.includes('statements') ? await statementsOf(large) : null,
    lists: parts.includes('lists') ? await lists(large) : null,
    growth: parts.includes('growth') ? await growth(small, large) : null,
    deep: parts.includes('deep') ? await deep(large) : null,
    allowed: parts.includes('allowed') ? await allowed(large) : null,
    plans: parts.includes('plans') ? await plansOf(large, largeUrl) : null,
    impact: parts.includes('impact') ? await impactOf(large, await findThings(large.sql), say) : null,
  };
  console.log(JSON.stringify({ bench: 'desk', at: new Date().toISOString(), cases: many, few, size, load: [loadBefore, loadavg()[0]], ...result }));
} finally {
  await Promise.all(open.map(it => it.close()));
  await close();
}
process.exit(0);
