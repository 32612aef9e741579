import { describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../../../docker/sandbox/people.ts';
import { codeGiven, dropRegistration, fillDeceased, freshDeceased, openTask } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** J4: the counter with e-assistant. */
describe('a specialist applies for somebody at the counter', () => {
  const { signIn, stack } = useVisitors();

  it('looks them up, fills in with them, prints, scans the signed sheet, confirms on their mandate', async () => {
    await dropRegistration(stack.urls.web, 'liga');
    const liga = await signIn('liga', '/work/register');
    const { page } = liga;

    // given: who is here, in the register
    await liga.clean();
    await page.getByLabel('Personas kods').fill(RESIDENTS.ilze.personalCode);
    await page.keyboard.press('Enter');
    await seen(page.getByText('Ilze Dzērve')).toBeVisible();
    await seen(page.getByText(RESIDENTS.ilze.personalCode)).toBeHidden();

    // when: what they need, in their words; the form with them
    await page.getByLabel('Ko klients saka').fill('bēres');
    await seen(page.getByRole('button', { name: /Apbedīšanas pabalsts/ })).toBeVisible();
    await liga.clean();
    await page.getByLabel('Ko klients saka').press('Enter');
    await fillDeceased(page, freshDeceased());
    await seen(page.getByLabel(/IBAN/)).toHaveValue(/^LV/);
    await page.getByLabel('Apliecinu, ka ziņas ir patiesas').check();
    await liga.clean();
    await page.getByRole('button', { name: 'Tālāk' }).click();

    // and: printed, signed, scanned in, confirmed
    const [paper] = await Promise.all([liga.context.waitForEvent('page'), page.getByRole('button', { name: 'Drukāt pieteikumu' }).click()]);
    await seen(page.getByText('Pieteikums atvērts jaunā logā.')).toBeVisible();
    await paper.close();
    await page.getByRole('button', { name: 'Iesniegt klienta vārdā' }).click();
    await seen(page.getByRole('alert').getByRole('link')).toHaveCount(2);
    await page.getByLabel('Pievienot parakstīto lapu').setInputFiles({ name: 'parakstits.pdf', mimeType: 'application/pdf', buffer: PDF });
    await seen(page.getByRole('button', { name: 'Noņemt: parakstits.pdf' })).toBeVisible();
    await page.getByLabel(/^Apstiprinu, ka klients Ilze Dzērve/).check();
    await liga.clean();
    await page.getByRole('button', { name: 'Iesniegt klienta vārdā' }).dblclick();
    await seen(page.getByRole('heading', { name: 'Pieteikums pieņemts' })).toBeVisible();
    const code = await codeGiven(page);
    await liga.clean();

    // then: the next question of the same conversation is one key away
    await page.keyboard.press('Enter');
    await seen(page.getByLabel('Ko klients saka')).toBeVisible();
    await seen(page.getByText('Ilze Dzērve')).toBeVisible();

    // and: the agency sees that it came on a mandate, with the signed sheet
    const vita = await signIn('vita', '/work/tasks');
    await openTask(vita, 'unassigned', code, 'Pieņemt pieprasījumu');
    await vita.page.getByRole('tab', { name: 'Klients' }).click();
    await seen(vita.page.getByText(/pēc pilnvarojuma/)).toBeVisible();
    await vita.page.getByRole('tab', { name: 'Dokumenti' }).click();
    await seen(vita.page.getByRole('button', { name: /Lejupielādēt/ })).toHaveCount(1);
    await vita.clean();
    expect(code).toMatch(/^\d{4} \d{4,}$/);
  }, 240_000);
});
