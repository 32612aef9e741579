import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { AGENCY_TOKENS } from '../../tests/support/agencies.ts';
import { createSandbox } from './app.ts';
import { makePayments } from './payments.ts';
import type { Payments } from './payments.ts';
import { DECEASED, RESIDENTS, syntheticCode, UNKNOWN_CODE } from './people.ts';
import { makeSwitches } from './switches.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
let folder: string;
let payments: Payments;
let heard: string[];
let app: ReturnType<typeof createSandbox>;

const file = () => join(folder, 'payments.jsonl');
const tokenFor = (path: string) => `Bearer ${AGENCY_TOKENS[path.startsWith('/pmlp/') ? 'pmlp' : 'vsaa']}`;
const get = (path: string) => request(app).get(path).set('Authorization', tokenFor(path));
const pay = (key: string, order: object) =>
  request(app).post('/vsaa/payments').set('Authorization', tokenFor('/vsaa/payments')).set('Idempotency-Key', key).send(order);
const orderFor = (deceasedCode: string, reference = `case-of-${deceasedCode}`) => ({
  reference,
  deceasedCode,
  payeeCode: RESIDENTS.anna.personalCode,
  amountCents: 193_000,
});
const start = () => {
  payments = makePayments(file(), () => NOW);
  app = createSandbox({
    tokens: AGENCY_TOKENS,
    payments,
    switches: makeSwitches(() => 0.4),
    now: () => NOW,
    heard: (operation, status) => void heard.push(`${operation} ${status}`),
  });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pietura-sandbox-'));
  heard = [];
  start();
});
afterEach(() => {
  payments.close();
  rmSync(folder, { recursive: true });
});

describe('PMLP', () => {
  it('says when a person died', async () => {
    const { body } = await get(`/pmlp/persons/${DECEASED.insured.personalCode}`).expect(200);

    expect(body).toEqual({
      personalCode: DECEASED.insured.personalCode,
      givenName: 'Andris',
      familyName: 'Bērziņš',
      bornOn: '1952-02-15',
      diedOn: '2026-11-09',
    });
  });

  it('says of the living that they live', async () => {
    const { body } = await get(`/pmlp/persons/${RESIDENTS.anna.personalCode}`).expect(200);

    expect(body.diedOn).toBeNull();
  });

  it.each([
    ['a code nobody has', UNKNOWN_CODE, 404, 'not-found'],
    ['a code of the wrong shape', '1', 400, 'invalid-request'],
  ])('refuses %s', async (_what, code, status, slug) => {
    const { body, headers } = await get(`/pmlp/persons/${code}`).expect(status);

    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ status, code: slug });
  });

  it('answers nobody without the token, nobody with another, and nobody with another agency’s', async () => {
    await request(app).get(`/pmlp/persons/${RESIDENTS.anna.personalCode}`).expect(401);
    await get(`/pmlp/persons/${RESIDENTS.anna.personalCode}`).set('Authorization', 'Bearer another').expect(401);
    await get(`/pmlp/persons/${RESIDENTS.anna.personalCode}`).set('Authorization', `Bearer ${AGENCY_TOKENS.vsaa}`).expect(401);
  });
});

describe('VSAA', () => {
  it.each([
    [DECEASED.insured, { status: 'insured', baseCents: 118_000, funeralBenefitPaidOn: null }],
    [DECEASED.alreadyPaid, { status: 'pensioner', baseCents: 50_100, funeralBenefitPaidOn: '2026-10-27' }],
    [DECEASED.notEntitled, { status: 'none', baseCents: 0, funeralBenefitPaidOn: null }],
  ])('knows the insurance of $givenName', async (person, expected) => {
    const { body } = await get(`/vsaa/persons/${person.personalCode}/insurance`).expect(200);

    expect(body).toEqual(expected);
  });

  it('has never heard of some', async () => {
    await get(`/vsaa/persons/${DECEASED.notInVsaa.personalCode}/insurance`).expect(404);
  });

  it('knows the account of those who are paid', async () => {
    const { body } = await get(`/vsaa/persons/${RESIDENTS.anna.personalCode}/payment-details`).expect(200);

    expect(body).toEqual({ iban: RESIDENTS.anna.iban, holderName: 'Anna Bērziņa' });
    await get(`/vsaa/persons/${RESIDENTS.peteris.personalCode}/payment-details`).expect(404);
  });
});

