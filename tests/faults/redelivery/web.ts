import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gate } from './gate.ts';

/** Somebody else's HTTP service, behind a way on which each call is two points: before it arrives, and when it has been answered and nobody has heard. */
export async function openWeb(gate: Gate, name: (req: IncomingMessage) => string, serve: (req: IncomingMessage, res: ServerResponse) => void) {
  const server = createServer((req, res) => {
    const what = name(req);
    if (!gate.point(`before ${what}`)) return void res.destroy();
    // what is answered gets out only if the program still lives
    const { end } = res;
    res.end = ((...said: Parameters<typeof end>) => (gate.point(`after ${what}`) ? end.apply(res, said) : res.destroy())) as typeof end;
    serve(req, res);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
