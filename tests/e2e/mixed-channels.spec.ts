import { describe, it } from '@jest/globals';
import { DEMO_USERS, RESIDENTS } from '../../docker/sandbox/people.ts';
import { answerAs, consult, greet, takeCall } from './conversations.ts';
import { claim, codeGiven, dropRegistration, finish, openTask } from './steps.ts';
import { seen, useVisitors } from './visitors.ts';

const email = DEMO_USERS.find(it => it.username === 'anna')!.email;

/** J1: asked by phone, applied for at the counter, the result in the e-account; one history shows all. */
describe('one matter through three channels', () => {
  const { signIn, stack } = useVisitors();

  it('is one history', async () => {
    await dropRegistration(stack.urls.web, 'liga');
    const anna = await signIn('anna', '/cases');
    await seen(anna.page.getByRole('heading', { name: 'Manas lietas' })).toBeVisible();
    const mark = String(Date.now());
    const liga = await signIn('liga', '/work/register');
    const { page } = liga;

    // by phone: a consultation, once recognised
    await takeCall(liga, '26 123 456');
    await answerAs(liga, { 'Nosauktais personas kods': RESIDENTS.anna.personalCode, 'Nosauktais uzvārds': 'Bērziņa', 'Nosauktais e-pasts': email });
    await seen(page.getByText('Anna Bērziņa')).toBeVisible();
    await consult(liga, `Kā saņemt izziņu ${mark}?`, 'Atnāciet pie mums vai rakstiet.');
    await page.getByRole('button', { name: 'Nākamais klients' }).click();

    // at the counter: an application in words
    await greet(liga, RESIDENTS.anna.personalCode, 'Anna Bērziņa');
    await seen(page.getByText(`Kā saņemt izziņu ${mark}?`, { exact: false })).toBeVisible();
    await page.getByRole('button', { name: /^Cits pieteikums vārdos/ }).click();
    await page.getByLabel('Klienta vārdiem').fill(`Lūdzu izziņu ${mark} par saņemtajiem pakalpojumiem`);
    await seen(page.getByText(/Ietekme: Viena persona/)).toBeVisible();
    await liga.clean();
    await page.getByRole('button', { name: 'Reģistrēt', exact: true }).click();
    await seen(page.getByRole('heading', { name: 'Pieteikums pieņemts' })).toBeVisible();
    const code = await codeGiven(page);

    // the front office answers; the result is in the e-account
    const karlis = await signIn('karlis', '/work/tasks');
    await openTask(karlis, 'unassigned', code, 'Atbildēt un palīdzēt');
    await claim(karlis);
    await finish(karlis, 'Jā, atbilde ir šeit', { 'Atbilde klientam': `Izziņa ${mark} ir gatava.` });
    await anna.page.goto(`/cases?code=${encodeURIComponent(code)}`);
    await seen(anna.page.getByText(`Izziņa ${mark} ir gatava.`).first()).toBeVisible();
    await anna.clean();

    // then: one history shows all of it, to the client and to the adviser with the client
    await anna.page.goto('/cases');
    await seen(anna.page.getByText(`Kā saņemt izziņu ${mark}?`)).toBeVisible();
    await seen(anna.page.getByText(code).first()).toBeVisible();
    await anna.clean();
    await page.getByRole('button', { name: 'Nākamais jautājums tai pašai sarunai' }).click();
    const history = page.getByRole('complementary', { name: 'Klienta vēsture' });
    await seen(history.getByText(`Kā saņemt izziņu ${mark}?`, { exact: false })).toBeVisible();
    await seen(history.getByRole('link', { name: code })).toBeVisible();
    await liga.clean();
  }, 300_000);
});
