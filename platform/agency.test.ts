import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { openProxy } from '../tests/faults/proxy.ts';
import { AgencyTrouble, callAgency } from './agency.ts';

const servers: Server[] = [];
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const call = (url: string, timeoutMs?: number) =>
  callAgency(
    { AGENCY_URLS: { pmlp: url }, AGENCY_TOKENS: { pmlp: 'a token of this test only', vsaa: 'a token of another agency' } },
    { agency: 'pmlp', path: '/x', answer: z.object({ is: z.string() }), ...(timeoutMs && { timeoutMs }) },
  );

describe('an agency’s system', () => {
  it('is asked with our token, and answers', async () => {
    const url = await serve((req, res) => void res.setHeader('content-type', 'application/json').end(JSON.stringify({ is: req.headers.authorization })));

    expect(await call(url)).toEqual({ is: 'Bearer a token of this test only' });
  });

  it('whose connection has vanished without a word is trouble in time, and is reached anew', async () => {
    // given: a connection that stays for the next call
    const url = new URL(await serve((_req, res) => void res.setHeader('content-type', 'application/json').end('{"is":"there"}')));
    const link = await openProxy({ to: Number(url.port) });
    const over = `http://127.0.0.1:${link.port}`;
    await call(over);

    // when
    link.breaks('vanish');
    const lost = call(over, 300);

    // then
    await expect(lost).rejects.toThrow('did not answer within 300 ms');
    link.mend();
    // others that were kept for later may have vanished too: as a job does, once more
    expect(await call(over, 300).catch(() => call(over, 300))).toEqual({ is: 'there' });
    await link.close();
  });

  it('that sends us elsewhere is not followed: the token goes to nobody else', async () => {
    const asked: (string | undefined)[] = [];
    const elsewhere = await serve((req, res) => {
      asked.push(req.headers.authorization);
      res.setHeader('content-type', 'application/json').end('{"is":"elsewhere"}');
    });
    const url = await serve((_req, res) => void res.writeHead(302, { location: `${elsewhere}/x` }).end());

    await expect(call(url)).rejects.toThrow(AgencyTrouble);
    expect(asked).toEqual([]);
  });
});
