import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { PART_NAMES, type Layout } from './layout.ts';
import type { Secrets } from './secrets.ts';
import type { Supervisor } from './supervisor.ts';

const READY_WITHIN_MS = 300_000;

/**
 * Lets tests kill, stop and start parts of the test stack from their own processes (tests/support/stack.ts).
 * Only the test profile has it; on loopback, with a secret of its own.
 */
export function startControl({ ports }: Layout, secrets: Secrets, supervisor: Supervisor): Promise<{ close(): Promise<void> }> {
  const acts: Record<string, (name: (typeof PART_NAMES)[number]) => Promise<void>> = {
    kill: supervisor.kill,
    stop: supervisor.stop,
    start: supervisor.resume,
    'until-ready': name => supervisor.untilReady(name, READY_WITHIN_MS),
  };

  const answer = async (req: IncomingMessage): Promise<unknown> => {
    const [, act, part] = (req.url ?? '').split('/');
    if (act === 'parts') return supervisor.parts();
    const name = PART_NAMES.find(each => each === part);
    const does = acts[act ?? ''];
    if (!name || !does) throw new Error(`No such act: ${req.url}`);
    await does(name);
    return supervisor.parts();
  };

  const handle = (req: IncomingMessage, res: ServerResponse) => {
    const send = (status: number, body: unknown) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (req.headers.authorization !== `Bearer ${secrets.control}`) return send(401, { error: 'no' });
    answer(req).then(
      body => send(200, body),
      (error: unknown) => send(500, { error: String(error) }),
    );
  };

  const server = createServer(handle);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(ports.control, '127.0.0.1', () => {
      const close = () =>
        new Promise<void>(closed => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ close });
    });
  });
}
