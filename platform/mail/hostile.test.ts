import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readReport } from './delivery-report.ts';
import { readReturnAddress } from './return-address.ts';

const line = fc.oneof(
  fc.constantFrom(
    'From: x',
    'Content-Type: multipart/report; boundary="b"',
    'Content-Type: multipart/mixed; boundary=',
    '--b',
    '--b--',
    '',
    'Content-Type: message/delivery-status',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1',
    'Content-Transfer-Encoding: base64',
    '=ZZ',
    'Subject: =?utf-8?B?/////?=',
    'To: <<<>>>@@',
    'X-Failed-Recipients: a',
    'Content-Type: text/plain; charset=klingon',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

it('a mail of anything is read as a report, or as none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(line, { maxLength: 20 }).map(lines => Buffer.from(lines.join('\r\n'))),
        fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
      ),
      async raw => {
        const { sentTo, failure } = await readReport(raw);
        expect(typeof sentTo).toBe('string');
        if (failure) expect(['address-unknown', 'mailbox-full', 'refused', 'unreachable']).toContain(failure.reason);
      },
    ),
    { numRuns: 60 },
  );
});

it('a return address that is none of ours is none', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => expect(readReturnAddress({ MAIL_BOUNCE_TOKEN: 'a secret of the test' }, text)).toBeUndefined()));
});
