import { describe, expect, it, jest } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import type { Logger } from '../../../platform/logger.ts';
import { Problem, PROBLEMS, type ProblemSlug } from '../../../platform/problem.ts';
import { problemHandler, unknownRoute } from './problem-handler.ts';

function appThatThrows(error: unknown) {
  const log = { warn: jest.fn(), error: jest.fn() };
  const app = express();
  app.get('/api/fail', (_req, res) => {
    res.locals.requestId = 'request-1';
    throw error;
  });
  app.use(unknownRoute, problemHandler(log as unknown as Logger));
  return { app, log };
}

describe('problems', () => {
  it.each(Object.entries(PROBLEMS))('%s is answered as RFC 9457 says', async (slug, [status, title]) => {
    const { app, log } = appThatThrows(new Problem(slug as ProblemSlug, 'for developers'));
    const { body, headers } = await request(app).get('/api/fail').expect(status);

    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({ type: `urn:pietura:problem:${slug}`, slug, title, status, detail: 'for developers', instance: 'request-1' });
    expect(log.error).not.toHaveBeenCalled();
  });
});

describe('everything else', () => {
  it('is logged, and answered without a word of it', async () => {
    const { app, log } = appThatThrows(new Error('the cause'));
    const { text } = await request(app).get('/api/fail').expect(500);

    expect(text).not.toContain('the cause');
    expect(JSON.parse(text)).toEqual({ type: 'about:blank', title: 'Something went wrong', status: 500, instance: 'request-1' });
    expect(log.error).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(log.error.mock.calls)).toContain('the cause');
  });

  it('is logged without the values that Prisma and PostgreSQL quote', async () => {
    const error = Object.assign(new Error('Invalid `tx.client.create()` invocation:\n{ data: { givenName: "Anna" } }\nUnique constraint failed'), {
      name: 'PrismaClientKnownRequestError',
      code: 'P2002',
      detail: 'Key (personal_code)=(120380-11118) already exists.',
    });
    const { app, log } = appThatThrows(error);
    await request(app).get('/api/fail').expect(500);

    const logged = JSON.stringify(log.error.mock.calls);
    expect(logged).toContain('Unique constraint failed');
    expect(logged).not.toMatch(/Anna|120380/);
  });

  it.each([
    ['Prisma cannot reach it', { code: 'P1001' }],
    ['no connection to spare', { code: 'P2024' }],
    ['it is stopping', { cause: { code: '57P01' } }],
    ['postgres.js lost it', { code: 'CONNECTION_CLOSED' }],
    ['nothing listens', { code: 'ECONNREFUSED' }],
  ])('tells the caller to come back when the database is away: %s', async (_what, error) => {
    const { app, log } = appThatThrows(Object.assign(new Error('away'), error));
    const { headers, body } = await request(app).get('/api/fail').expect(503);

    expect(headers['retry-after']).toBe('2');
    expect(body).toMatchObject({ slug: 'busy', detail: 'The database is away or overloaded' });
    expect(log.error).not.toHaveBeenCalled();
    expect(log.warn).toHaveBeenCalledTimes(1);
  });

  it('tells the caller to come back, and somebody to act, when the database has no disk left', async () => {
    const { app, log } = appThatThrows(Object.assign(new Error('full'), { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '53100' } } } }));
    const { headers, body } = await request(app).get('/api/fail').expect(503);

    expect(headers['retry-after']).toBe('2');
    expect(body).toMatchObject({ slug: 'busy' });
    expect(log.error).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['a row that changed under a versioned update', { code: 'P2025' }, 409],
    ['a path that is not well encoded', { status: 400 }, 400],
    ['an unknown encoding', { status: 415 }, 415],
    ['a missing file', { status: 404 }, 404],
  ])('is the caller’s fault: %s', async (_what, error, status) => {
    await request(appThatThrows(Object.assign(new Error('x'), error)).app)
      .get('/api/fail')
      .expect(status);
  });
});
