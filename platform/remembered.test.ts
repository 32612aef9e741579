import { describe, expect, it } from '@jest/globals';
import { remembered } from './remembered.ts';

const FRESH_MS = 1000;

/** A reading that ends when the test says so, and a clock that the test moves. */
function buildReading() {
  const begun: PromiseWithResolvers<string>[] = [];
  const clock = { nowMs: 0 };
  const read = () => {
    const reading = Promise.withResolvers<string>();
    begun.push(reading);
    return reading.promise;
  };
  return { begun, clock, ask: remembered(FRESH_MS, read, () => clock.nowMs) };
}

describe('a reading that is remembered', () => {
  it('is one for all who ask while it is under way, however long it takes', async () => {
    // given
    const { begun, clock, ask } = buildReading();
    const first = ask();
    clock.nowMs = 10 * FRESH_MS;
    const second = ask();

    // when
    begun[0]!.resolve('read');

    // then
    expect(await Promise.all([first, second])).toEqual(['read', 'read']);
    expect(begun).toHaveLength(1);
  });

  it('is kept for its time after it has come, and no longer', async () => {
    const { begun, clock, ask } = buildReading();
    const first = ask();
    clock.nowMs = 500;
    begun[0]!.resolve('old');
    await first;

    clock.nowMs = 500 + FRESH_MS - 1;
    expect(await ask()).toBe('old');
    clock.nowMs = 500 + FRESH_MS;
    const next = ask();
    begun[1]!.resolve('new');
    expect(await next).toBe('new');
    expect(await ask()).toBe('new');
    expect(begun).toHaveLength(2);
  });

  it('is not kept when it fails: those who waited hear so, the next begins anew', async () => {
    // given
    const { begun, ask } = buildReading();
    const waiting = Promise.allSettled([ask(), ask()]);

    // when
    begun[0]!.reject(new Error('away'));

    // then
    expect((await waiting).map(it => it.status)).toEqual(['rejected', 'rejected']);
    const next = ask();
    begun[1]!.resolve('read');
    expect(await next).toBe('read');
    expect(begun).toHaveLength(2);
  });
});
