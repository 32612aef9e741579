import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Letter } from './channel.ts';
import { makeSms } from './sms.ts';

const LETTER: Letter = {
  id: '019c0000-0000-7000-8000-000000000001',
  to: '+37120000000',
  fromName: 'KAC',
  subject: 'Pieteikums 0008 1234 reģistrēts',
  text: 'Pieteikums 0008 1234 reģistrēts http://x/cases/1',
  html: '',
  language: 'lv',
  thread: null,
  notices: ['N1'],
  madeAt: new Date('2026-11-21T10:00:00Z'),
};
const log = { lines: [] as object[], info: (fields: object) => void log.lines.push(fields) };

it('is off unless configured', () => {
  expect(makeSms({ SMS_PROVIDER: 'off', SMS_URL: '', SMS_TOKEN: '' }, log as never)).toBeNull();
});

it('the log provider writes neither number nor words', async () => {
  await makeSms({ SMS_PROVIDER: 'log', SMS_URL: '', SMS_TOKEN: '' }, log as never)!.send(LETTER);
  expect(log.lines).toEqual([{ deliveryId: LETTER.id, length: LETTER.text.length }]);
});

describe('the HTTP provider', () => {
  let status = 202;
  const heard: { headers: Record<string, unknown>; body: unknown }[] = [];
  const gateway = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      heard.push({ headers: req.headers, body: JSON.parse(Buffer.concat(parts).toString()) });
      res.writeHead(status).end('{}');
    });
  });
  beforeAll(() => new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>(resolve => gateway.close(() => resolve())));
  const sms = () =>
    makeSms({ SMS_PROVIDER: 'http', SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`, SMS_TOKEN: 'a-token-of-tests' }, log as never)!;

  it('says who, what and which, so that a repeat is harmless', async () => {
    status = 202;
    await sms().send(LETTER);
    expect(heard.at(-1)).toMatchObject({
      headers: { authorization: 'Bearer a-token-of-tests', 'idempotency-key': LETTER.id },
      body: { id: LETTER.id, to: LETTER.to, text: LETTER.text },
    });
  });

  it.each([
    [400, true],
    [422, true],
    [401, false],
    [429, false],
    [500, false],
  ])('an answer %i is for good: %p', async (answer, forGood) => {
    status = answer;
    const refused = await sms()
      .send(LETTER)
      .then(
        () => null,
        (error: Error & { reason?: string }) => error,
      );
    expect([refused instanceof Error, refused?.reason === 'refused']).toEqual([true, forGood]);
  });
});
