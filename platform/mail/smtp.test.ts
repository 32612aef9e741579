import { describe, expect, it } from '@jest/globals';
import { messageOf, refusalOf } from './smtp.ts';

const error = (responseCode: number, response: string, command: string) => Object.assign(new Error(response), { responseCode, response, command });

describe('what a server’s refusal means', () => {
  it.each([
    ['no such user', 550, '550 5.1.1 <anna@x.lv> no such user', 'RCPT TO', 'address-unknown', '550 5.1.1'],
    ['no such user, by an old server', 550, '550 no such user', 'RCPT TO', 'address-unknown', '550'],
    ['full mailbox', 552, '552 5.2.2 mailbox full', 'RCPT TO', 'mailbox-full', '552 5.2.2'],
    ['policy', 550, '550 5.7.1 not allowed', 'RCPT TO', 'refused', '550 5.7.1'],
    ['content', 554, '554 5.6.0 rejected', 'DATA', 'refused', '554 5.6.0'],
  ])('%s is for good', (_what, code, response, command, reason, detail) => {
    expect(refusalOf(error(code, response, command))).toMatchObject({ reason, detail });
  });

  it.each([
    ['come again', 451, '451 4.7.1 greylisted', 'RCPT TO'],
    ['our sign-in', 535, '535 5.7.8 bad credentials', 'AUTH PLAIN'],
    ['our own address', 550, '550 5.7.1 sender not allowed', 'MAIL FROM'],
    ['no answer', 0, '', 'CONN'],
  ])('%s is not', (_what, code, response, command) => {
    expect(refusalOf(error(code, response, command))).toBeNull();
  });
});

it('a mail says that it is automatic, whose it is, and to which case it belongs; a retry is the same mail', () => {
  const letter = { id: 'd1', to: 'anna@x.lv', fromName: 'KAC', subject: 's', text: 't', html: '<p>t</p>', language: 'lv', thread: 'c1', notices: ['N1', 'N2'] };
  const mail = messageOf(letter, 'kac@pietura.lv');
  expect(mail).toMatchObject({
    messageId: '<d1@pietura.lv>',
    from: { name: 'KAC', address: 'kac@pietura.lv' },
    references: ['<case-c1@pietura.lv>'],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Pietura-Notices': 'N1 N2' },
  });
  expect(messageOf(letter, 'kac@pietura.lv')).toEqual(mail);
});
