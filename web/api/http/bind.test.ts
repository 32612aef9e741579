import { describe, expect, it, jest } from '@jest/globals';
import express, { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import type { Db } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { assertAllBound, bind, type Binder, type UseCase } from './bind.ts';
import { problemHandler } from './problem-handler.ts';
import { anyRole, everyone, signedIn, type Gate, type User } from './user.ts';

const thing = endpoint({
  method: 'put',
  path: '/api/things/:thingId',
  summary: 'Change a thing',
  tag: 'things',
  access: 'signed-in',
  params: z.object({ thingId: z.coerce.number().int() }),
  query: z.object({ limit: z.coerce.number().int().default(50) }),
  body: z.object({ name: z.string().min(1), parts: z.array(z.object({ size: z.number() })).default([]) }),
  reply: z.object({ name: z.string() }),
  problems: [],
});
const open = endpoint({ method: 'get', path: '/api/open', summary: 'For all', tag: 'things', access: 'public', problems: [] });

const anna: User = { id: 'anna', name: 'Anna', roles: ['resident'], agencyId: null, clientId: 'c' };

function makeBinder(user: User | null = anna) {
  const log = { warn: jest.fn(), error: jest.fn(), info: jest.fn(), debug: jest.fn() };
  const binder: Binder = { identify: async () => user, limit: async () => {}, db: {} as Db, log: log as unknown as Logger, bound: [] };
  return { binder, log };
}

function appWith(useCase: UseCase<typeof thing>, { gate = signedIn, user = anna }: { gate?: Gate; user?: User | null } = {}) {
  const { binder, log } = makeBinder(user);
  const router = Router();
  bind(router, binder, thing, gate, useCase);
  const app = express().use(express.json(), router, problemHandler(binder.log));
  return { app, log, bound: binder.bound };
}

describe('bind', () => {
  it('gives the use case what the contract made of path, query and body', async () => {
    const useCase = jest.fn<UseCase<typeof thing>>().mockResolvedValue({ name: 'new' });
    const { body } = await request(appWith(useCase).app).put('/api/things/7?limit=3').send({ name: 'new' }).expect(200);

    expect(useCase.mock.calls[0]?.[0]).toEqual({ thingId: 7, limit: 3, name: 'new', parts: [] });
    expect(useCase.mock.calls[0]?.[1].user).toEqual(anna);
    expect(body).toEqual({ name: 'new' });
  });

  it('says each fault by its path', async () => {
    const { app } = appWith(async () => ({ name: '' }));
    const { body } = await request(app)
      .put('/api/things/seven')
      .send({ name: '', parts: [{ size: 1 }, { size: 'x' }] })
      .expect(400);

    expect(body.faults.map((it: { path: string }) => it.path)).toEqual(['thingId', 'name', 'parts.1.size']);
  });

  it('lets out only what the contract says', async () => {
    const { app } = appWith(async () => ({ name: 'new', secret: 'x' }) as { name: string });
    const { body } = await request(app).put('/api/things/7').send({ name: 'new' }).expect(200);

    expect(body).toEqual({ name: 'new' });
  });

  it('takes an answer that breaks the contract for our own fault, and logs no values of it', async () => {
    const { app, log } = appWith(async () => ({ name: { given: 'Anna' } }) as unknown as { name: string });
    const { body } = await request(app).put('/api/things/7').send({ name: 'new' }).expect(500);

    expect(body).not.toHaveProperty('slug');
    expect(JSON.stringify(log.error.mock.calls)).toContain('breaks its contract (name: invalid_type)');
    expect(JSON.stringify(log.error.mock.calls)).not.toContain('Anna');
  });

  it.each([
    ['nobody', null, 401],
    ['somebody without the role', anna, 403],
    ['somebody with the role', { ...anna, roles: ['auditor' as const] }, 200],
  ])('lets in by the gate: %s', async (_who, user, status) => {
    const useCase = jest.fn<UseCase<typeof thing>>().mockResolvedValue({ name: 'new' });
    const { app } = appWith(useCase, { gate: anyRole('auditor'), user });
    await request(app).put('/api/things/7').send({ name: 'new' }).expect(status);

    expect(useCase).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });

  it('asks the gate before it reads what was sent', async () => {
    const { app } = appWith(async () => ({ name: '' }), { gate: anyRole('auditor') });

    await request(app).put('/api/things/seven').send({}).expect(403);
  });
});

describe('a program does not start', () => {
  it('with a route that has no gate', () => {
    const { binder } = makeBinder();

    expect(() => bind(Router(), binder, open, undefined as unknown as Gate, async () => undefined as never)).toThrow('get /api/open has no policy');
  });

  it('with a gate that lets anybody in where one must be signed in', () => {
    const { binder } = makeBinder();

    expect(() => bind(Router(), binder, thing, everyone, async () => ({ name: '' }))).toThrow('its gate lets anybody in');
  });

  it('with an endpoint that is not bound, or bound twice', () => {
    const { bound } = appWith(async () => ({ name: '' }));

    expect(() => assertAllBound([thing], bound)).not.toThrow();
    expect(() => assertAllBound([thing, open], bound)).toThrow('get /api/open is bound 0 times');
    expect(() => assertAllBound([thing], [...bound, ...bound])).toThrow('put /api/things/:thingId is bound 2 times');
  });

  it('can not even be written: a gate is not optional', () => {
    const { binder } = makeBinder();

    // @ts-expect-error the gate is missing
    expect(() => bind(Router(), binder, open, async () => undefined as never)).toThrow();
  });
});
