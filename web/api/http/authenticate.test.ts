import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Request } from 'express';
import { SignJWT, generateKeyPair } from 'jose';
import type { Db } from '../../../platform/database.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeIdentify } from './authenticate.ts';

const config = { KEYCLOAK_URL: 'http://keycloak.test', KEYCLOAK_REALM: 'pietura', KEYCLOAK_AUDIENCE: 'pietura-api' };
const MINUTE_MS = 60_000;

describe('a bearer token', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
  afterEach(() => void jest.useRealTimers());

  async function someone(ended: string[] = []) {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const asked = jest.fn(async () => publicKey);
    const db = { userAccount: { upsert: async () => ({}) } } as unknown as Db;
    const identify = makeIdentify({
      config,
      db,
      log: makeLogger('silent'),
      now: () => new Date(),
      keys: asked as never,
      ended: { has: sid => ended.includes(sid) },
    });
    const token = await new SignJWT({ typ: 'Bearer', name: 'Anna', sid: 'of-anna' })
      .setProtectedHeader({ alg: 'RS256' })
      .setSubject('anna')
      .setIssuer('http://keycloak.test/realms/pietura')
      .setAudience('pietura-api')
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(privateKey);
    const ask = (bearer = token) => identify({ get: () => `Bearer ${bearer}` } as unknown as Request);
    return { asked, ask, token };
  }

  it('is checked once while it holds', async () => {
    const { ask, asked } = await someone();

    const [first, second] = [await ask(), await ask()];

    expect([first?.id, second?.id]).toEqual(['anna', 'anna']);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is refused once it has expired, however well known', async () => {
    const { ask } = await someone();
    await ask();

    jest.setSystemTime(Date.now() + 3 * MINUTE_MS);

    await expect(ask()).rejects.toThrow('not valid here, or has expired');
  });

  it('is refused once its session has ended, however well known', async () => {
    const ended = ['of-janis'];
    const { ask } = await someone(ended);
    await ask();

    ended.push('of-anna');

    await expect(ask()).rejects.toThrow('You have signed out');
    await expect((await someone(['of-anna'])).ask()).rejects.toThrow('You have signed out');
  });

  it('is refused where one letter of its signature is another, also beside the one that is known', async () => {
    const { ask, token } = await someone();
    await ask();
    const [head, claims, signature = ''] = token.split('.');

    const forged = `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;

    await expect(ask(forged)).rejects.toThrow('not valid here');
  });
});
