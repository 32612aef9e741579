import { beforeEach, describe, expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useMailServer } from '../../../tests/support/mail-server.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { newId } from '../../../platform/id.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeSmtp } from '../../../platform/mail/smtp.ts';
import { askFeedback, handOverCase, informResult, registerApplication } from '../cases/steps/front-office.ts';
import { announceNewDate } from '../clock/new-date.ts';
import { readDeadline } from '../clock/clock.ts';
import { makeSender, type Sender } from './sender.ts';

const office = useOffice();
const { at, submit } = useDesks(office);
const server = useMailServer();

const POLICY = { PUBLIC_URL: 'https://pietura.example', MAIL_HOURS: '08:00-20:00', MAIL_HOLD_SECONDS: 60 };
/** Monday, ten in the morning in Riga. */
const MORNING = '2026-11-23T08:00:00Z';
const ANNA = 'anna@pietura.example';

const senderOf = (url: string, policy = POLICY): Sender =>
  makeSender({
    db: office.db,
    now: office.now,
    log: makeLogger('silent'),
    channels: { email: makeSmtp({ SMTP_URL: url, MAIL_FROM: 'kac@pietura.example' }), sms: null },
    config: policy,
  });

/** One look of the sender at a moment. */
async function lookAt(instant: string, sender = senderOf(server.url)): Promise<number> {
  office.moveTo(instant);
  const ended = await sender.look();
  await sender.stop();
  return ended;
}

beforeEach(async () => {
  office.moveTo(MORNING);
  await office.db.delivery.deleteMany();
  await office.db.notificationChoice.deleteMany();
  await office.db.client.updateMany({ data: { language: 'lv' } });
  await office.db.client.updateMany({ where: { givenName: 'Anna' }, data: { email: ANNA } });
});

async function registered(): Promise<{ id: string; code: string }> {
  const it = await submit('anna', QUESTION);
  await office.step(registerApplication, { caseId: it.id });
  return it;
}
/** As far as `status`, whatever lies between. */
const moved = (id: string, status: string) => office.db.case.update({ where: { id }, data: { status } });
const deliveries = (caseId: string) => office.db.delivery.findMany({ where: { caseId }, orderBy: { createdAt: 'asc' } });
const messagesOf = async (caseId: string, who = 'anna') => (await at(who).get(`/api/cases/${caseId}`).expect(200)).body.messages;

describe('a notice by e-mail', () => {
  it('arrives in the client’s language, in KAC’s name, with the way to the case and nothing personal in its subject', async () => {
    const { id, code } = await registered();
    expect(await lookAt('2026-11-23T08:01:00Z')).toBe(1);

    const [mail, ...others] = server.mails;
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(`Pieteikums ${code} reģistrēts`);
    expect(mail?.from?.value).toEqual([{ address: 'kac@pietura.example', name: 'Klientu apkalpošanas centrs' }]);
    expect(mail?.to).toMatchObject({ value: [{ address: ANNA }] });
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.messageId).toBe(`<${(await deliveries(id))[0]!.id}@pietura.example>`);
    expect(mail?.text).toContain(`Esam saņēmuši jūsu pieteikumu ${code}. Atbilde būs līdz`);
    expect(mail?.text).toContain(`https://pietura.example/cases/${id}`);
    expect(mail?.html).toContain('<html lang="lv">');
    expect(mail?.html).toContain(`<a href="https://pietura.example/cases/${id}">`);
    expect(`${mail?.text}${String(mail?.html)}`).not.toMatch(/Anna|Bērziņa|\d{6}-\d{5}/);

    expect((await messagesOf(id))[0]).toMatchObject({
      notice: 'N1',
      words: { en: { subject: `Application ${code} registered` } },
      delivery: [{ channel: 'email', state: 'sent' }],
    });
  });

  it('speaks English to who wants English', async () => {
    await office.db.client.updateMany({ where: { givenName: 'Anna' }, data: { language: 'en' } });
    const { code } = await registered();
    await lookAt('2026-11-23T08:01:00Z');
    expect(server.mails.map(it => it.subject)).toEqual([`Application ${code} registered`]);
    expect(server.mails[0]?.from?.value[0]?.name).toBe('Client service centre');
  });

  it('is not sent to who has no address, or wants none; the e-account has it', async () => {
    const { id } = await registered();
    await office.db.delivery.deleteMany();
    const anna = await office.db.client.findFirstOrThrow({ where: { givenName: 'Anna' } });
    await office.db.notificationChoice.create({ data: { clientId: anna.id, emailOn: false } });
    await moved(id, 'in_progress');
    await office.step(informResult, { caseId: id });
    expect(await deliveries(id)).toEqual([]);
    expect((await messagesOf(id)).at(-1)).toMatchObject({ notice: 'N5', delivery: [] });
  });

  it('tells that a colleague has written, not what', async () => {
    const { id, code } = await registered();
    await office.db.delivery.deleteMany();
    await at('liga').post(`/api/cases/${id}/messages`, { body: 'Jūsu māte ir miris reģistrā.', internal: false }).expect(201);
    await at('liga').post(`/api/cases/${id}/messages`, { body: 'Piezīme kolēģiem', internal: true }).expect(201);
    await lookAt('2026-11-23T09:00:00Z');
    expect(server.mails.map(it => it.subject)).toEqual([`Jauna ziņa par pieteikumu ${code}`]);
    expect(server.mails[0]?.text).not.toContain('māte');
  });
});

