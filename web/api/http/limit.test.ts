import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { makeLogger } from '../../../platform/logger.ts';
import { makeLimit } from './limit.ts';
import { problemHandler } from './problem-handler.ts';
import type { User } from './user.ts';

/** An API with these limits; `x-user` says who asks. */
function appWith(reads: number, writes: number) {
  const limit = makeLimit({ RATE_READS_PER_MINUTE: reads, RATE_WRITES_PER_MINUTE: writes });
  const app = express().set('trust proxy', 'loopback');
  app.use(async (req, res) => {
    const id = req.get('x-user');
    await limit(req, res, id ? ({ id } as User) : null);
    res.status(204).end();
  });
  app.use(problemHandler(makeLogger('silent')));
  return {
    get: (user = '', address = '192.0.2.1') => request(app).get('/api/cases').set({ 'x-user': user, 'x-forwarded-for': address }),
    post: (user = '') => request(app).post('/api/cases').set({ 'x-user': user }),
  };
}

describe('the limit', () => {
  it('refuses what is too much, and says when to come back', async () => {
    const app = appWith(2, 10);
    await app.get('anna').expect(204);
    await app.get('anna').expect(204);
    const { body, headers } = await app.get('anna').expect(429);

    expect(body).toMatchObject({ slug: 'too-many-requests', status: 429 });
    expect(headers['content-type']).toContain('application/problem+json');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('counts each person alone, and acts apart from looks', async () => {
    const app = appWith(1, 1);
    await app.get('anna').expect(204);
    await app.get('janis').expect(204);
    await app.post('anna').expect(204);
    await app.post('anna').expect(429);
  });

  it('counts whoever has not signed in by the address behind the proxy', async () => {
    const app = appWith(1, 1);
    await app.get('', '192.0.2.1').expect(204);
    await app.get('', '192.0.2.2').expect(204);
    await app.get('', '192.0.2.1').expect(429);
    await app.get('anna', '192.0.2.1').expect(204);
  });

  it('is off at 0', async () => {
    const app = appWith(0, 0);
    for (let times = 0; times < 5; times++) await app.post('anna').expect(204);
  });
});
