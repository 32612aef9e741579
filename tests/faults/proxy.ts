import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * What a link does to whoever speaks over it. `delay`: everything comes late. `stall`: nothing comes through, and what was sent meanwhile is lost
 * with its connection. `half-open`: what is asked arrives, no answer does. `reset`: cut in the middle of whatever is being said. `trickle`: one
 * byte a second. `vanish`: the connections there are pass nothing any more and neither end is told, also when the link is whole again: it is for
 * each end to notice. Who gives up is heard of at the other end once the link is whole.
 */
export const LINK_FAULTS = ['delay', 'stall', 'half-open', 'reset', 'trickle', 'vanish'] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

/** `held`: how much is kept back at the moment, in pieces. */
export type Proxy = { port: number; breaks(how: LinkFault): void; mend(): void; held(): number; close(): Promise<void> };

const DELAY_MS = 700;
const BYTE_EVERY_MS = 1_000;

/** A TCP link to a port of this machine that can be broken and mended. `port` 0: any that is free. */
export async function openProxy({ port = 0, to }: { port?: number; to: number }): Promise<Proxy> {
  const open = new Set<Socket>();
  /** Connections that have vanished: both ends of each. */
  const vanished = new WeakSet<Socket>();
  let fault: LinkFault | undefined;
  let held = 0;
  let mended = new AbortController();

  const letGo = async ({ signal } = mended) => {
    if (!signal.aborted) await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
  };
  const untilMended = async () => {
    held += 1;
    await letGo();
    held -= 1;
  };
  const untilWhole = async () => {
    while (fault === 'vanish') await letGo();
  };

  /** Passes bytes on as the link does now; false when the connection has ended with them. */
  async function pass(bytes: Buffer, target: Socket, isAnswer: boolean): Promise<boolean> {
    const write = (part: Buffer) => target.write(part) || target.destroyed || new Promise(resolve => target.once('drain', resolve).once('close', resolve));
    switch (fault) {
      case 'delay':
        await wait(DELAY_MS);
        break;
      case 'stall':
        await untilMended();
        return false;
      case 'half-open':
        if (!isAnswer) break;
        await untilMended();
        return false;
      case 'reset':
        await write(bytes.subarray(0, Math.floor(bytes.length / 2)));
        return false;
      case 'trickle': {
        let at = 0;
        for (; at < bytes.length && !mended.signal.aborted; at++) {
          await write(bytes.subarray(at, at + 1));
          await wait(BYTE_EVERY_MS, undefined, { signal: mended.signal }).catch(() => {});
        }
        await write(bytes.subarray(at));
        return true;
      }
      case undefined:
    }
    await write(bytes);
    return true;
  }

  function join(near: Socket, far: Socket): void {
    if (fault === 'vanish') [near, far].forEach(it => vanished.add(it));
    const cut = () => {
      for (const socket of [near, far]) {
        socket.resetAndDestroy();
        open.delete(socket);
      }
    };
    for (const [from, target] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('close', () => open.delete(from));
      from.on('error', () => (vanished.has(from) ? void untilWhole().then(cut) : cut()));
      from.on('end', () => (vanished.has(from) ? void untilWhole().then(cut) : target.end()));
      from.on('data', (bytes: Buffer) => {
        if (vanished.has(from)) return;
        from.pause();
        void pass(bytes, target, from === far).then(goesOn => (goesOn ? from.resume() : cut()), cut);
      });
    }
  }

  const server = createServer({ noDelay: true, allowHalfOpen: true }, near =>
    join(near, connect({ port: to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })),
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as { port: number }).port,
    held: () => held,
    breaks(how) {
      // one fault upon another: what the first still holds is let go, to end with its connection
      mended.abort();
      mended = new AbortController();
      fault = how;
      if (how === 'vanish') open.forEach(it => vanished.add(it));
    },
    mend() {
      fault = undefined;
      mended.abort();
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
