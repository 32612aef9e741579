import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openProxy, type Proxy } from '../tests/faults/proxy.ts';
import { FIRST_LIFE } from './engine-keys.ts';
import { makeEngine, type Engine } from './engine.ts';
import { makeLogger } from './logger.ts';

/** As much of a gateway as a worker needs: streams of jobs that stay open and bring nothing, and no jobs when asked. */
let gateway: Http2Server;
let link: Proxy;
let engine: Engine;
let opened: (stream: ServerHttp2Stream) => void;

beforeEach(async () => {
  gateway = createServer().on('stream', (stream, { ':path': path = '' }) => {
    stream.on('error', () => {});
    const ends = !path.endsWith('/StreamActivatedJobs');
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: ends });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    if (ends) stream.end();
    else opened(stream);
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  link = await openProxy({ to: (gateway.address() as AddressInfo).port });
  const config = { ZEEBE_GRPC_ADDRESS: `grpc://127.0.0.1:${link.port}`, ZEEBE_REST_ADDRESS: `http://127.0.0.1:${link.port}`, ZEEBE_VERSION: '8.5.8' } as const;
  engine = makeEngine(config, makeLogger('silent'), FIRST_LIFE, { pingAfterMs: 300, answerWithinMs: 200 });
});
afterEach(async () => {
  await engine.close();
  await link.close();
  gateway.close();
});

const nextStream = () => new Promise<ServerHttp2Stream>(resolve => (opened = resolve));

describe('the link to the engine', () => {
  it('a stream of jobs whose connection has vanished without a word is opened anew', async () => {
    // given
    const first = nextStream();
    engine.work({ type: 'made-up', maxJobs: 1, timeoutMs: 1000, run: async () => {} });
    const lost = await first;

    // when
    const second = nextStream();
    link.breaks('vanish');
    link.mend();

    // then
    expect((await second).session).not.toBe(lost.session);
  });
});
