import { parseArgs } from 'node:util';
import { makeDatabase } from '../../platform/database.ts';
import { makeOwnDatabase } from '../support/clone.ts';
import { bringOwnPostgres } from '../support/own-postgres.ts';
import { makeChance } from '../seed-large/random.ts';
import { readExpected, type Expected } from './expected.ts';
import { describeFinding, judgeCells, type Finding } from './judge.ts';
import { compareList, LISTS } from './lists.ts';
import { cellsOf, rowOf } from './matrix.ts';
import { ACTORS, redealt, type Actor } from './people.ts';
import { makeStage, type Stage } from './stage.ts';

/**
 * `npm run rights [-- --seed 1 --redeals 12 --routes "^GET /api/cases" --roles "^(resident|auditor)$" --url postgres://…]`: the whole matrix of rights (BARS G2): who may do what
 * with whose thing, asked of the API one by one and compared with tests/rights/expected.csv; lists against their rows; and one person whose roles
 * are dealt anew `redeals` times. On a PostgreSQL of its own (or `--url`, whose role may make databases). A table for people, then one JSON line.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    redeals: { type: 'string', default: '12' },
    routes: { type: 'string', default: '.' },
    roles: { type: 'string', default: '.' },
    url: { type: 'string' },
  },
});
const [seed, redeals, routes, roles] = [Number(values.seed), Number(values.redeals), new RegExp(values.routes), new RegExp(values.roles)];
const asked = ACTORS.filter(it => roles.test(it.name));
if (![seed, redeals].every(it => Number.isInteger(it) && it >= 0)) throw new Error('--seed and --redeals are whole numbers from 0');
const say = (line: string) => void process.stderr.write(`${line}\n`);

const progress = (what: string) => {
  let told = 0;
  return (done: number, of: number) => {
    if (done < of && Date.now() - told < 5000) return;
    told = Date.now();
    say(`${what}: ${done} of ${of}`);
  };
};

async function judgePeople(stage: Stage, expected: Expected) {
  const chance = makeChance(seed);
  const results = new Map<string, { cells: number; findings: Finding[]; writesRefused: number }>();
  const judge = async (name: string, actor: Actor) => {
    const cells = cellsOf(stage.api, [actor]).filter(cell => routes.test(rowOf(cell)));
    const { findings, tally } = await judgeCells(stage, expected, cells, progress(name));
    const before = results.get(actor.name) ?? { cells: 0, findings: [], writesRefused: 0 };
    results.set(actor.name, {
      cells: before.cells + tally.cells,
      findings: [...before.findings, ...findings],
      writesRefused: before.writesRefused + tally.writesRefused,
    });
  };
  for (const actor of asked) await judge(actor.name, actor);
  for (let deal = 1; deal <= redeals; deal++) {
    const actor = redealt(chance.share);
    await judge(`roles dealt anew ${deal} (${actor.roles.join(', ') || 'none'})`, actor);
  }
  return results;
}

async function judgeLists(stage: Stage): Promise<string[]> {
  const wrong: string[] = [];
  for (const list of Object.keys(LISTS).filter(name => routes.test(name))) {
    for (const actor of asked) wrong.push(...(await compareList(stage, list, actor)));
    say(`${list}: compared`);
  }
  return wrong;
}

/** Ports of its database lie this far from those of `npm start`. */
const PORTS_AWAY = 600;
const server = values.url ? { url: values.url, close: async () => {} } : await bringOwnPostgres('rights', PORTS_AWAY, { durable: false });
const own = await makeOwnDatabase(server.url, 'rights');
const { db, sql, close } = makeDatabase({ DATABASE_URL: own.url, DATABASE_POOL: 10 });
const began = Date.now();
const stage = await makeStage({ url: own.url, db, sql }, [...ACTORS, redealt(() => 1)]);
try {
  const people = await judgePeople(stage, readExpected());
  for (const it of [...people.values()].flatMap(one => one.findings)) say(describeFinding(it));
  const lists = await judgeLists(stage);
  const all = [...people.values()].flatMap(it => it.findings);
  const count = (findings: Finding[], kind: Finding['kind']) => findings.filter(it => it.kind === kind).length;
  const seconds = Math.round((Date.now() - began) / 1000);
  say(`\n${'role'.padEnd(20)}  cells  wrongly allowed  wrongly refused  not judged  refused, yet changed`);
  const perRole = [...people].map(([role, { cells, findings, writesRefused }]) => {
    const [allowed, refused, open, changed] = (['wrongly allowed', 'wrongly refused', 'not judged', 'refused, yet changed'] as const).map(kind =>
      count(findings, kind),
    );
    say(
      `${role.padEnd(20)} ${String(cells).padStart(6)} ${String(allowed).padStart(16)} ${String(refused).padStart(16)} ${String(open).padStart(11)} ${String(changed).padStart(21)}`,
    );
    return { role, cells, wronglyAllowed: allowed, wronglyRefused: refused, notJudged: open, changed, writesRefused };
  });
  for (const line of lists) say(line);
  const total = (of: keyof (typeof perRole)[number]) => perRole.reduce((sum, it) => sum + Number(it[of]), 0);
  const sums = { cells: total('cells'), wronglyAllowed: total('wronglyAllowed'), wronglyRefused: total('wronglyRefused'), notJudged: total('notJudged') };
  say(
    `\nseed ${seed}: ${sums.cells} cells, ${Object.keys(LISTS).length} lists, ${seconds} s: ${all.length + lists.length === 0 ? 'all as PLATFORM §1 says' : `${all.length + lists.length} are not`}`,
  );
  console.log(
    JSON.stringify({
      proof: 'rights',
      seed,
      seconds,
      ...sums,
      changed: total('changed'),
      writesRefused: total('writesRefused'),
      rowsWrong: lists.length,
      perRole,
    }),
  );
  process.exitCode = all.length + lists.length === 0 ? 0 : 1;
} finally {
  await stage.close();
  await close();
  await own.drop();
  await server.close();
}
