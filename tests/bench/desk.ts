import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { quantile } from './compare.ts';
import { bringPostgres } from './desk-postgres.ts';
import { makeDeskApi, type Asker, type DeskApi } from './desk-api.ts';
import { recordSql } from './recorded-sql.ts';

/**
 * `npm run bench -- desk [--cases 1000000 --few 10000 --requests 200]`: what the desk's lists and search cost over a million cases (BARS C1, C3,
 * C5, C7, C8), against the same over ten thousand and against the bare keyset SQL. On a PostgreSQL of its own;
 * the two countries are made once and kept in `.pietura/desk`. Arms take turns, request by request, in random order. Ends in one JSON line.
 */
const { values } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'string', default: '1000000' }, few: { type: 'string', default: '10000' }, requests: { type: 'string', default: '200' } },
});
const [many, few, requests] = [Number(values.cases), Number(values.few), Number(values.requests)];
if (![many, few, requests].every(it => Number.isInteger(it) && it > 0)) throw new Error('Whole numbers above 0 only');

const FRONT: Asker = { id: 'large-0020', agency: 'kac', roles: ['kac-specialist', 'team-lead'] };
const SPECIALIST: Asker = { id: 'large-0001', agency: 'vsaa', roles: ['specialist'] };
const PAGE = 50;
const DEEP = 1000;
const WARM = 20;
/** Tables that grow with the country: none of them may be read from end to end (C7). */
const BIG = 10_000;
/** PostgreSQL tells its counters within so many ms of rest. */
const COUNTED_MS = 11_000;

type Route = { name: string; who: Asker; method: 'GET' | 'POST'; path: string; body?: unknown; /** The bare keyset SQL of its first page. */ bare?: string };
const rowsOf = (where: string, order: string) =>
  `SELECT c.*, p.given_name, p.family_name FROM "case" c LEFT JOIN client p ON p.id = c.client_id WHERE ${where} ORDER BY ${order} LIMIT ${PAGE + 1}`;
const tasksOf = (where: string) =>
  `SELECT t.*, c.*, p.given_name, p.family_name FROM task t JOIN "case" c ON c.id = t.case_id LEFT JOIN client p ON p.id = c.client_id WHERE t.state = 'open' AND ${where} ORDER BY t.created_at, t.key LIMIT ${PAGE + 1}`;
const search = (name: string, q: string, who = FRONT): Route => ({ name: `search: ${name}`, who, method: 'POST', path: '/api/search', body: { q } });

const ROUTES: Route[] = [
  { name: 'cases, open', who: FRONT, method: 'GET', path: '/api/cases?queue=open', bare: rowsOf(`c.owner = 'kac' AND c.closed_at IS NULL`, 'c.due_at, c.id') },
  {
    name: 'cases, all',
    who: FRONT,
    method: 'GET',
    path: '/api/cases?queue=all&sort=newest',
    bare: rowsOf(`c.owner = 'kac'`, 'c.submitted_at DESC, c.id DESC'),
  },
  {
    name: 'cases, overdue',
    who: SPECIALIST,
    method: 'GET',
    path: '/api/cases?queue=overdue',
    bare: rowsOf(`(c.holder = 'vsaa' OR c.team = 'vsaa') AND c.overdue AND c.closed_at IS NULL`, 'c.due_at, c.id'),
  },
  { name: 'tasks, team', who: SPECIALIST, method: 'GET', path: '/api/tasks?queue=team', bare: tasksOf(`t.team = 'vsaa' AND t.role = 'specialist'`) },
  {
    name: 'tasks, unassigned',
    who: SPECIALIST,
    method: 'GET',
    path: '/api/tasks?queue=unassigned',
    bare: tasksOf(`t.team = 'vsaa' AND t.role = 'specialist' AND t.assignee_id IS NULL`),
  },
  { name: 'tasks, mine', who: SPECIALIST, method: 'GET', path: '/api/tasks?queue=mine', bare: tasksOf(`t.assignee_id = 'large-0001'`) },
  search('one word', 'pabalsts'),
  search('two words, another form', 'pensija pārrēķins'),
  search('a rare code', '10000077'),
  search('in an agency', 'kurināmais', SPECIALIST),
];

