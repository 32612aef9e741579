import { expect, it } from '@jest/globals';
import request from 'supertest';
import { makeSmtp } from '../../platform/mail/smtp.ts';
import { AGENCY_TOKENS } from '../../tests/support/agencies.ts';
import { createSandbox } from './app.ts';
import { openMailbox } from './mailbox.ts';
import type { Payments } from './payments.ts';
import { makeSwitches } from './switches.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const LETTER = {
  id: '019c0000-0000-7000-8000-000000000001',
  to: 'anna@pietura.example',
  fromName: 'KAC',
  subject: 'Pieteikums 0008 1234 reģistrēts',
  text: 'Esam <saņēmuši>',
  html: '<p>Esam</p>',
  language: 'lv',
  thread: null,
  notices: ['N1', 'N2'],
  madeAt: new Date('2026-11-21T10:00:00Z'),
};

it('keeps every mail for people to look at, and runs nothing of it', async () => {
  const mailbox = await openMailbox({ host: '127.0.0.1', port: 0, now: () => NOW });
  const app = createSandbox({ tokens: AGENCY_TOKENS, payments: {} as Payments, switches: makeSwitches(), now: () => NOW, heard: () => {}, mailbox });
  const smtp = makeSmtp({ SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, MAIL_FROM: 'kac@pietura.example' })!;
  await smtp.send(LETTER);
  smtp.close();
  await mailbox.close();

  const { body } = await request(app).get('/mail.json').expect(200);
  expect(body).toMatchObject([
    { messageId: `<${LETTER.id}@pietura.example>`, to: LETTER.to, subject: LETTER.subject, notices: ['N1', 'N2'], language: 'lv', at: NOW.toISOString() },
  ]);
  const { text } = await request(app).get('/mail').expect(200);
  expect(text).toContain('Esam &lt;saņēmuši>');
  expect(text).toContain(LETTER.subject);
});

it('says so when there is nothing, or no mailbox', async () => {
  const app = createSandbox({ tokens: AGENCY_TOKENS, payments: {} as Payments, switches: makeSwitches(), now: () => NOW, heard: () => {} });
  expect((await request(app).get('/mail').expect(200)).text).toContain('Vēl nav neviena');
});
