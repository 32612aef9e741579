import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identify, isAlive, leftOver, readState, startedAtFromStat, writeState, type PartState, type State } from './state.ts';

const part = (name: PartState['name'], pid: number | null): PartState => ({
  name,
  process: pid === null ? null : { pid, startedAt: '1' },
  url: '',
  ready: true,
  restarts: 0,
});
const state = (parts: PartState[]): State => ({ version: 1, supervisor: { pid: 1, startedAt: '1' }, basePort: 8800, settled: true, parts });
const alivePids =
  (...pids: number[]) =>
  (process: { pid: number } | null) =>
    process !== null && pids.includes(process.pid);

describe('leftOver', () => {
  const parts = [part('postgres', 10), part('zeebe', 11), part('api', null)];

  it('is what lives on after its supervisor', () => {
    expect(leftOver(state(parts), alivePids(10)).map(each => each.name)).toEqual(['postgres']);
  });

  it('is nothing while the supervisor lives', () => {
    expect(leftOver(state(parts), alivePids(1, 10, 11))).toEqual([]);
  });

  it('is nothing without a state', () => {
    expect(leftOver(null)).toEqual([]);
  });
});

describe('process identity', () => {
  it('is pid and start time together', () => {
    const self = identify(process.pid);

    expect(isAlive(self)).toBe(true);
    expect(isAlive({ pid: process.pid, startedAt: 'another time' })).toBe(false);
  });

  it('reads the start time past a name with brackets', () => {
    const fields = Array.from({ length: 50 }, (_, index) => String(index + 3));

    expect(startedAtFromStat(`42 (a) b (c) S ${fields.slice(1).join(' ')}`)).toBe('22');
  });

  it('counts a zombie as gone', () => {
    expect(startedAtFromStat('42 (node) Z 1 2 3')).toBeNull();
  });
});

describe('the state file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pietura-state-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it was written', () => {
    const file = join(folder, 'deep', 'state.json');
    writeState(file, state([part('api', 3)]));

    expect(readState(file)).toEqual(state([part('api', 3)]));
  });

  it.each(['', '{"version":', '{"version":0}'])('counts as none when it holds %p', text => {
    const file = join(folder, 'state.json');
    writeFileSync(file, text);

    expect(readState(file)).toBeNull();
  });
});
