import { Agent, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Sent } from './dress.ts';

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer; ms: number };

/** No answer within this is a hang. */
export const HANG_MS = 20_000;

/** Sends to a port of this machine. A connection that breaks without an answer, or hangs, is `null` with the word why. */
export function makeSend(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const send = ({ method, path, headers, body }: Sent): Promise<Answer | { broken: string }> =>
    new Promise(resolve => {
      const began = performance.now();
      const asked = request({ host: '127.0.0.1', port, agent, method, path: wire(path), headers: { ...onWire(headers), 'content-length': body.length } });
      const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${HANG_MS} ms`)), HANG_MS);
      const done = (answer: Answer | { broken: string }) => {
        clearTimeout(timer);
        resolve(answer);
      };
      asked.on('error', error => done({ broken: error.message }));
      asked.on('response', response => {
        const { statusCode: status = 0, headers: answered } = response;
        const chunks: Buffer[] = [];
        const end = () => done({ status, headers: answered, body: plain(Buffer.concat(chunks), answered['content-encoding']), ms: performance.now() - began });
        // a stream of events has no end: that it began is its answer
        if (String(answered['content-type']).startsWith('text/event-stream')) {
          end();
          return void asked.destroy();
        }
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', end);
        response.on('aborted', () => done({ broken: 'the answer was broken off' }));
      });
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
}

const plain = (body: Buffer, encoding: string | undefined): Buffer =>
  encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body;

/** What Node's client would refuse to put on the wire is written as bytes it takes. */
const wire = (path: string) => path.replace(/[^\x21-\xff]/g, '');
const onWire = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')]));
