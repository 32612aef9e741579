import { readOffsetMs } from '../../docker/local/clock-file.ts';
import type { PartName } from '../../docker/local/layout.ts';
import { leverOf, moveClock, readStackFile } from './stack-file.ts';

export type Stack = ReturnType<typeof useStack>;

/** The running test stack: its addresses, tokens for its people, and the levers to break it and to move its time. */
export function useStack() {
  const file = readStackFile();
  const { urls, clockFile, environment } = file;
  const ask = leverOf(file);

  return {
    urls,
    environment,
    parts: () => ask('parts'),
    /** kill -9; the supervisor starts the part again by itself. Resolves when it is dead. */
    kill: (name: PartName) => ask(`kill/${name}`),
    /** Waits until a killed or started part is ready again. */
    untilReady: (name: PartName) => ask(`until-ready/${name}`),
    /** Stops a part in good order; it stays down until `start`. */
    stop: (name: PartName) => ask(`stop/${name}`),
    /** Starts a stopped part and waits until it is ready. */
    start: (name: PartName) => ask(`start/${name}`),
    async restart(name: PartName): Promise<void> {
      await ask(`stop/${name}`);
      await ask(`start/${name}`);
    },
    /** Moves the engine's clock and ours forward. Time never goes back: tests of one run share it. */
    advanceClock: (ms: number) => moveClock(file, ms),
    /** Now, as the engine and our programs see it. */
    now: () => new Date(Date.now() + readOffsetMs(clockFile)),
    /** An access token of a demo person, got by password as `npm run demo` gets it. */
    async token(username: string, password = 'pietura'): Promise<string> {
      const form = new URLSearchParams({ grant_type: 'password', client_id: 'pietura-web', username, password, scope: 'openid' });
      const response = await fetch(`${urls.keycloak}/realms/pietura/protocol/openid-connect/token`, { method: 'POST', body: form });
      const body = (await response.json()) as { access_token?: string; error_description?: string };
      if (!body.access_token) throw new Error(`${username} cannot sign in: ${body.error_description}`);
      return body.access_token;
    },
  };
}
