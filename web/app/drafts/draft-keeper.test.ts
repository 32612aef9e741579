import { describe, expect, it } from '@jest/globals';
import { makeKeeper, type SaveState } from './draft-keeper.ts';
import type { LocalCopy } from './local-copy.ts';

function setUp(send: (data: Record<string, unknown>) => Promise<void>) {
  const local = new Map<string, LocalCopy>();
  const states: SaveState[] = [];
  const waiting: (() => void)[] = [];
  const keeper = makeKeeper({
    subject: 'apply:x',
    send,
    copies: { write: (subject, copy) => local.set(subject, copy), drop: subject => local.delete(subject) },
    now: () => new Date('2026-11-21T12:02:00Z'),
    later(act) {
      waiting.push(act);
      return () => {
        const index = waiting.indexOf(act);
        if (index >= 0) waiting.splice(index, 1);
      };
    },
    onState: state => states.push(state),
  });
  return { keeper, local, states, waiting };
}

describe('a draft', () => {
  it('is on this device at once and leaves it when the server has it', async () => {
    // given
    const sent: unknown[] = [];
    const { keeper, local, states } = setUp(async data => void sent.push(data));

    // when
    keeper.save({ name: 'A' });
    keeper.save({ name: 'An' });

    // then
    expect(local.get('apply:x')?.data).toEqual({ name: 'An' });
    await keeper.flush();
    expect(sent).toEqual([{ name: 'An' }]);
    expect(local.size).toBe(0);
    expect(states.at(-1)?.where).toBe('server');
  });

  it('stays on this device while the server cannot be reached, and is sent later', async () => {
    // given
    let reachable = false;
    const { keeper, local, states, waiting } = setUp(async () => {
      if (!reachable) throw new Error('offline');
    });

    // when
    keeper.save({ name: 'Anna' });
    await keeper.flush();

    // then
    expect(states.at(-1)?.where).toBe('device');
    expect(local.size).toBe(1);
    expect(waiting).toHaveLength(1);

    // when
    reachable = true;
    await keeper.flush();

    // then
    expect(local.size).toBe(0);
  });

  it('sends what was typed while an older save was under way', async () => {
    // given
    const sent: unknown[] = [];
    let arrive = () => {};
    const { keeper, local } = setUp(data => {
      sent.push(data);
      return sent.length === 1 ? new Promise(resolve => (arrive = resolve)) : Promise.resolve();
    });

    // when
    keeper.save({ name: 'A' });
    const first = keeper.flush();
    keeper.save({ name: 'Anna' });
    arrive();
    await first;

    // then
    expect(sent).toEqual([{ name: 'A' }, { name: 'Anna' }]);
    expect(local.size).toBe(0);
  });

  it('is not saved again once it was submitted', async () => {
    // given
    const sent: unknown[] = [];
    const { keeper, local } = setUp(async data => void sent.push(data));

    // when
    keeper.save({ name: 'A' });
    await keeper.end();
    keeper.save({ name: 'B' });
    await keeper.flush();

    // then
    expect(sent).toEqual([]);
    expect(local.size).toBe(0);
  });
});
