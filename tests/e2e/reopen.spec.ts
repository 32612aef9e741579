import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { makeApi } from '../../docker/demo/api.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { claim, finish, openTask } from './steps.ts';
import { seen, useVisitors, type Visitor } from './visitors.ts';

/** PROCESSES §1.6: only the front office closes what was a mistake, and opens again what was closed. */
describe('closing and opening again', () => {
  const { signIn, stack } = useVisitors();
  const ask = (subject: string) =>
    makeApi(stack.urls.web, AbortSignal.timeout(120_000))
      .signIn('anna')
      .call(submitCase, { body: { kind: 'information-request', serviceId: null, data: {}, subject } });

  const answer = async (liga: Visitor, code: string, text: string) => {
    await openTask(liga, 'unassigned', code, 'Atbildēt un palīdzēt');
    await claim(liga);
    await finish(liga, 'Jā, atbilde ir šeit', { 'Atbilde klientam': text });
  };
  /** What was opened again is classified by a person: the table has been wrong once. */
  const classify = async (liga: Visitor, code: string) => {
    await openTask(liga, 'unassigned', code, 'Klasificēt pieteikumu');
    await claim(liga);
    await liga.page.getByLabel('Viens klients').check();
    await liga.page.getByLabel('Vidēja').check();
    await liga.page.getByLabel('Var izpildīt 1. līmenī (KAC)').check();
    await finish(liga, 'Klasificēt šādi', { Pamatojums: 'Atbild klientu centrs' });
  };
  const rate = async ({ page }: Visitor, rating: string) => {
    await page.getByLabel(rating).check();
    await page.getByRole('button', { name: 'Nosūtīt vērtējumu' }).click();
    await seen(page.getByText(/^Pabeigts .*: Izpildīts\.$/)).toBeVisible();
  };

  it('a closed case is opened by the front office, runs on, and is closed again', async () => {
    const mark = randomUUID().slice(0, 8);
    const { id, code } = await ask(`Kad strādā klientu centrs ${mark}?`);
    const liga = await signIn('liga', '/work/tasks');
    const anna = await signIn('anna', `/cases/${id}`);

    // given: answered, rated, closed
    await answer(liga, code, 'No deviņiem līdz pieciem.');
    await rate(anna, '4 – labi');

    // when: by keyboard, with a reason
    const { page } = liga;
    await page.goto(`/work/cases/${id}`);
    await seen(page.getByRole('button', { name: 'Atvērt atkal' })).toBeVisible();
    await liga.clean();
    await page.locator('body').press('w');
    const dialog = page.getByRole('dialog', { name: 'Atvērt lietu atkal' });
    await seen(dialog).toBeVisible();
    await seen(dialog.getByText(/^Atvērt var līdz \d\d\.\d\d\.\d{4}\./)).toBeVisible();
    await liga.clean();
    await dialog.getByRole('button', { name: 'Atvērt atkal' }).click();
    await seen(dialog.getByText('Uzrakstiet vismaz trīs zīmes')).toBeVisible();
    await dialog.getByLabel('Kāpēc').fill('Atbildējām par citu centru');
    await dialog.getByRole('button', { name: 'Atvērt atkal' }).dblclick();
    await seen(page.getByRole('status').filter({ hasText: 'Lieta ir atkal atvērta.' })).toBeVisible();
    await seen(dialog).toBeHidden();
    await seen(page.getByRole('button', { name: 'Reģistrēta kļūdaini' })).toBeVisible();

    // then: it runs on, as the client sees too, and is closed once more
    await seen(anna.page.getByText(/^Tagad: /)).toBeVisible();
    await anna.clean();
    await classify(liga, code);
    await answer(liga, code, 'Sestdienās no desmitiem līdz diviem.');
    await seen(anna.page.getByText('Sestdienās no desmitiem līdz diviem.')).toBeVisible();
    await rate(anna, '5 – ļoti labi');
    await seen(anna.page.getByText('Atbildējām par citu centru')).toBeHidden();
    await anna.clean();
    await page.goto(`/work/cases/${id}?tab=messages`);
    await seen(page.getByText('Atbildējām par citu centru')).toBeVisible();
  }, 300_000);

  it('what was registered by mistake is closed as such, and the client is told so', async () => {
    const { id } = await ask(`Nejauši nospiedu ${randomUUID().slice(0, 8)}`);
    const anna = await signIn('anna', `/cases/${id}`);
    const liga = await signIn('liga', `/work/cases/${id}`);
    const { page } = liga;

    // when: through the list of what can be done here
    await seen(page.getByRole('button', { name: 'Reģistrēta kļūdaini' })).toBeVisible();
    await page.locator('body').press('.');
    await page.getByRole('button', { name: /slēgt kā kļūdaini reģistrētu/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Slēgt kā kļūdaini reģistrētu' });
    await dialog.getByLabel('Kas par kļūdu').fill('Tas pats jautājums nosūtīts nejauši');
    await liga.clean();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await seen(dialog).toBeHidden();

    // then
    await seen(page.getByText(/Reģistrēts kļūdaini/).first()).toBeVisible();
    await seen(page.getByRole('button', { name: 'Atvērt atkal' })).toBeVisible();
    await seen(anna.page.getByText(/Reģistrēts kļūdaini\.$/).first()).toBeVisible();
    await seen(anna.page.getByRole('button', { name: 'Atvērt lietu atkārtoti' })).toBeHidden();
    await seen(anna.page.getByText('Tas pats jautājums nosūtīts nejauši')).toBeHidden();
    await anna.clean();
    await page.setViewportSize({ width: 390, height: 844 });
    await liga.clean();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }, 240_000);
});
