import { describe, expect, it } from '@jest/globals';
import { makeQueue, type Sending } from './upload-queue.ts';

type Running = { file: File; onProgress(share: number): void; finish(): void; fail(error: Error): void };

function setUp() {
  const running: Running[] = [];
  const sent: string[] = [];
  let list: Sending<string>[] = [];
  const queue = makeQueue<string>({
    send: (file, { onProgress, signal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
        running.push({ file, onProgress, finish: () => resolve(file.name), fail: reject });
      }),
    onChange: next => (list = next),
    onSent: name => sent.push(name),
  });
  return { queue, running, sent, list: () => list.map(({ name, phase }) => `${name} ${phase}`), items: () => list };
}
const files = (...names: string[]) => names.map(name => new File(['x'], name));
const settled = () => new Promise(setImmediate);

describe('sending files', () => {
  it('goes two at a time, and the next begins when one has ended', async () => {
    const { queue, running, sent, list } = setUp();
    queue.add(files('a', 'b', 'c'));
    expect(list()).toEqual(['a sending', 'b sending', 'c waiting']);

    running[0]!.finish();
    await settled();
    expect([sent, list()]).toEqual([['a'], ['b sending', 'c sending']]);
  });

  it('says how far each is', () => {
    const { queue, running, items } = setUp();
    queue.add(files('a'));
    running[0]!.onProgress(0.4);

    expect(items()[0]).toMatchObject({ share: 0.4 });
  });

  it('keeps what failed, with the reason, and tries it again', async () => {
    const { queue, running, sent, list, items } = setUp();
    queue.add(files('a'));
    running[0]!.fail(new Error('offline'));
    await settled();
    expect(list()).toEqual(['a failed']);

    queue.retry(items()[0]!.id);
    running[1]!.finish();
    await settled();
    expect([sent, list()]).toEqual([['a'], []]);
  });

  it('stops what is under way, and forgets what failed', async () => {
    const { queue, running, list, items } = setUp();
    queue.add(files('a', 'b'));
    running[1]!.fail(new Error('offline'));
    await settled();
    for (const { id } of items()) queue.remove(id);
    await settled();

    expect(list()).toEqual([]);
  });

  it('shows what was refused before it was sent', () => {
    const { queue, running, list } = setUp();
    queue.refuse(files('huge')[0]!, new Error('too large'));

    expect([list(), running]).toEqual([['huge failed'], []]);
  });
});
