import { describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../docker/sandbox/people.ts';
import { claim, codeGiven, dropRegistration, finish, openTask, takeOver } from './steps.ts';
import { seen, useVisitors } from './visitors.ts';

/** J11: not solvable on the spot. */
describe('a question that cannot be answered on the spot', () => {
  const { signIn, stack } = useVisitors();

  it('goes to level 2, comes back with an answer, and the client is told', async () => {
    await dropRegistration(stack.urls.web, 'liga');
    const liga = await signIn('liga', '/work/register');
    const { page } = liga;

    // given: Anna is at the counter
    await page.getByLabel('Personas kods').fill(RESIDENTS.anna.personalCode);
    await page.getByRole('button', { name: 'Atrast' }).click();
    await page.getByRole('button', { name: /^Cits pieteikums vārdos/ }).click();
    await page.getByLabel('Klienta vārdiem').fill('Vai apbedīšanas pabalstu var saņemt arī draugs, kas nav radinieks?');
    await liga.clean();
    await page.getByRole('button', { name: 'Reģistrēt', exact: true }).click();
    await seen(page.getByRole('heading', { name: 'Pieteikums pieņemts' })).toBeVisible();
    const code = await codeGiven(page);

    // when: the first line cannot answer and hands it over
    await openTask(liga, 'unassigned', code, 'Atbildēt un palīdzēt');
    await claim(liga);
    await liga.clean();
    await finish(liga, 'Nē, jānodod izpildītājam', { 'Kas izpildītājam jāzina': 'Vajag atbildi par tiesībām.' });

    // and: level 2 takes over and answers
    const karlis = await signIn('karlis', '/work/tasks');
    await takeOver(karlis, code);
    await openTask(karlis, 'team', code, 'Sagatavot atbildi');
    if (await karlis.page.getByRole('button', { name: 'Paņemt', exact: true }).isVisible()) await claim(karlis);
    await karlis.clean();
    await finish(karlis, 'Jā, nosūtīt atbildi', { 'Atbilde klientam': 'Jā. Pabalstu saņem tas, kurš uzņēmies apbedīšanu.' });

    // then: Anna reads it in her e-account
    const anna = await signIn('anna', '/cases');
    await anna.page.getByRole('listitem').filter({ hasText: code }).getByRole('link').first().click();
    await seen(anna.page.getByText('Jā. Pabalstu saņem tas, kurš uzņēmies apbedīšanu.')).toBeVisible();
    await seen(anna.page.getByText('Rezultāts ir gatavs').first()).toBeVisible();
    await anna.clean();
    expect(code).toMatch(/^\d{4} \d{4,}$/);
  }, 240_000);
});