describe('against floods', () => {
  it('notices of one case within a minute go as one mail, the same notice once', async () => {
    const { id, code } = await registered();
    await moved(id, 'classified');
    await office.step(handOverCase, { caseId: id });
    const it = await office.db.case.findUniqueOrThrow({ where: { id } });
    for (const reason of ['viens', 'divi'])
      await office.db.$transaction(async tx =>
        announceNewDate(tx, { it, deadline: await readDeadline(tx, id, office.now()), actor: 'liga', at: office.now(), reason }),
      );
    expect(await lookAt('2026-11-23T08:00:59Z')).toBe(0);
    expect(await lookAt('2026-11-23T08:01:00Z')).toBe(1);

    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.subject).toBe(`Pieteikums ${code}: 2 paziņojumi`);
    expect(server.mails[0]?.headers.get('x-pietura-notices')).toBe('N1 N4');
    expect((await deliveries(id)).map(row => [row.notice, row.state])).toEqual([
      ['N1', 'sent'],
      ['N4', 'sent'],
      ['N4', 'sent'],
    ]);
    expect(await lookAt('2026-11-23T09:00:00Z')).toBe(0);
  });

  it('what is for another address of the same case goes there, not along', async () => {
    const { id } = await registered();
    const [own] = await deliveries(id);
    await office.db.delivery.create({ data: { ...own!, id: newId(), recipient: 'janis@pietura.example', body: 'Tikai Jānim.' } });
    await lookAt('2026-11-23T08:01:00Z');

    expect(server.mails.map(it => it.to).flatMap(it => (it && !Array.isArray(it) ? it.value.map(to => to.address) : []))).toHaveLength(2);
    for (const mail of server.mails)
      expect([String(mail.text).includes('Tikai Jānim.'), mail.to]).toMatchObject([(mail.to as { text: string }).text.includes('janis'), {}]);
  });

  it('the night is quiet, but for answers to what the person has just done, critical cases, and who asked for it', async () => {
    office.moveTo('2026-11-23T21:00:00Z');
    const { id } = await registered();
    await moved(id, 'in_progress');
    await office.step(informResult, { caseId: id });
    await office.db.delivery.deleteMany({ where: { notice: 'N1' } });
    expect(await lookAt('2026-11-23T22:00:00Z')).toBe(0);
    expect(await lookAt('2026-11-24T06:00:00Z')).toBe(1);

    office.moveTo('2026-11-24T21:00:00Z');
    const second = await registered();
    expect(await lookAt('2026-11-24T21:01:00Z')).toBe(1);
    await office.db.case.update({ where: { id: second.id }, data: { priority: 1 } });
    await office.step(askFeedback, { caseId: second.id });
    expect(await lookAt('2026-11-24T21:05:00Z')).toBe(1);
  });
});

