import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { makeApi } from '../../docker/demo/api.ts';
import { RESIDENTS } from '../../docker/sandbox/people.ts';
import type { KeptMail } from '../../docker/sandbox/mailbox.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { saveNotifications } from '../../web/contract/notifications.ts';
import { claim, finish, openTask } from './steps.ts';
import { seen, useVisitors, type Visitor } from './visitors.ts';

const JANIS = `${RESIDENTS.janis.givenName}|${RESIDENTS.janis.familyName}|${RESIDENTS.janis.personalCode}`;
const CHOICE = { emailOn: true, smsOn: false, anyHour: false };

/** On a phone nothing is wider than the window, and axe finds nothing. */
async function fitsPhone({ page, clean }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
  await clean();
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe('what clients are told', () => {
  const { signIn, stack } = useVisitors();
  const over = AbortSignal.timeout(900_000);
  const api = () => makeApi(stack.urls.web, over);
  const inLatvian = () =>
    api()
      .signIn('janis')
      .call(saveNotifications, { body: { ...CHOICE, language: 'lv' } });
  afterAll(inLatvian);

  /** Mails to this address since `from`, the oldest first. */
  async function mailsTo(address: string, from: string): Promise<KeptMail[]> {
    const all = (await (await fetch(`${stack.urls.sandbox}/mail.json`)).json()) as KeptMail[];
    return all.filter(mail => mail.to === address && mail.at >= from).toReversed();
  }

  async function asks(question: string): Promise<{ id: string; code: string }> {
    const body = { kind: 'information-request', serviceId: null, data: {}, subject: question } as const;
    const { id, code } = await api().signIn('janis').call(submitCase, { body, key: randomUUID() });
    return { id, code };
  }

  it('a case from the first notice to the last: each arrives once, in the client’s language, with nothing personal in its subject', async () => {
    const from = stack.now().toISOString();
    // given: Jānis wants to be written to in English, at any hour
    const janis = await signIn('janis', '/notifications');
    await seen(janis.page.getByRole('heading', { level: 1, name: 'Paziņojumi' })).toBeVisible();
    await janis.clean();
    await fitsPhone(janis);
    await janis.page.getByLabel('Angļu').check();
    await janis.page.getByRole('button', { name: 'Saglabāt' }).click();
    await seen(janis.page.getByRole('status').filter({ hasText: 'Saglabāts.' })).toBeVisible();
    const { id, code } = await asks('Kur es varu saņemt izziņu par samaksāto nodokli?');
    const notices = async () => (await mailsTo('janis@pietura.example', from)).filter(mail => mail.subject.includes(code)).flatMap(mail => mail.notices);
    await seen.poll(notices).toContain('N1');

    // when: the front office asks, he answers
    const liga = await signIn('liga', '/work/tasks');
    await openTask(liga, 'unassigned', code, 'Atbildēt un palīdzēt');
    await claim(liga);
    await finish(liga, 'Trūkst ziņu: jautāt klientam', { 'Jautājums klientam': 'Par kuru gadu izziņa vajadzīga?' });
    await seen.poll(notices).toContain('N3');
    await janis.page.goto(`/cases/${id}`);
    await janis.page.getByLabel('Jūsu atbilde').fill('Par 2025. gadu.');
    await janis.page.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
    await seen(janis.page.getByLabel('Jūsu atbilde')).toBeHidden();

    // and: the answer is made of a template found with ;
    await liga.page.goto('/work/templates');
    await liga.page.getByRole('button', { name: 'Jauna sagatave' }).click();
    await liga.page.getByLabel('Nosaukums').fill(`Izziņas ${code}`);
    await liga.page.getByLabel('Teksts latviski').fill('Labdien! {{ case.code }}');
    await liga.page.getByLabel('Teksts angliski').fill('Dear {{ client.nam }},');
    await seen(liga.page.getByText('Tāda lauka šeit nav: client.nam')).toBeVisible();
    await liga.clean();
    await fitsPhone(liga);
    await liga.page.getByLabel('Teksts angliski').fill('Dear {{ client.name }}, the statement is in your e-account.');
    await seen(liga.page.getByText('Dear Anna Paraudziņa, the statement is in your e-account.')).toBeVisible();
    await liga.page.getByRole('button', { name: 'Saglabāt' }).click();
    await seen(liga.page.getByRole('status').filter({ hasText: 'Sagatave saglabāta.' })).toBeVisible();
    await openTask(liga, 'all', code, 'Atbildēt un palīdzēt');
    if (await liga.page.getByRole('button', { name: 'Paņemt', exact: true }).isVisible()) await claim(liga);
    await liga.page.getByLabel('Jā, atbilde ir šeit').check();
    const answer = liga.page.getByLabel('Atbilde klientam');
    await answer.pressSequentially(`;${code.slice(-4)}`);
    await seen(liga.page.getByRole('option', { name: new RegExp(`Izziņas ${code}`) })).toBeVisible();
    await liga.clean();
    await answer.press('Enter');
    await seen(answer).toHaveValue(`Dear ${RESIDENTS.janis.givenName} ${RESIDENTS.janis.familyName}, the statement is in your e-account.`);
    await finish(liga, 'Jā, atbilde ir šeit');
    await seen.poll(notices).toContain('N5');

    // and: Jānis reads it and rates it
    await seen(janis.page.getByText('the statement is in your e-account.')).toBeVisible();
    await janis.page.getByLabel('5 – ļoti labi').check();
    await janis.page.getByRole('button', { name: 'Nosūtīt vērtējumu' }).click();
    await seen.poll(notices).toContain('N6');

    // then
    const mails = (await mailsTo('janis@pietura.example', from)).filter(mail => mail.subject.includes(code));
    const told = mails.flatMap(mail => mail.notices);
    for (const notice of ['N1', 'N3', 'N5', 'N6']) expect(told.filter(it => it === notice)).toEqual([notice]);
    expect(new Set(mails.map(mail => mail.messageId)).size).toBe(mails.length);
    for (const mail of mails) {
      expect(mail).toMatchObject({ language: 'en', from: expect.stringContaining('kac@pietura.example') });
      expect(mail.subject).toMatch(/Application|application/);
      expect(mail.subject).not.toMatch(new RegExp(JANIS));
      expect(mail.text).toContain(`/cases/${id}`);
      expect(`${mail.text}${mail.html}`).not.toMatch(new RegExp(`${JANIS}|kuru gadu|statement is in your`));
    }
    await seen(janis.page.getByText(/E-pasts: nosūtīts/).first()).toBeVisible();
    await janis.clean();
  }, 400_000);

  it('a note for colleagues is never sent by mistake; what is typed is kept, each for itself', async () => {
    const { id } = await asks('Vai pieņemat arī sestdienās?');
    const liga = await signIn('liga', `/work/cases/${id}?tab=messages`);
    const { page } = liga;
    const kept = () => seen(page.getByText(/^Saglabāts \d/)).toBeVisible();
    await page.getByLabel('Iekšēja piezīme kolēģiem').fill('Klients zvana jau trešo reizi.');
    await kept();
    await page.getByRole('radio', { name: 'Ziņa klientam' }).check();
    const toClient = page.getByRole('textbox', { name: 'Ziņa klientam' });
    await seen(toClient).toHaveValue('');
    await toClient.fill('Jā, sestdienās no 9 līdz 13.');
    await kept();
    await liga.clean();
    await fitsPhone(liga);

    await page.reload();
    await seen(page.getByLabel('Iekšēja piezīme kolēģiem')).toHaveValue('Klients zvana jau trešo reizi.');
    await liga.clean();
    await page.getByRole('button', { name: 'Saglabāt piezīmi' }).click();
    await seen(page.getByText('Iekšēja piezīme – klients to neredz')).toBeVisible();
    await seen(page.getByLabel('Iekšēja piezīme kolēģiem')).toHaveValue('');
    await page.getByRole('radio', { name: 'Ziņa klientam' }).check();
    await seen(toClient).toHaveValue('Jā, sestdienās no 9 līdz 13.');
    await page.getByRole('button', { name: 'Nosūtīt klientam' }).click();
    await seen(page.getByText(/E-pasts: (gaida nosūtīšanu|nosūtīts)/).first()).toBeVisible();
    await seen(toClient).toHaveValue('');

    const janis = await signIn('janis', `/cases/${id}`);
    await seen(janis.page.getByText('Jā, sestdienās no 9 līdz 13.')).toBeVisible();
    expect(await janis.page.getByText('Klients zvana').count()).toBe(0);
  }, 240_000);

  it('a service manager changes the words of a notice: seen beside, refused where personal, back to the built-in', async () => {
    const mara = await signIn('mara', '/work/templates');
    const { page } = mara;
    await page.getByRole('combobox', { name: 'Paziņojumi' }).selectOption('N7');
    await seen(page.getByRole('article').filter({ hasText: 'E-pastā' }).getByText('Pakalpojums atjaunots')).toBeVisible();
    await mara.clean();
    await page.getByLabel('Temats').fill('Labdien, {{ client.name }}');
    await seen(page.getByText('Lauks client.name ir par cilvēku; tematā tas nedrīkst būt')).toBeVisible();
    await seen(page.getByRole('button', { name: 'Saglabāt' })).toBeDisabled();
    await mara.clean();
    await page.getByLabel('Temats').fill('Atkal strādājam: {{ code }}');
    await seen(page.getByRole('article').filter({ hasText: 'E-pastā' }).getByText('Atkal strādājam: 0008 1234')).toBeVisible();
    await page.getByRole('button', { name: 'Saglabāt' }).click();
    await seen(page.getByRole('status').filter({ hasText: 'Saglabāts. Turpmāk sakām tā.' })).toBeVisible();
    await page.getByRole('button', { name: 'Atgriezt iebūvētos vārdus' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Atgriezt iebūvētos vārdus' }).click();
    await seen(page.getByLabel('Temats')).toHaveValue('Pakalpojums atjaunots');
    await page.getByText('Versijas').click();
    await seen(page.getByText('atgriezti iebūvētie vārdi').first()).toBeVisible();
    await mara.clean();
    await fitsPhone(mara);

    // and in English
    await page.getByRole('button', { name: 'In English' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Templates' })).toBeVisible();
    await seen(page.getByLabel('Subject')).toBeVisible();
    await mara.clean();
    await fitsPhone(mara);
  }, 240_000);
});
