import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backOffMs, makeKeeper, type Keeper, type Part } from './keeper.ts';
import { NODE } from './run.ts';
import { isAlive } from './state.ts';

describe('backOffMs', () => {
  it('doubles, up to a limit', () => {
    expect([1, 2, 3, 4, 20].map(backOffMs)).toEqual([300, 600, 1200, 2400, 20_000]);
  });
});

describe('makeKeeper', () => {
  let folder: string;
  let said: string[];
  let keeper: Keeper;

  const keep = (script: string, over: Partial<Part> = {}) => {
    const part: Part = {
      name: 'sandbox',
      url: 'http://127.0.0.1:1',
      launch: () => ({ command: NODE, args: ['-e', script] }),
      ready: () => Promise.resolve(true),
      stopSignal: 'SIGTERM',
      stopWithinMs: 2_000,
      startWithinMs: 5_000,
      ...over,
    };
    keeper = makeKeeper(part, { logFile: join(folder, 'part.log'), say: text => said.push(text), changed: () => {} });
    return keeper;
  };
  const FOREVER = 'setInterval(() => {}, 1000)';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pietura-keeper-'));
    said = [];
  });
  afterEach(async () => {
    await keeper.stop();
    rmSync(folder, { recursive: true });
  });

  it('starts a killed part again, and says so', async () => {
    // given
    await keep(FOREVER).start();
    const first = keeper.state().process;

    // when
    await keeper.kill();
    await keeper.untilReady(10_000);

    // then
    expect(isAlive(first)).toBe(false);
    expect(keeper.state()).toMatchObject({ ready: true, restarts: 1 });
    expect(said[0]).toMatch(/sandbox stopped \(SIGKILL\): starting it again in 0.3 s/);
  });

  it('leaves a stopped part stopped until it is started', async () => {
    await keep(FOREVER).start();
    const first = keeper.state().process;

    await keeper.stop();
    expect(isAlive(first)).toBe(false);
    expect(keeper.state()).toMatchObject({ process: null, ready: false });

    await keeper.start();
    expect(keeper.state()).toMatchObject({ ready: true, restarts: 0 });
  });

  it('ends a part that does not listen', async () => {
    // given a part that ignores SIGTERM, and is only ready once it does
    const deaf = join(folder, 'deaf');
    const script = `process.on('SIGTERM', () => {}); require('node:fs').writeFileSync(${JSON.stringify(deaf)}, ''); ${FOREVER}`;
    await keep(script, { ready: () => Promise.resolve(existsSync(deaf)), stopWithinMs: 100 }).start();
    const { process } = keeper.state();

    // when
    await keeper.stop();

    // then
    expect(isAlive(process)).toBe(false);
  });

  it('tells who asked for the first start why it failed, with the end of the log', async () => {
    const start = keep(`console.error('no such table'); process.exit(3)`, { ready: () => Promise.resolve(false) }).start();

    await expect(start).rejects.toThrow(/sandbox did not become ready[\s\S]*no such table/);
    expect(said).toEqual([]);
  });
});
