import { describe, expect, it } from '@jest/globals';
import { makeKeeper, Overtaken, type SaveState, type Seen } from './draft-keeper.ts';
import type { LocalCopy } from './local-copy.ts';

type Data = Record<string, unknown>;

function setUp(send: (data: Data, after: number) => Promise<void | number>, latest: () => Promise<Seen> = async () => ({ version: 0, data: {} })) {
  const local = new Map<string, LocalCopy>();
  const states: SaveState[] = [];
  const waiting: (() => void)[] = [];
  const shown: Data[] = [];
  const asked: string[][] = [];
  const keeper = makeKeeper({
    subject: 'apply:x',
    send: async (data, after) => (await send(data, after)) ?? after + 1,
    latest,
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
    onMerged: data => shown.push(data),
    onClashes: clashes => asked.push(clashes.map(it => it.key)),
  });
  return { keeper, local, states, waiting, shown, asked };
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

describe('a draft typed on two devices', () => {
  /** A server as ours: it takes only what follows what it has. */
  function server(has: Seen) {
    const state = { has };
    const send = async (data: Data, after: number) => {
      if (after !== state.has.version) throw new Overtaken();
      state.has = { version: after + 1, data };
      return after + 1;
    };
    return { state, send, latest: async () => state.has };
  }

  it('takes in what the other filled in elsewhere in the form, and shows it', async () => {
    // given: both began with version 1; the other has saved version 2
    const { state, send, latest } = server({ version: 2, data: { name: 'Anna', phone: '2000' } });
    const { keeper, local, shown, asked } = setUp(send, latest);
    keeper.begin({ version: 1, data: { name: 'Anna' } });

    // when
    keeper.save({ name: 'Anna Bērziņa' });
    await keeper.flush();

    // then
    expect(state.has).toEqual({ version: 3, data: { name: 'Anna Bērziņa', phone: '2000' } });
    expect(shown).toEqual([{ name: 'Anna Bērziņa', phone: '2000' }]);
    expect(asked).toEqual([]);
    expect(local.size).toBe(0);
  });

  it('waits for a choice where both filled in the same, and loses neither', async () => {
    // given
    const { state, send, latest } = server({ version: 2, data: { text: 'telefonā' } });
    const { keeper, local, states, asked, shown } = setUp(send, latest);
    keeper.begin({ version: 1, data: {} });

    // when
    keeper.save({ text: 'datorā' });
    await keeper.flush();

    // then: mine is on this device, theirs on the server
    expect(asked).toEqual([['text']]);
    expect(states.at(-1)?.where).toBe('clash');
    expect(local.get('apply:x')?.data).toEqual({ text: 'datorā' });
    expect(state.has.data).toEqual({ text: 'telefonā' });

    // when I go on typing elsewhere, and then choose
    keeper.save({ text: 'datorā', more: 'vēl' });
    await keeper.choose({ text: 'telefonā un datorā' });

    // then
    expect(state.has).toEqual({ version: 3, data: { text: 'telefonā un datorā', more: 'vēl' } });
    expect(shown.at(-1)).toEqual({ text: 'telefonā un datorā', more: 'vēl' });
    expect(asked.at(-1)).toEqual([]);
    expect(local.size).toBe(0);
  });

  it('remembers on this device which version it was typed on', async () => {
    const { keeper, local } = setUp(async () => {
      throw new Error('offline');
    });
    keeper.begin({ version: 7, data: { a: 1 } });
    keeper.save({ a: 2 });
    await keeper.flush();

    expect(local.get('apply:x')?.seen).toEqual({ version: 7, data: { a: 1 } });
  });
});