describe('when the mail server is in trouble', () => {
  it('tries again with growing pauses, as the same mail', async () => {
    const { id } = await registered();
    server.answers('refuses later');
    expect(await lookAt('2026-11-23T08:01:00Z')).toBe(0);
    expect(await lookAt('2026-11-23T08:01:59Z')).toBe(0);
    server.answers('loses the answer');
    expect(await lookAt('2026-11-23T08:02:00Z')).toBe(0);
    server.answers('takes');
    expect(await lookAt('2026-11-23T08:06:59Z')).toBe(0);
    expect(await lookAt('2026-11-23T08:07:00Z')).toBe(1);

    // the server had taken it when the answer was lost: the one gap; the reader's program sees one mail, by its Message-ID
    expect(server.mails).toHaveLength(2);
    expect(new Set(server.mails.map(mail => mail.messageId)).size).toBe(1);
    expect((await deliveries(id))[0]).toMatchObject({ state: 'sent', attempts: 3 });
  });

  it('gives up after three days, and says so on the case', async () => {
    const { id } = await registered();
    const nowhere = () => senderOf('smtp://127.0.0.1:1');
    expect(await lookAt('2026-11-23T08:01:00Z', nowhere())).toBe(0);
    expect((await messagesOf(id, 'liga'))[0].delivery).toMatchObject([{ state: 'waiting' }]);
    expect(await lookAt('2026-11-26T09:00:00Z', nowhere())).toBe(1);
    expect((await messagesOf(id, 'liga'))[0].delivery).toMatchObject([{ state: 'failed', reason: 'unreachable' }]);
  });

  it('an address that does not exist is told at once: on the case, to the operator; nobody reads the address there', async () => {
    const { id, code } = await registered();
    server.refuse(ANNA, 550, `5.1.1 <${ANNA}> no such user`);
    expect(await lookAt('2026-11-23T08:01:00Z')).toBe(1);

    expect((await messagesOf(id, 'liga'))[0].delivery).toMatchObject([{ channel: 'email', state: 'failed', reason: 'address-unknown' }]);
    const { entries } = (await at('liga').get(`/api/cases/${id}/timeline`).expect(200)).body;
    expect(entries.at(-1)).toMatchObject({ name: 'not-delivered', public: false, data: { channel: 'email', reason: 'address-unknown', notices: ['N1'] } });

    const list = (await at('edgars').get('/api/deliveries/undelivered').expect(200)).body;
    expect(list.deliveries).toMatchObject([{ caseCode: code, notice: 'N1', reason: 'address-unknown', detail: '550 5.1.1' }]);
    expect(JSON.stringify(list)).not.toContain('@');
    await at('liga').get('/api/deliveries/undelivered').expect(403);

    // when the address is put right and the operator says "again"
    await office.db.client.updateMany({ where: { givenName: 'Anna' }, data: { email: 'anna.jauna@pietura.example' } });
    const path = `/api/deliveries/${list.deliveries[0].id}/retry`;
    await at('vita').post(path, {}).expect(403);
    await at('edgars').post(path, {}).expect(204);
    await at('edgars').post(path, {}).expect(409);
    expect(await lookAt('2026-11-23T08:03:00Z')).toBe(1);
    expect(server.mails.map(mail => [mail.to].flat()[0]?.value[0]?.address)).toEqual(['anna.jauna@pietura.example']);
  });

  it('a letter whose sender died before it could say how it ended is sent again when the lease is over', async () => {
    const { id } = await registered();
    office.moveTo('2026-11-23T08:01:00Z');
    await office.db.delivery.updateMany({ where: { caseId: id }, data: { state: 'sending', attempts: 1, nextAt: new Date('2026-11-23T08:03:00Z') } });
    const [row] = await deliveries(id);
    await office.db.delivery.update({ where: { id: row!.id }, data: { carrierId: row!.id } });
    expect(await lookAt('2026-11-23T08:02:59Z')).toBe(0);
    expect(await lookAt('2026-11-23T08:03:00Z')).toBe(1);
    expect((await deliveries(id))[0]).toMatchObject({ state: 'sent', attempts: 2 });
  });
});

describe('two senders, and none', () => {
  it('two programs side by side send each mail once', async () => {
    for (let count = 0; count < 12; count++) await registered();
    office.moveTo('2026-11-23T08:01:00Z');
    const senders = [senderOf(server.url), senderOf(server.url), senderOf(server.url)];
    await Promise.all(senders.map(it => it.look()));
    await Promise.all(senders.map(it => it.stop()));
    expect(server.mails).toHaveLength(12);
    expect(new Set(server.mails.map(mail => mail.messageId)).size).toBe(12);
  });

  it('with mail switched off nothing waits for the day it is switched on', async () => {
    const { id } = await registered();
    expect(senderOf('').off()).toEqual(['email', 'sms']);
    expect(await lookAt('2026-11-23T08:01:00Z', senderOf(''))).toBe(1);
    expect((await messagesOf(id))[0].delivery).toMatchObject([{ state: 'dropped', reason: 'switched-off' }]);
    expect(await lookAt('2026-11-23T08:05:00Z')).toBe(0);
    expect(server.mails).toEqual([]);
  });
});