describe('payments', () => {
  const deceased = syntheticCode(7);

  it('the same key brings the same payment, and one only', async () => {
    const first = await pay('job-1', orderFor(deceased)).expect(201);
    const again = await pay('job-1', orderFor(deceased)).expect(201);

    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const { body } = await get(`/vsaa/payments?reference=case-of-${deceased}`).expect(200);
    expect(body.payments).toEqual([first.body]);
  });

  it('one key is for one order', async () => {
    await pay('job-1', orderFor(deceased)).expect(201);

    await pay('job-1', orderFor(syntheticCode(8))).expect(422);
  });

  it.each([
    ['the deceased', () => orderFor(deceased, 'another-case')],
    ['the reference', () => orderFor(syntheticCode(8), `case-of-${deceased}`)],
  ])('refuses a second payment by %s', async (_by, second) => {
    await pay('job-1', orderFor(deceased)).expect(201);

    const { body } = await pay('job-2', second()).expect(409);

    expect(body.code).toBe('already-paid');
  });

  it('shows what it paid in the insurance record', async () => {
    await pay('job-1', orderFor(deceased)).expect(201);

    const { body } = await get(`/vsaa/persons/${deceased}/insurance`);

    expect(body.funeralBenefitPaidOn).toBe('2026-11-21');
  });

  it.each([
    ['paid to somebody else', DECEASED.alreadyPaid],
    ['paid where the look-up does not show it', DECEASED.paidMeanwhile],
  ])('refuses what was %s', async (_what, person) => {
    await pay('job-1', orderFor(person.personalCode)).expect(409);
  });

  it('needs a key and a whole order', async () => {
    await request(app).post('/vsaa/payments').set('Authorization', tokenFor('/vsaa/payments')).send(orderFor(deceased)).expect(400);
    await pay('job-1', { deceasedCode: deceased }).expect(400);
  });

  it('remembers after a kill, and drops a line cut in half', async () => {
    const { body } = await pay('job-1', orderFor(deceased)).expect(201);
    payments.close();
    appendFileSync(file(), '{"key":"job-2","payme');

    start();

    expect((await pay('job-1', orderFor(deceased)).expect(201)).body).toEqual(body);
    await pay('job-2', orderFor(syntheticCode(8))).expect(201);
    payments.close();
    start();
    expect(payments.find(() => true)).toHaveLength(2);
  });
});

describe('switches', () => {
  const person = `/pmlp/persons/${RESIDENTS.anna.personalCode}`;
  const flip = (switches: object) => request(app).put('/switches').send(switches);

  it('fails the next calls, then heals', async () => {
    await flip({ 'pmlp.person': { failNext: 2 } }).expect(200);

    await get(person).expect(500);
    await get(person).expect(500);
    await get(person).expect(200);
    expect(heard).toEqual(['pmlp.person 500', 'pmlp.person 500', 'pmlp.person 200']);
  });

  it('takes a whole agency down and up again, and leaves the other alone', async () => {
    await request(app).put('/switches/pmlp').send({ down: true }).expect(200);

    const { headers } = await get(person).expect(503);
    await get(`/vsaa/persons/${RESIDENTS.anna.personalCode}/insurance`).expect(200);

    expect(headers['retry-after']).toBe('1');
    await flip({});
    await get(person).expect(200);
  });

  it('fails a share of the calls', async () => {
    await flip({ pmlp: { failPercent: 41 } });
    await get(person).expect(500);

    await flip({ pmlp: { failPercent: 40 } });
    await get(person).expect(200);
  });

  it('refuses with a code of its own', async () => {
    await flip({ 'vsaa.pay': { refuse: 'account-closed' } });

    const { body } = await pay('job-1', orderFor(syntheticCode(7))).expect(409);

    expect(body.code).toBe('account-closed');
  });

  it('loses an answer whose effect is there', async () => {
    await flip({ 'vsaa.pay': { loseNext: 1 } });

    await expect(pay('job-1', orderFor(syntheticCode(7)))).rejects.toThrow();

    expect((await pay('job-1', orderFor(syntheticCode(7))).expect(201)).headers['idempotency-replayed']).toBe('true');
  });

  it('does not know what it does not know', async () => {
    await flip({ 'vid.person': { down: true } }).expect(400);
    await flip({ pmlp: { slow: true } }).expect(400);
  });
});

describe('for people', () => {
  it('describes itself', async () => {
    const { body } = await request(app).get('/openapi.json').expect(200);

    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual([
      '/pmlp/persons/{code}',
      '/vsaa/persons/{code}/insurance',
      '/vsaa/persons/{code}/payment-details',
      '/vsaa/payments',
      '/switches',
      '/switches/{name}',
    ]);
    expect(Object.keys(body.paths['/vsaa/payments'])).toEqual(['post', 'get']);
  });

  it('lists who is in the registers', async () => {
    const { text } = await request(app).get('/').expect(200);

    expect(text).toContain(DECEASED.pensioner.personalCode);
    expect(text).toContain('Velta Kalniņa');
  });

  it('is ready, and says what is not there', async () => {
    await request(app).get('/health/ready').expect(200);
    await get('/vid/persons').expect(404);
  });
});
