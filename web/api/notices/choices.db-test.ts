import { beforeEach, describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useMailServer } from '../../../tests/support/mail-server.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeSmtp } from '../../../platform/mail/smtp.ts';
import { makeSender } from './sender.ts';

const office = useOffice();
const { at } = useDesks(office);
const server = useMailServer();
const AT = '2026-11-23T21:00:00Z';
const after = (ms: number) => office.moveTo(new Date(office.now().getTime() + ms).toISOString());

beforeEach(async () => {
  office.moveTo(AT);
  await office.db.notificationChoice.deleteMany();
  await office.db.delivery.deleteMany();
});

/** The code as it arrives by mail, at once, in the middle of the night. */
async function codeFor(email: string): Promise<string> {
  await at('anna').put('/api/my/email', { email }).expect(200);
  const config = { PUBLIC_URL: 'http://x', MAIL_HOURS: '08:00-20:00', MAIL_HOLD_SECONDS: 60 };
  const email_ = makeSmtp({ SMTP_URL: server.url, MAIL_FROM: 'kac@pietura.example' });
  const sender = makeSender({ db: office.db, now: office.now, log: makeLogger('silent'), channels: { email: email_, sms: null }, config });
  await sender.look();
  await sender.stop();
  const mail = server.mails.at(-1);
  expect(mail?.to).toMatchObject({ value: [{ address: email }] });
  expect(mail?.subject).not.toMatch(/\d/);
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
}
const confirm = (code: string) => at('anna').put('/api/my/email/confirmation', { code });
const other = (code: string) => (code === '000000' ? '000001' : '000000');
const emailOf = async () => (await at('anna').get('/api/my/notifications').expect(200)).body;

describe('how a client is told', () => {
  it('is by e-mail unless chosen otherwise; a choice is kept and written down', async () => {
    expect(await emailOf()).toMatchObject({ emailOn: true, smsOn: false, anyHour: false, language: 'lv', channels: { email: false, sms: false } });
    const choice = { emailOn: false, smsOn: true, anyHour: true, language: 'en' };
    expect((await at('anna').put('/api/my/notifications', choice).expect(200)).body).toMatchObject(choice);
    expect(await office.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } })).toMatchObject({
      did: 'notifications.change',
      actor: 'anna',
      data: choice,
    });
    await at('anna')
      .put('/api/my/notifications', { ...choice, language: 'lv' })
      .expect(200);
  });

  it.each(['vita', 'edgars'])('%s is nobody’s client and has no such choice', async username => {
    await at(username).get('/api/my/notifications').expect(403);
    await at(username).put('/api/my/email', { email: 'x@y.lv' }).expect(403);
  });
});

describe('another address', () => {
  it('holds once its code has come back, and not before', async () => {
    const code = await codeFor('jauna@pietura.example');
    expect(await emailOf()).toMatchObject({ pendingEmail: 'jauna@pietura.example', email: expect.not.stringContaining('jauna') });
    const wrong = (await confirm(other(code)).expect(422)).body;
    expect(wrong.faults).toEqual([{ path: 'code', code: 'wrong' }]);
    expect((await confirm(code).expect(200)).body).toMatchObject({ email: 'jauna@pietura.example', pendingEmail: null });
    await confirm(code).expect(409);
    expect(await office.db.delivery.findMany({ select: { state: true, body: true } })).toEqual([{ state: 'sent', body: '' }]);
  });

  it('cannot be guessed: five tries, half an hour', async () => {
    const code = await codeFor('mina@pietura.example');
    for (let tries = 0; tries < 5; tries++) await confirm(other(code)).expect(422);
    await confirm(code).expect(409);
    after(61_000);
    const second = await codeFor('mina@pietura.example');
    after(30 * 60_000 + 1);
    await confirm(second).expect(409);
  });

  it('gets one code a minute, and no code that is not an address', async () => {
    await codeFor('a@pietura.example');
    await at('anna').put('/api/my/email', { email: 'b@pietura.example' }).expect(429);
    after(60_000);
    await at('anna').put('/api/my/email', { email: 'b@pietura.example' }).expect(200);
    await at('anna').put('/api/my/email', { email: 'not an address' }).expect(400);
  });
});
