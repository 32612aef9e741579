import { expect, it } from '@jest/globals';
import { runProgram } from '../support/command.ts';
import { readStackFile } from '../support/stack-file.ts';
import { NARROWED, ROUTES } from './desk-routes.ts';

/**
 * The short form of `npm run bench -- desk`: one country of this size on both sides, because half of the time goes into its indexes. Without
 * the plans: they wait 22 s for PostgreSQL's counters, and say nothing of tables this small.
 */
const CASES = '3000';
const PARTS = 'statements,lists,growth,deep,allowed,impact';

type Interval = { median: number; low: number; high: number };
type Compared = { latency: { ours: { p50: number; p95: number } }; own: Interval; ratios: Record<string, Interval> };
type Desk = {
  bench: string;
  statements: { what: string; statements: number; framed: number }[];
  lists: (Compared & { route: string })[];
  growth: (Compared & { route: string })[];
  deep: (Compared & { page: number })[];
  allowed: (Compared & { list: string })[];
  impact: { item: string; cases: number; same: boolean }[];
};

/** Those whose figures are no figures. What is NaN is null in JSON. */
const withoutFigures = (all: Compared[]) =>
  all.filter(
    ({ latency, own, ratios }) => ![latency.ours.p50, latency.ours.p95, own.median, ...Object.values(ratios).map(it => it.median)].every(it => it > 0),
  );

it('measures every list, search and page of the desk', async () => {
  const size = ['--cases', CASES, '--few', CASES, '--rounds', '1', '--requests', '1'];
  const owner = readStackFile().environment['DATABASE_URL'] ?? '';

  const { code, out, told } = await runProgram('tests/bench/desk.ts', ['desk', ...size, '--parts', PARTS, '--url', owner], {});

  expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
  const it = JSON.parse(out) as Desk;
  expect(it).toMatchObject({ bench: 'desk', cases: Number(CASES), few: Number(CASES), plans: null });
  expect(it.lists.map(each => each.route)).toEqual(ROUTES.map(each => each.name));
  expect(it.growth.length).toBeGreaterThan(ROUTES.length / 2); // in a country this small somebody has no row of a list
  expect(it.allowed.map(each => each.list)).toEqual(NARROWED.map(each => each.name));
  expect(it.deep.every(each => each.page > 1)).toBe(true);
  expect(withoutFigures([...it.lists, ...it.growth, ...it.deep, ...it.allowed])).toEqual([]);
  expect(it.statements.filter(each => !(each.statements > 0 && each.framed >= each.statements))).toEqual([]);
  // the API and a query of our own, written from the words, count the same people and cases
  expect(it.impact.filter(each => !each.same)).toEqual([]);
  expect(Math.max(...it.impact.map(each => each.cases))).toBeGreaterThan(0);
}, 240_000);
