import { describe, expect, it } from '@jest/globals';
import { begin, faultsOf, fromDraft, minutesOf, stepBack, submissionOf, topicOf, type Registration } from './registration.ts';

const client = {
  id: '01938c5e-0000-7000-8000-000000000001',
  name: 'Anna Bērziņa',
  personalCodeMasked: '120380-•••••',
  email: null,
  phone: null,
  alive: true,
  openCases: 0,
};
const contact = {
  id: '01938c5e-0000-7000-8000-000000000002',
  identification: 'authenticated' as const,
  phone: null,
  verification: { asked: [], needed: 3, attemptsLeft: 3 },
};
const at = (more: Partial<Registration> = {}): Registration => ({
  ...begin('key-1'),
  contact,
  client,
  choice: { serviceId: 'a-service' },
  answers: { iban: 'LV…' },
  step: 'sign',
  ...more,
});
const now = new Date('2026-11-21T10:00:30Z');

describe('begin', () => {
  it('asks who is here', () => {
    expect(begin('k')).toMatchObject({ step: 'who', client: null, contact: null, channel: 'counter' });
  });

  it('keeps the conversation for the next question, under a new key', () => {
    expect(begin('key-2', at({ channel: 'phone', signed: { uploadId: 'u', fileName: 'a.pdf' }, mandate: true }))).toMatchObject({
      step: 'what',
      client,
      contact,
      channel: 'phone',
      key: 'key-2',
      signed: null,
      mandate: false,
    });
  });
});

describe('fromDraft', () => {
  it('goes on where it was left, with the same key', () => {
    const left = at();

    expect(fromDraft(left)).toEqual(left);
  });

  it.each([
    [null],
    [{}],
    [{ step: 'nowhere', key: 'k' }],
    [{ step: 'form', key: 'k', contact: null }],
    [{ ...at(), step: 'done' }],
    [{ ...at(), choice: 'question' }],
  ])('starts anew from %j', found => {
    expect(fromDraft(found)).toBeNull();
  });
});

describe('stepBack', () => {
  it('goes one step back, but not out of the conversation', () => {
    expect([stepBack(at()).step, stepBack(at({ step: 'what' })).step, stepBack(at({ step: 'done' })).step]).toEqual(['form', 'what', 'done']);
  });
});

describe('faultsOf', () => {
  it.each<[string, Partial<Registration>, string[]]>([
    ['the signed sheet and the mandate', {}, ['signed', 'mandate']],
    ['nothing more', { signed: { uploadId: 'u', fileName: 'a.pdf' }, mandate: true }, []],
    ['no sheet by phone, but the mandate', { channel: 'phone' }, ['mandate']],
    ['a question in words', { choice: { kind: 'complaint' }, question: ' a ' }, ['question']],
    ['an agency for a work order', { choice: { kind: 'work-order' }, question: 'Salabot' }, ['holder']],
    ['a number to call', { choice: 'call-back', question: 'Kad maksās?' }, ['phone']],
    ['nothing but the question of a consultation', { choice: 'answered', question: 'Kad strādājat?' }, []],
  ])('wants %s', (_what, more, faults) => {
    expect(faultsOf(at(more))).toEqual(faults);
  });
});

describe('submissionOf', () => {
  it('submits a service for the client, with the sheet', () => {
    expect(submissionOf(at({ signed: { uploadId: 'u', fileName: 'a.pdf' } }))).toEqual({
      kind: 'service-request',
      serviceId: 'a-service',
      data: { iban: 'LV…' },
      resultWay: 'e-account',
      onBehalf: { clientId: client.id, channel: 'counter', signedUploadId: 'u' },
    });
  });

  it('submits what was said in the client’s words, with the service it is about', () => {
    expect(submissionOf(at({ choice: { kind: 'complaint' }, serviceId: 'a-service', question: ' Gara rinda ', channel: 'phone' }))).toMatchObject({
      kind: 'complaint',
      serviceId: 'a-service',
      data: {},
      subject: 'Gara rinda',
      onBehalf: { clientId: client.id, channel: 'phone' },
    });
  });

  it('registers for nobody known, and inside without a client', () => {
    expect(submissionOf(at({ choice: { kind: 'suggestion' }, client: null, question: 'Vajag soliņu' })).onBehalf).toMatchObject({
      clientId: null,
      channel: 'counter',
    });
    expect(submissionOf(at({ choice: { kind: 'work-order' }, holder: 'vsaa', question: 'Salabot' }))).toMatchObject({
      holder: 'vsaa',
      onBehalf: { clientId: null, channel: 'inside' },
    });
  });
});

describe('topicOf', () => {
  it('says what came of the question', () => {
    const given = { caseId: null, title: 'Pabalsts', now };
    const early = { startedAt: '2026-11-21T09:58:00Z' };
    expect(topicOf(at({ ...early, choice: 'answered', question: 'Kad?', answer: ' Rīt ' }), given)).toEqual({
      serviceId: null,
      question: 'Kad?',
      minutes: 3,
      result: 'answered',
      answer: 'Rīt',
    });
    expect(topicOf(at(early), { ...given, caseId: 'c' })).toEqual({
      serviceId: 'a-service',
      question: 'Pabalsts',
      minutes: 3,
      result: 'application',
      caseId: 'c',
    });
    expect(topicOf(at({ ...early, choice: 'call-back', question: 'Kad?', phone: '20000000' }), given)).toMatchObject({
      result: 'call-back',
      callBack: { phone: '20000000', name: null },
    });
  });

  it('counts at least a minute, and no lunch break of a day', () => {
    expect(minutesOf({ startedAt: now.toISOString() }, now)).toBe(1);
    expect(minutesOf({ startedAt: '2026-11-20T09:00:00Z' }, now)).toBe(600);
  });
});
