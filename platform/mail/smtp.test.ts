import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { openProxy } from '../../tests/faults/proxy.ts';
import { makeSmtp, messageOf, refusalOf } from './smtp.ts';

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

it('a server whose connection has vanished without a word is given up, and reached anew', async () => {
  // given: a connection that has carried a mail and stays for the next
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, taken) => void stream.resume().on('end', taken),
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const link = await openProxy({ to: (server.server.address() as AddressInfo).port });
  const quick = { connectionTimeout: 1000, greetingTimeout: 1000, socketTimeout: 400 };
  const smtp = makeSmtp({ SMTP_URL: `smtp://127.0.0.1:${link.port}`, MAIL_FROM: 'kac@pietura.lv' }, quick)!;
  const send = (id: string) => smtp.send({ ...letter, id, madeAt: new Date(0) });
  await send('d1');

  // when
  link.breaks('vanish');
  const lost = send('d2').catch((error: { code?: string }) => error.code);

  // then
  expect(await lost).toBe('ETIMEDOUT');
  link.mend();
  await send('d2');
  smtp.close();
  await link.close();
  await new Promise<void>(resolve => server.close(resolve));
});

const letter = { id: 'd1', to: 'anna@x.lv', fromName: 'KAC', subject: 's', text: 't', html: '<p>t</p>', language: 'lv', thread: 'c1', notices: ['N1', 'N2'] };

it('a mail says that it is automatic, whose it is, and to which case it belongs; a retry is the same mail', () => {
  const mail = messageOf(letter, 'kac@pietura.lv');
  expect(mail).toMatchObject({
    messageId: '<d1@pietura.lv>',
    from: { name: 'KAC', address: 'kac@pietura.lv' },
    references: ['<case-c1@pietura.lv>'],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Pietura-Notices': 'N1 N2' },
  });
  expect(messageOf(letter, 'kac@pietura.lv')).toEqual(mail);
});
