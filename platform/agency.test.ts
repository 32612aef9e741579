import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
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

const call = (url: string) =>
  callAgency({ AGENCY_URLS: { pmlp: url }, AGENCY_TOKEN: 'a token of this test only' }, { agency: 'pmlp', path: '/x', answer: z.object({ is: z.string() }) });

describe('an agency’s system', () => {
  it('is asked with our token, and answers', async () => {
    const url = await serve((req, res) => void res.setHeader('content-type', 'application/json').end(JSON.stringify({ is: req.headers.authorization })));

    expect(await call(url)).toEqual({ is: 'Bearer a token of this test only' });
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
