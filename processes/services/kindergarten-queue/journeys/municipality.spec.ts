import { describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../../../docker/sandbox/people.ts';
import { claim, codeGiven, finish, openTask, takeOver } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';

/** J22: an agency without a system of its own; from the application to the result everything is recorded here only. */
describe('a municipality without a system', () => {
  const { signIn } = useVisitors();

  it('enters a child in the queue; the parent reads the answer, and has the case opened again', async () => {
    // given: Anna applies online
    const anna = await signIn('anna', '/services/kindergarten-queue/apply');
    const { page } = anna;
    const next = page.getByRole('button', { name: 'Tālāk' });
    await page.getByLabel('Bērna personas kods').fill(RESIDENTS.janis.personalCode);
    await page.getByLabel('Vēlamais bērnudārzs').fill('Valmieras pirmsskola „Buratino”');
    await page.getByLabel('No kura datuma vieta vajadzīga').fill('01.09.2027.');
    await page.keyboard.press('Tab');
    await page.getByLabel('Apliecinu, ka ziņas ir patiesas').check();
    await anna.clean();
    await next.click();
    await next.click();
    await page.getByRole('button', { name: 'Nosūtīt pieteikumu' }).click();
    await seen(page.getByText('Pieteikums ir saņemts')).toBeVisible();
    const code = await codeGiven(page);
    expect(code).toMatch(/^7001 \d{4,}$/);

    // when: the municipality accepts, checks and enters, in its own task list
    const valters = await signIn('valters', '/work/tasks');
    await takeOver(valters, code);
    await openTask(valters, 'team', code, 'Pārbaudīt bērna ziņas');
    if (await valters.page.getByRole('button', { name: 'Paņemt', exact: true }).isVisible()) await claim(valters);
    await valters.clean();
    await finish(valters, 'Jā, ierakstīt');
    await openTask(valters, 'team', code, 'Ierakstīt rindā');
    if (await valters.page.getByRole('button', { name: 'Paņemt', exact: true }).isVisible()) await claim(valters);
    await finish(valters, 'Jā, paziņot vecākam', { 'Paziņojums vecākam': 'Bērns ir ierakstīts rindā ar numuru 214.' });

    // then: the answer is in the e-account
    await seen(page.getByText('Bērns ir ierakstīts rindā ar numuru 214.')).toBeVisible();
    await seen(page.getByText('Rezultāts ir gatavs').first()).toBeVisible();
    await anna.clean();

    // and: rated, it closes, and can be opened again
    await page.getByLabel('5 – ļoti labi').check();
    await page.getByRole('button', { name: 'Nosūtīt vērtējumu' }).click();
    await seen(page.getByText(/Pabeigts .*: Izpildīts/)).toBeVisible();
    await page.getByRole('button', { name: 'Atvērt lietu atkārtoti' }).click();
    await page.getByLabel('Kāpēc lieta jāizskata vēlreiz').fill('Norādīju nepareizu bērnudārzu.');
    await anna.clean();
    await page.getByRole('button', { name: 'Jā, atvērt' }).click();
    await seen(page.getByText(/Pabeigts .*: Izpildīts/)).toBeHidden();
    const liga = await signIn('liga', '/work/tasks');
    await openTask(liga, 'unassigned', code, 'Klasificēt pieteikumu');
  }, 300_000);
});
