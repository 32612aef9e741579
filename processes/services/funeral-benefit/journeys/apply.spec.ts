import { describe, expect, it } from '@jest/globals';
import { findService, FUNERAL_BENEFIT } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { claim, codeGiven, fillDeceased, freshDeceased, openTask, takeOver } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';
import { casesOf } from '../../../../tests/faults/judge.ts';
import { saveDraft } from '../../../../web/contract/me.ts';

/** J2: fully electronic, in the platform. */
describe('a resident applies online', () => {
  const { signIn, stack } = useVisitors();
  const over = AbortSignal.timeout(600_000);

  it('from the search to the decision and the feedback, with a question in between', async () => {
    const anna = await signIn('anna');
    const api = makeApi(stack.urls.web, over);
    const before = await casesOf(api.signIn('anna'));
    // what is kept from a release whose drafts had less in them
    const { id: serviceId } = await findService(api.signIn('anna'), 'bēres', FUNERAL_BENEFIT);
    await api.signIn('anna').call(saveDraft, { params: { subject: `apply:${serviceId}` }, body: { data: { resultWay: 'e-account' } } });

    // given: the service is found by the words of the person
    await anna.page.goto('/');
    await anna.page.getByLabel('Kas Jums nepieciešams?').fill('bēres');
    await anna.clean();
    // and, still typing, chosen; on a line on which the next page takes a moment
    await anna.page.route(/assets\/service-page/, async it => {
      await anna.page.evaluate(() => new Promise(done => setTimeout(done, 400)));
      await it.continue();
    });
    await anna.page.getByLabel('Kas Jums nepieciešams?').fill('bēru');
    await anna.page
      .getByRole('link', { name: /Apbedīšanas pabalsts/ })
      .first()
      .click();
    await seen(anna.page.getByRole('heading', { level: 1, name: 'Apbedīšanas pabalsts' })).toBeVisible();
    await anna.clean();
    await anna.page.getByRole('button', { name: 'Pieteikties' }).click();

    // when: one topic a step, then sent, twice in one breath
    const next = anna.page.getByRole('button', { name: 'Tālāk' });
    await fillDeceased(anna.page, freshDeceased());
    await anna.clean();
    await next.click();
    await seen(anna.page.getByRole('heading', { level: 1, name: 'Saziņa' })).toBeVisible();
    await next.click();
    await seen(anna.page.getByLabel(/IBAN/)).toHaveValue(/^LV/);
    await next.click();
    await anna.page.getByLabel('Apliecinu, ka ziņas ir patiesas').check();
    await next.click();
    await next.click();
    await seen(anna.page.getByRole('heading', { level: 1, name: 'Pārbaudiet atbildes' })).toBeVisible();
    await anna.clean();
    await anna.page.getByRole('button', { name: 'Nosūtīt pieteikumu' }).dblclick();
    await seen(anna.page.getByText('Pieteikums ir saņemts')).toBeVisible();
    const code = await codeGiven(anna.page);
    await anna.clean();

    // then: one case only
    const mine = await casesOf(api.signIn('anna'));
    expect(mine.size).toBe(before.size + 1);

    // when: a specialist takes it over and asks
    const vita = await signIn('vita', '/work/tasks');
    await takeOver(vita, code);
    await openTask(vita, 'unassigned', code, 'Pieņemt lēmumu');
    await vita.clean();
    await claim(vita);
    await vita.page.getByLabel('Jautāt klientam').check();
    await vita.page.getByLabel('Jautājums klientam').fill('Kurā kapsētā notika apbedīšana?');
    await vita.page.getByRole('button', { name: 'Nosūtīt jautājumu klientam' }).click();
    await seen(vita.page.getByRole('status').filter({ hasText: 'Uzdevums pabeigts' })).toBeVisible();

    // then: it is the client's turn, without reloading the page; the answer moves the case on
    await anna.page.getByLabel('Jūsu atbilde').fill('Meža kapos Rīgā.');
    await anna.clean();
    await anna.page.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
    await seen(anna.page.getByLabel('Jūsu atbilde')).toBeHidden();

    // when: the specialist decides as the tables propose
    await openTask(vita, 'team', code, 'Pieņemt lēmumu');
    if (await vita.page.getByRole('button', { name: 'Paņemt', exact: true }).isVisible()) await claim(vita);
    await seen(vita.page.getByText('Vēstulē būs rakstīts')).toBeVisible();
    await vita.clean();
    await vita.page.getByRole('button', { name: /^Piešķirt .*€ un paziņot$/ }).click();
    await seen(vita.page.getByRole('status').filter({ hasText: 'Uzdevums pabeigts' })).toBeVisible();

    // then: the decision is in the e-account, as a PDF too
    await seen(anna.page.getByRole('heading', { name: 'Lēmums: Piešķirt' })).toBeVisible();
    const [download] = await Promise.all([anna.page.waitForEvent('download'), anna.page.getByRole('button', { name: /^Lejupielādēt: .*[Ll]ēmums/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    await anna.clean();

    // and: feedback closes the case
    await anna.page.getByLabel('5 – ļoti labi').check();
    await anna.page.getByRole('button', { name: 'Nosūtīt vērtējumu' }).click();
    await seen(anna.page.getByText(/Pabeigts .*: Izpildīts/)).toBeVisible();
  }, 300_000);
});
