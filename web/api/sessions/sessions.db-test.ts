import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useApi } from '../../../tests/support/api.ts';
import type { Claims, TokenOptions } from '../../../tests/support/app.ts';
import { makeEndedSessions } from './ended.ts';

const api = useApi();
const ENDED = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const DAY_MS = 24 * 3_600_000;

let count = 0;
const logoutToken = (sid: string, claims: Claims = {}, options: TokenOptions = {}) =>
  api.token('anna', { typ: 'Logout', sid, jti: `j${++count}`, events: ENDED, ...claims }, { audience: 'pietura-web', ...options });
const say = (token: string) => api.anybody().post('/backchannel-logout').type('form').send({ logout_token: token });
const lookAs = async (sid: string) => {
  const bearer = await api.token('anna', { sid });
  return () => api.anybody().get('/api/me').set('authorization', `Bearer ${bearer}`);
};

describe('a session that Keycloak says has ended', () => {
  it('is over at once: tokens of it are refused, those of others are not', async () => {
    const [here, there] = [await lookAs('here'), await lookAs('there')];
    await here().expect(200);
    await there().expect(200);

    const { headers } = await say(await logoutToken('here')).expect(200);

    expect(headers['cache-control']).toBe('no-store');
    await here().expect(401);
    await (await lookAs('here'))().expect(401);
    await there().expect(200);
  });

  it('ends the stream of events that it holds open, and no other', async () => {
    const server = createServer(api.app);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/events`;
    const listen = async (sid: string) => {
      const response = await fetch(address, { headers: { authorization: `Bearer ${await api.token('anna', { sid })}` } });
      return response.body!.getReader();
    };
    const [mine, other] = [await listen('open'), await listen('open-too')];
    const ready = (it: Awaited<ReturnType<typeof mine.read>>) => Buffer.from(it.value ?? []).toString();
    expect(ready(await mine.read())).toContain('event: ready');
    expect(ready(await other.read())).toContain('event: ready');

    await say(await logoutToken('open')).expect(200);

    expect((await mine.read()).done).toBe(true);
    api.deps.useCases.events.hearPerson('anna');
    expect(ready(await other.read())).toContain('event: me');
    await other.cancel();
    await new Promise(resolve => server.close(resolve));
  });

  it('twice is as once', async () => {
    const token = await logoutToken('twice');
    await Promise.all([say(token).expect(200), say(token).expect(200)]);

    expect(await api.database.db.endedSession.count({ where: { sid: 'twice' } })).toBe(1);
  });

  it.each<[string, Claims, TokenOptions]>([
    ['of another realm', {}, { issuer: 'http://keycloak.test/realms/other' }],
    ['for another client', {}, { audience: 'pietura-api' }],
    ['signed by an unknown key', {}, { keyId: 'unknown' }],
    ['without the event', { events: {} }, {}],
    ['that is an ID token, with a nonce', { nonce: 'n' }, {}],
    ['that names no session', { sid: undefined }, {}],
    ['without an id of its own', { jti: undefined }, {}],
    ['that has expired', {}, { expiresIn: '-2m' }],
  ])('is not believed from a token %s', async (_what, claims, options) => {
    const still = await lookAs('still');
    const { body } = await say(await logoutToken('still', claims, options)).expect(400);

    expect(body.slug).toBe('invalid-request');
    await still().expect(200);
  });

  it('is not believed from an access token, nor from nothing', async () => {
    await say(await api.token('anna', { sid: 'still' })).expect(400);
    await say('x').expect(400);
    await api.anybody().post('/backchannel-logout').expect(400);
    await api.anybody().post('/backchannel-logout').type('form').send('logout_token=a&logout_token=b').expect(400);
  });

  describe('beside another instance of the API', () => {
    const deps = () => ({ db: api.database.db, sql: api.database.sql, now: () => new Date() });
    let other: ReturnType<typeof makeEndedSessions>;
    beforeAll(async () => {
      await say(await logoutToken('before')).expect(200);
      await api.database.db.endedSession.create({ data: { sid: 'long-ago', endedAt: new Date(Date.now() - 2 * DAY_MS) } });
      other = makeEndedSessions(deps());
      await other.start();
    });
    afterAll(() => other.stop());

    it('is known there too: from before it started, and as it ends', async () => {
      expect(other.has('before')).toBe(true);
      expect(other.has('long-ago')).toBe(false);
      expect(other.has('later')).toBe(false);

      // listens after the other one: what is heard here has been heard there
      const heard = Promise.withResolvers<void>();
      const listening = await api.database.sql.listen('pietura_session', sid => sid === 'later' && heard.resolve());
      await say(await logoutToken('later')).expect(200);
      await heard.promise;
      await listening.unlisten();

      expect(other.has('later')).toBe(true);
      expect(await api.database.db.endedSession.findUnique({ where: { sid: 'long-ago' } })).toBeNull();
    });
  });
});
