import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exim, holiday, oldExim, postfix } from '../../tests/support/returned-mails.ts';
import { readReport } from './delivery-report.ts';

const TO = 'atpakal+abc@pietura.example';
const PERSON = 'anna@example.lv';
const read = (mail: string) => readReport(Buffer.from(mail));
const from = (what: typeof postfix, more: object = {}) => what({ to: TO, person: PERSON, ...more });

describe('a mail that came back', () => {
  it.each([
    ['Postfix: nobody there', from(postfix), 'address-unknown', '550 5.1.1'],
    ['Postfix: no such host', from(postfix, { status: '5.4.4', diagnostic: 'X-Postfix; Host or domain name not found' }), 'unreachable', '5.4.4'],
    [
      'Postfix: tried for days',
      from(postfix, { status: '4.4.1', diagnostic: 'X-Postfix; connect to mail.example.lv[203.0.113.7]:25: timed out' }),
      'unreachable',
      '4.4.1',
    ],
    ['Postfix: policy', from(postfix, { status: '5.7.1', diagnostic: 'smtp; 554 5.7.1 Message rejected as spam' }), 'refused', '554 5.7.1'],
    ['Exim: full mailbox', from(exim), 'mailbox-full', '552 5.2.2'],
    ['Exim: no such user, without a code of its own', from(exim, { status: '5.0.0', diagnostic: 'smtp; 550 No such user here' }), 'refused', '550 5.0.0'],
    ['Exim of old: gave up', from(oldExim), 'unreachable', ''],
    [
      'Exim of old: no such user',
      from(oldExim, { diagnostic: 'SMTP error from remote mail server after RCPT TO:<anna@example.lv>: 550 5.1.1 unknown' }),
      'address-unknown',
      '550 5.1.1',
    ],
  ])('%s', async (_what, mail, reason, detail) => {
    const { failure, sentTo } = await read(mail);
    expect(failure).toEqual({ reason, detail });
    expect(sentTo).toContain(TO);
  });

  it.each([
    ['is only late', from(postfix, { action: 'delayed', status: '4.4.1' })],
    ['has arrived', from(postfix, { action: 'delivered', status: '2.0.0', diagnostic: 'smtp; 250 2.0.0 Ok' })],
    ['is a holiday reply', from(holiday)],
  ])('says nothing where it %s', async (_what, mail) => {
    expect((await read(mail)).failure).toBeUndefined();
  });

  it('has no words of the server in what is kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async words => {
        const { failure } = await read(from(postfix, { diagnostic: `smtp; 550 5.1.1 ${words.replace(/[\r\n]/g, ' ')}` }));
        expect(failure?.detail).toBe('550 5.1.1');
      }),
    );
  });
});

describe('whatever else is sent', () => {
  it('is read without harm, or is no mail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async bytes => {
        const report = await readReport(Buffer.from(bytes)).catch(() => undefined);
        expect(report?.failure).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('broken off anywhere, is read without harm', async () => {
    const whole = Buffer.from(from(postfix));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async length => {
        const report = await readReport(whole.subarray(0, length)).catch(() => undefined);
        if (report?.failure) expect(report.failure.reason).toMatch(/^(address-unknown|refused)$/);
      }),
      { numRuns: 100 },
    );
  });

  it('nested a thousand times, ends soon', async () => {
    const nested = Array.from({ length: 1000 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('');
    const began = performance.now();
    await readReport(Buffer.from(nested)).catch(() => undefined);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
