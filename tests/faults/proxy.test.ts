import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { openProxy, type Proxy } from './proxy.ts';

/** Says back what it hears, in capitals. */
let echo: Server;
let proxy: Proxy;
let heard = '';
let ends: Set<Socket>;

beforeEach(async () => {
  heard = '';
  ends = new Set();
  echo = createServer(socket => {
    ends.add(socket);
    socket.on('error', () => {});
    socket.on('data', bytes => {
      heard += String(bytes);
      socket.write(String(bytes).toUpperCase());
    });
  });
  await new Promise<void>(resolve => echo.listen(0, '127.0.0.1', () => resolve()));
  proxy = await openProxy({ to: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  await proxy.close();
  await new Promise<void>(resolve => echo.close(() => resolve()));
});

/** A caller, what it has been told, and how its connection has ended. */
function call() {
  const it = { told: '', socket: undefined as unknown as Socket, ended: undefined as unknown as Promise<string> };
  it.socket = connect({ port: proxy.port, host: '127.0.0.1' });
  it.socket.on('data', bytes => (it.told += String(bytes)));
  it.ended = new Promise(resolve =>
    it.socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? '')).once('close', () => resolve('closed')),
  );
  return it;
}
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 5));
};

describe('a link', () => {
  it('passes everything on while it is whole, and the end too', async () => {
    const it = call();
    it.socket.write('one');
    await until(() => it.told === 'ONE');
    it.socket.end();

    expect(await it.ended).toBe('closed');
  });

  it('half-open: what is asked arrives, the answer is lost with the connection', async () => {
    proxy.breaks('half-open');
    const it = call();
    it.socket.write('pay');
    await until(() => heard === 'pay');
    proxy.mend();

    expect(await it.ended).toBe('ECONNRESET');
    expect(it.told).toBe('');
  });

  it('stalled: nothing arrives, and nothing after', async () => {
    const it = call();
    it.socket.write('one');
    await until(() => it.told === 'ONE');
    proxy.breaks('stall');
    it.socket.write('two');
    const other = call();
    other.socket.write('three');
    await new Promise(resolve => other.socket.once('connect', resolve));
    await until(() => proxy.held() === 2);
    proxy.mend();
    await Promise.all([it.ended, other.ended]);

    expect(heard).toBe('one');
  });

  it('reset: cut in the middle', async () => {
    proxy.breaks('reset');
    const it = call();
    it.socket.write('abcdef');

    expect(await it.ended).toBe('ECONNRESET');
    expect('abcdef'.startsWith(heard)).toBe(true);
    expect(heard).not.toBe('abcdef');
  });

  it('vanished: neither end is told, nothing passes any more; new connections do once it is whole', async () => {
    const it = call();
    it.socket.write('one');
    await until(() => it.told === 'ONE');
    proxy.breaks('vanish');
    it.socket.write('two');
    proxy.mend();
    const other = call();
    other.socket.write('three');
    await until(() => other.told === 'THREE');

    expect({ heard, told: it.told, is: it.socket.readyState }).toEqual({ heard: 'onethree', told: 'ONE', is: 'open' });
    other.socket.destroy();
    it.socket.destroy();
  });

  it('vanished: who gives up is heard of at the other end', async () => {
    const it = call();
    it.socket.write('one');
    await until(() => it.told === 'ONE');
    const [far] = [...ends];
    proxy.breaks('vanish');
    it.socket.destroy();
    proxy.mend();

    await until(() => far?.closed === true);
  });

  it('trickling: byte by byte, until it is mended', async () => {
    proxy.breaks('trickle');
    const it = call();
    it.socket.write('abcdef');
    await until(() => heard === 'a');
    proxy.mend();
    await until(() => it.told === 'ABCDEF');

    it.socket.destroy();
  });
});
