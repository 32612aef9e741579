import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dirname } from 'node:path';
import postgres from 'postgres';
import { makeApi, type Visitor } from '../../docker/demo/api.ts';
import { listen } from '../../docker/demo/changes.ts';
import { withdrawCase } from '../../web/contract/cases.ts';
import { getMe } from '../../web/contract/me.ts';
import { runCommand } from '../support/command.ts';
import { stackFilePath } from '../support/stack-file.ts';
import { useStack } from '../support/stack.ts';
import { APPLICANTS } from './town.ts';

/** So small that they measure nothing; every way they go is gone all the same. */
const SIZE = { pairs: 1, seconds: 0.4, hands: 2, rate: 5, peak: 5, posts: 10, open: 1, starts: 1, requests: 22 };
/** All but the two that a stack others use cannot bear: `ready` kills every part of it, `timers` moves its clock by weeks. */
const NAMES = ['accept', 'jobs', 'row', 'start', 'flow', 'crowded', 'peak', 'twins', 'endurance'];
/** Pairs of two arms, each against itself first. */
const STRETCHES = 4 * SIZE.pairs;

type Interval = { median: number; low: number; high: number };
type Line = { bench: string; own: Interval; ratio: Interval; verdict: boolean; stretches: { arm: string; perSecond: number }[] } & Record<string, unknown>;

/** The short form of `npm run bench`, of what needs a stack: on the one that is up, where `start` stops and starts the workers. */
describe('the benchmarks, in small', () => {
  const stack = useStack();
  let sql: postgres.Sql;
  const over = new AbortController();
  let began: Date;
  let lines: Line[];
  const line = (name: string) => lines.find(it => it.bench === name);

  beforeAll(async () => {
    sql = postgres(stack.environment['DATABASE_URL'] ?? '', { max: 1, onnotice: () => {} });
    began = stack.now();
    const size = Object.entries(SIZE).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const file = stackFilePath();
    const { code, out, told } = await runCommand('bench', [...NAMES, ...size, '--stack', file], { PIETURA_DATA: dirname(file) });
    if (code !== 0) throw new Error(`npm run bench ended with ${code}: ${told}`);
    lines = out
      .split('\n')
      .filter(it => it.startsWith('{'))
      .map(it => JSON.parse(it) as Line);
  }, 300_000);

  afterAll(async () => {
    // what they applied for would stand in the lists of others
    const api = makeApi(stack.urls.web, over.signal);
    await Promise.all(APPLICANTS.map(name => withdrawAll(api.signIn(name))));
    over.abort();
    await sql.end();
  }, 120_000);

  async function withdrawAll(applicant: Visitor): Promise<void> {
    const { id } = await applicant.call(getMe);
    const open = () => sql<{ id: string }[]>`
      SELECT c.id FROM "case" c JOIN user_account u ON u.client_id = c.client_id WHERE u.id = ${id} AND c.submitted_at >= ${began} AND c.status <> 'closed'`;
    await Promise.all((await open()).map(it => applicant.call(withdrawCase, { params: { caseId: it.id }, body: {} })));
    await listen(applicant, over.signal).until('what the benchmarks made is closed', async () => (await open()).length === 0 || undefined);
  }

  it.each(['accept', 'jobs', 'start'])('%s counts what both arms finish, and compares them', name => {
    const it = line(name);

    expect(it?.stretches).toHaveLength(STRETCHES);
    expect(it?.stretches.filter(each => !(each.perSecond > 0))).toEqual([]);
    for (const interval of [it?.own, it?.ratio]) expect(interval?.median).toBeGreaterThan(0);
    expect(typeof it?.verdict).toBe('boolean');
  });

  it('accept has a case for each that it counted', () => {
    const counted = line('accept')!.stretches.filter(it => it.arm !== 'bare client, same SQL').length;

    expect(line('accept')).toMatchObject({ cases: expect.any(Number), durable: { fsync: expect.stringMatching(/^(on|off)$/) } });
    expect((line('accept') as Line & { cases: number }).cases).toBeGreaterThan(counted);
  });

  it('row sees the row of each application', () => {
    expect(line('row')).toMatchObject({ rows: { count: SIZE.rate * SIZE.seconds, p50: expect.any(Number), max: expect.any(Number) }, shown: null });
    expect((line('row') as unknown as { rows: { p50: number } }).rows.p50).toBeGreaterThan(0);
  });

  it('flow follows each case to its end, and says what it took', () => {
    const many = SIZE.rate * SIZE.seconds;
    const it = line('flow')!;
    expect(it).toMatchObject({ answers: { 201: many }, finished: { count: many }, rows: { count: many }, unfinished: 0, own: { unseen: {} }, faults: [] });
    for (const part of ['api', 'zeebe', 'postgres'] as const) expect((it['cpuEach'] as Record<string, number>)[part]).toBeGreaterThan(0);
    expect(it['disk']).toMatchObject({ database: expect.any(Number), state: expect.any(Number), tables: expect.any(Object) });
  });

  it('crowded begins each case, before and with others open', () => {
    expect(line('crowded')).toMatchObject({ few: { count: SIZE.starts }, many: { count: SIZE.starts }, ratio: expect.any(Number) });
  });

  it('peak loses nothing, and all come to the desk', () => {
    const nothingWrong = { errors: 0, wrong: 0, lost: 0, drainedMs: expect.any(Number) };
    expect(line('peak')).toMatchObject({ steady: { ...nothingWrong, answers: { 201: 2 } }, burst: { ...nothingWrong, answers: { 201: 2 } } });
  });

  it('twins make one case a key', () => {
    expect(line('twins')).toMatchObject({ keys: 2, made: 2, wrong: {} });
  });

  it('endurance is answered every time', () => {
    const it = line('endurance')!;
    expect(it).toMatchObject({ failed: {}, looksMb: expect.any(Array) });
    expect(it['endMb']).toBeGreaterThan(0);
  });
});