const say = (line: string) => void process.stderr.write(`${line}\n`);
const p95 = (of: number[]) => quantile(of, 0.95);
const shuffled = <T>(of: T[]) =>
  of
    .map(it => [Math.random(), it] as const)
    .sort(([a], [b]) => a - b)
    .map(([, it]) => it);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function asked(api: DeskApi, { name, who, method, path, body }: Route): Promise<unknown> {
  const answer = await api.ask(who, method, path, body);
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function measure(route: Route, small: DeskApi, large: DeskApi) {
  const took = { small: [] as number[], large: [] as number[], bare: [] as number[] };
  const arms: [keyof typeof took, () => Promise<unknown>][] = [
    ['small', () => asked(small, route)],
    ['large', () => asked(large, route)],
    ...(route.bare ? [['bare', () => large.sql.unsafe(route.bare ?? '')] as [keyof typeof took, () => Promise<unknown>]] : []),
  ];
  for (let n = 0; n < requests + WARM; n++)
    for (const [name, arm] of shuffled(arms)) {
      const ms = await timed(arm);
      if (n >= WARM) took[name].push(ms);
    }
  const statements = (await recordSql(() => asked(large, route))).filter(({ text }) => !/^(BEGIN|COMMIT|ROLLBACK|SET|SAVEPOINT|RELEASE)/i.test(text)).length;
  return {
    route: route.name,
    p50: quantile(took.large, 0.5),
    p95: p95(took.large),
    toSmall: p95(took.large) / p95(took.small),
    toBare: route.bare ? p95(took.large) / p95(took.bare) : null,
    statements,
  };
}

/** Page 1000 against page 1, by walking there. */
async function deepPage(api: DeskApi) {
  const path = '/api/cases?queue=all&sort=newest';
  const page = async (cursor: string | null) =>
    (await asked(api, { name: 'page', who: FRONT, method: 'GET', path: `${path}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}` })) as {
      next: string | null;
    };
  let cursor: string | null = null;
  let pages = 1;
  for (; pages < DEEP; pages++) {
    const { next } = await page(cursor);
    if (!next) break;
    cursor = next;
  }
  const [first, deep]: [number[], number[]] = [[], []];
  for (let n = 0; n < requests; n++) {
    first.push(await timed(() => page(null)));
    deep.push(await timed(() => page(cursor)));
  }
  return { page: pages, ratio: p95(deep) / p95(first) };
}

const scans = async ({ sql }: DeskApi) =>
  new Map(
    (await sql<{ table: string; n: string }[]>`SELECT relname AS table, seq_scan AS n FROM pg_stat_user_tables WHERE n_live_tup > ${BIG}`).map(it => [
      it.table,
      Number(it.n),
    ]),
  );

const { url, close } = await bringPostgres();
const small = await makeDeskApi(few, url, say);
const large = await makeDeskApi(many, url, say);
try {
  await new Promise(resolve => setTimeout(resolve, COUNTED_MS));
  const before = await scans(large);
  const results = [];
  say(`\n${'route'.padEnd(34)} p50 ms   p95 ms   ÷ ${few}   ÷ bare SQL   statements`);
  for (const route of ROUTES) {
    const it = await measure(route, small, large);
    results.push(it);
    say(
      `${it.route.padEnd(34)} ${it.p50.toFixed(1).padStart(6)} ${it.p95.toFixed(1).padStart(8)} ${it.toSmall.toFixed(2).padStart(8)} ${(it.toBare?.toFixed(2) ?? '–').padStart(10)} ${String(it.statements).padStart(10)}`,
    );
  }
  const deep = await deepPage(large);
  say(`page ${deep.page} ÷ page 1: ${deep.ratio.toFixed(2)}`);
  await new Promise(resolve => setTimeout(resolve, COUNTED_MS));
  const after = await scans(large);
  const scanned = [...after].flatMap(([table, n]) => (n > (before.get(table) ?? 0) ? [{ table, times: n - (before.get(table) ?? 0) }] : []));
  say(`read from end to end (C7): ${scanned.map(it => `${it.table} ${it.times} times`).join(', ') || 'none'}`);
  console.log(JSON.stringify({ bench: 'desk', at: new Date().toISOString(), cases: many, few, requests, load: loadavg()[0], results, deep, scanned }));
} finally {
  await Promise.all([small.close(), large.close()]);
  await close();
}
process.exit(0);
