import { describe, expect, it } from '@jest/globals';
import { begin, faultsOf, fromDraft, stepBack, submissionOf, type Registration } from './registration.ts';

const client = {
  id: '01938c5e-0000-7000-8000-000000000001',
  name: 'Anna Bērziņa',
  personalCodeMasked: '120380-•••••',
  email: null,
  phone: null,
  alive: true,
  openCases: 0,
};
const at = (more: Partial<Registration> = {}): Registration => ({
  ...begin('key-1'),
  client,
  choice: { serviceId: 'a-service' },
  answers: { iban: 'LV…' },
  step: 'sign',
  ...more,
});

describe('begin', () => {
  it('asks who is here', () => {
    expect(begin('k')).toMatchObject({ step: 'who', client: null, channel: 'counter' });
  });

  it('keeps the person for the next question, under a new key', () => {
    expect(begin('key-2', at({ channel: 'phone', signed: { uploadId: 'u', fileName: 'a.pdf' }, mandate: true }))).toMatchObject({
      step: 'what',
      client,
      channel: 'phone',
      key: 'key-2',
      signed: null,
      mandate: false,
    });
  });
});

describe('fromDraft', () => {
  it('goes on where it was left, with the same key', () => {
    expect(fromDraft(at())).toEqual(at());
  });

  it.each([[null], [{}], [{ step: 'nowhere', key: 'k' }], [{ step: 'form', key: 'k', client: null }], [{ ...at(), step: 'done' }]])(
    'starts anew from %j',
    found => {
      expect(fromDraft(found)).toBeNull();
    },
  );
});

describe('stepBack', () => {
  it('goes one step back, and nowhere from the first and the last', () => {
    expect([stepBack(at()).step, stepBack(at({ step: 'who' })).step, stepBack(at({ step: 'done' })).step]).toEqual(['form', 'who', 'done']);
  });
});

describe('faultsOf', () => {
  it('wants the signed sheet and the mandate', () => {
    expect(faultsOf(at())).toEqual(['signed', 'mandate']);
    expect(faultsOf(at({ signed: { uploadId: 'u', fileName: 'a.pdf' }, mandate: true }))).toEqual([]);
  });

  it('wants no sheet by phone, but the mandate', () => {
    expect(faultsOf(at({ channel: 'phone' }))).toEqual(['mandate']);
  });

  it('wants a question in words', () => {
    expect([faultsOf(at({ choice: 'question', question: ' a ' })), faultsOf(at({ choice: 'question', question: 'Kad maksās?' }))]).toEqual([['question'], []]);
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

  it('submits a question in the client’s words', () => {
    expect(submissionOf(at({ choice: 'question', question: ' Kad maksās? ', channel: 'phone' }))).toEqual({
      kind: 'information-request',
      serviceId: null,
      data: {},
      subject: 'Kad maksās?',
      resultWay: 'e-account',
      onBehalf: { clientId: client.id, channel: 'phone', signedUploadId: null },
    });
  });
});
