import { describe, expect, it, jest } from '@jest/globals';
import { submitCase } from '../../contract/cases.ts';
import { addressOf, call } from './call.ts';

it.each([
  ['/api/cases/:caseId', { caseId: 'a b' }, '/api/cases/a%20b'],
  ['/api/tasks', { queue: 'mine', cursor: undefined, limit: 50 }, '/api/tasks?queue=mine&limit=50'],
  ['/api/cases/:caseId/documents/:documentId', { caseId: '1', documentId: '2' }, '/api/cases/1/documents/2'],
  ['/api/services', {}, '/api/services'],
])('%s with %j is %s', (path, params, address) => {
  expect(addressOf(path, params)).toBe(address);
});

describe('a busy service', () => {
  const busy = () => new Response(JSON.stringify({ slug: 'busy' }), { status: 503, headers: { 'retry-after': '0' } });
  const answers = (...all: Response[]) => jest.spyOn(globalThis, 'fetch').mockImplementation(async () => all.shift()!);
  const body = { kind: 'information-request', serviceId: null, subject: 'Kā pieteikties?', data: {} } as const;

  it('is asked again with the same key, until it has room', async () => {
    const asked = answers(busy(), busy(), new Response('{"id":"1"}', { status: 201 }));

    expect(await call(submitCase, {}, body, { idempotencyKey: 'key-of-this-one' })).toEqual({ id: '1' });
    expect(asked.mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'))).toEqual(Array(3).fill('key-of-this-one'));
  });

  it('is not asked for ever', async () => {
    const asked = answers(busy(), busy(), busy(), busy(), busy());

    await expect(call(submitCase, {}, body, { idempotencyKey: 'key-of-this-one' })).rejects.toMatchObject({ slug: 'busy', status: 503 });
    expect(asked).toHaveBeenCalledTimes(4);
  });

  it('is not asked again for what might then be done twice', async () => {
    const asked = answers(busy(), busy());

    await expect(call(submitCase, {}, body)).rejects.toMatchObject({ slug: 'busy' });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is not an agency that is away', async () => {
    const asked = answers(new Response(JSON.stringify({ slug: 'agency-unavailable' }), { status: 503 }));

    await expect(call(submitCase, {}, body, { idempotencyKey: 'key-of-this-one' })).rejects.toMatchObject({ slug: 'agency-unavailable' });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
