import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeLogger } from '../../../platform/logger.ts';
import { MOST_BYTES } from '../../../platform/mail/delivery-report.ts';
import { returnAddress } from '../../../platform/mail/return-address.ts';
import { makeSmtp } from '../../../platform/mail/smtp.ts';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useMailServer } from '../../../tests/support/mail-server.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { exim, holiday, postfix } from '../../../tests/support/returned-mails.ts';
import { registerApplication } from '../cases/steps/front-office.ts';
import { makeSender } from './sender.ts';

const MAIL = { MAIL_BOUNCE: 'atpakal@pietura.example', MAIL_BOUNCE_TOKEN: 'a token of the mail server' };
const PERSON = 'anna@pietura.example';
const office = useOffice({ settings: MAIL });
const { at, submit } = useDesks(office);
const server = useMailServer();

const handBack = (raw: string, { token = MAIL.MAIL_BOUNCE_TOKEN, type = 'message/rfc822', to = '' } = {}) =>
  office
    .anybody()
    .post(`/api/deliveries/returned${to && `?to=${encodeURIComponent(to)}`}`)
    .set('X-Bounce-Token', token)
    .set('Content-Type', type)
    .send(raw);

async function send(instant: string): Promise<void> {
  office.moveTo(instant);
  const sender = makeSender({
    db: office.db,
    now: office.now,
    log: makeLogger('silent'),
    channels: { email: makeSmtp({ SMTP_URL: server.url, MAIL_FROM: 'kac@pietura.example', ...MAIL }), sms: null },
    config: { PUBLIC_URL: 'https://pietura.example', MAIL_HOURS: '', MAIL_HOLD_SECONDS: 0 },
  });
  await sender.look();
  await sender.stop();
}

/** A notice that the server has taken: its case, its row, and the address a mail server would send it back to. */
async function sent() {
  await office.db.delivery.deleteMany();
  await office.db.client.updateMany({ where: { givenName: 'Anna' }, data: { email: PERSON } });
  const { id: caseId } = await submit('anna', QUESTION);
  await office.step(registerApplication, { caseId });
  await send('2026-11-23T08:01:00Z');
  const row = await office.db.delivery.findFirstOrThrow({ where: { caseId } });
  const to = returnAddress(MAIL, { carrierId: row.id, madeAt: row.createdAt });
  return { caseId, id: row.id, to };
}

const deliveryOf = async (caseId: string) => (await at('liga').get(`/api/cases/${caseId}`).expect(200)).body.messages[0].delivery[0];
const eventsOf = (caseId: string) => office.db.caseEvent.count({ where: { caseId, name: 'not-delivered' } });

beforeEach(() => office.moveTo('2026-11-23T08:00:00Z'));

describe('a notice that comes back', () => {
  it('leaves with a return address of its own, and is marked when a server sends it there, once', async () => {
    const { caseId, id, to } = await sent();
    expect(server.mails).toHaveLength(1);
    expect(server.senders).toEqual([to]);
    expect(await deliveryOf(caseId)).toMatchObject({ state: 'sent' });

    office.moveTo('2026-11-24T08:00:00Z');
    const back = postfix({ to, person: PERSON });
    expect((await handBack(back).expect(200)).body).toEqual({ taken: 'not-delivered' });
    expect((await handBack(back).expect(200)).body).toEqual({ taken: 'known' });

    expect(await deliveryOf(caseId)).toMatchObject({ state: 'failed', reason: 'address-unknown', at: '2026-11-24T08:00:00.000Z' });
    expect(await eventsOf(caseId)).toBe(1);
    const { deliveries } = (await at('edgars').get('/api/deliveries/undelivered').expect(200)).body;
    expect(deliveries[0]).toMatchObject({ id, caseId, reason: 'address-unknown', detail: '550 5.1.1' });
    expect(JSON.stringify(deliveries)).not.toContain(PERSON);
    const { entries } = (await at('liga').get(`/api/cases/${caseId}/timeline`).expect(200)).body;
    expect(entries.map((it: { name: string }) => it.name)).toContain('not-delivered');
  });

  it('may come to the address only the envelope knows, in any case of letters', async () => {
    const { caseId, to } = await sent();
    const back = exim({ to: 'postmaster@pietura.example', person: PERSON });
    expect((await handBack(back).expect(200)).body).toEqual({ taken: 'ignored' });
    expect((await handBack(back, { to: to.toUpperCase() }).expect(200)).body).toEqual({ taken: 'not-delivered' });
    expect(await deliveryOf(caseId)).toMatchObject({ state: 'failed', reason: 'mailbox-full' });
  });

  it('is sent again to the address of today; the first one coming back late says nothing about the second', async () => {
    const { caseId, id, to } = await sent();
    await handBack(postfix({ to, person: PERSON })).expect(200);
    office.moveTo('2026-11-25T08:00:00Z');
    await at('edgars').post(`/api/deliveries/${id}/retry`, {}).expect(204);
    await send('2026-11-25T08:01:00Z');
    expect(await deliveryOf(caseId)).toMatchObject({ state: 'sent' });

    expect((await handBack(exim({ to, person: PERSON })).expect(200)).body).toEqual({ taken: 'ignored' });
    expect(await deliveryOf(caseId)).toMatchObject({ state: 'sent' });
    expect(server.senders.at(-1)).not.toBe(to);
    expect((await handBack(postfix({ to: server.senders.at(-1)!, person: PERSON })).expect(200)).body).toEqual({ taken: 'not-delivered' });
    expect(await eventsOf(caseId)).toBe(2);
  });
});

describe('whoever hands mails over', () => {
  it('shows the token of the mail server', async () => {
    const { caseId, to } = await sent();
    for (const token of ['', 'guess', `${MAIL.MAIL_BOUNCE_TOKEN}x`]) await handBack(postfix({ to, person: PERSON }), { token }).expect(403);
    expect(await deliveryOf(caseId)).toMatchObject({ state: 'sent' });
  });

  it('cannot say of a mail that it came back without its signed address', async () => {
    const { caseId, to } = await sent();
    const forged = to.replace(/.@/, it => (it === 'a@' ? 'b@' : 'a@'));
    for (const raw of [postfix({ to: forged, person: PERSON }), holiday({ to, person: PERSON }), 'nothing', ''])
      expect((await handBack(raw).expect(200)).body).toEqual({ taken: 'ignored' });
    expect(await deliveryOf(caseId)).toMatchObject({ state: 'sent' });
  });

  it('sends mails, none too long', async () => {
    await handBack('{}', { type: 'application/json' }).expect(415);
    await handBack('x'.repeat(MOST_BYTES + 1)).expect(413);
    await handBack('x', { to: 'y'.repeat(400) }).expect(400);
  });
});
