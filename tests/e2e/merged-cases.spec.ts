import { describe, it } from '@jest/globals';
import { makeApi } from '../../docker/demo/api.ts';
import { RESIDENTS } from '../../docker/sandbox/people.ts';
import { sendMessage, submitCase } from '../../web/contract/cases.ts';
import { greet } from './conversations.ts';
import { makeKeyboard } from './keyboard.ts';
import { codeGiven, dropRegistration } from './steps.ts';
import { seen, useVisitors, type Visitor } from './visitors.ts';

const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };

/** The same thing asked twice: seen while it is registered, merged, looked at in the case that is kept, and taken apart again (issue 4 §1). */
describe('merged cases', () => {
  const { signIn, stack } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  const tab = ({ page }: Visitor, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  const said = ({ page }: Visitor, words: string) => seen(page.getByRole('status').filter({ hasText: words })).toBeVisible();

  it('are found, shown side by side, merged, and un-merged', async () => {
    // given: Jānis has asked online
    const mark = String(Date.now());
    const subject = `Lūdzu izskaidrot rēķinu ${mark} par oktobri`;
    const janis = api.signIn('janis');
    const kept = await janis.call(submitCase, { body: { kind: 'information-request', serviceId: null, data: {}, subject } });

    // when he asks at the counter too, the adviser sees both side by side before there is a second one
    await dropRegistration(stack.urls.web, 'liga');
    const liga = await signIn('liga', '/work/register');
    const { page } = liga;
    await greet(liga, RESIDENTS.janis.personalCode, 'Jānis Kalniņš');
    await page.getByRole('button', { name: /^Cits pieteikums vārdos/ }).click();
    await page.getByLabel('Klienta vārdiem').fill(subject);
    const alike = page.getByRole('complementary', { name: 'Vai nav jau pieteikts?' });
    await seen(alike.getByText(kept.code)).toBeVisible();
    await seen(alike.getByText(subject)).toBeVisible();
    await seen(alike.getByRole('button', { name: `Tas pats: jaunu nereģistrēt: ${kept.code}` })).toBeVisible();
    await liga.clean();
    await page.setViewportSize(NARROW);
    await seen(alike).toBeVisible();
    await liga.clean();
    await page.setViewportSize(WIDE);

    // he insists: it is registered all the same, with a message and a document of its own
    await page.getByRole('button', { name: 'Reģistrēt', exact: true }).click();
    await seen(page.getByRole('heading', { name: 'Pieteikums pieņemts' })).toBeVisible();
    const code = await codeGiven(page);
    await page.getByRole('link', { name: 'Atvērt lietu' }).click();
    await seen(page.getByRole('heading', { name: subject }).or(page.getByText(code)).first()).toBeVisible();
    const caseId = new URL(page.url()).pathname.split('/').at(-1)!;
    await janis.call(sendMessage, { params: { caseId }, body: { body: `Rēķina numurs ir ${mark}.`, internal: false } });
    await tab(liga, 'Dokumenti');
    await page.getByRole('button', { name: 'Pievienot failu' }).click();
    const attaching = page.getByRole('dialog', { name: 'Pievienot failu' });
    await attaching
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: `rekins-${mark}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await attaching.getByLabel('Nosaukums (ja vajag)').fill(`Rēķins ${mark}`);
    await attaching.getByRole('button', { name: 'Pievienot', exact: true }).click();
    await seen(attaching).toBeHidden();
    await seen(page.getByText(`Rēķins ${mark}`).first()).toBeVisible();

    // when it is closed as a duplicate, by keyboard, with a reason
    await tab(liga, 'Saites');
    const keyboard = makeKeyboard(page);
    await keyboard.open(page.getByRole('button', { name: `Šī ir dublikāts: slēgt un paturēt ${kept.code}` }), 'Slēgt kā dublikātu');
    const merging = page.getByRole('dialog', { name: 'Slēgt kā dublikātu' });
    await keyboard.use(merging.getByRole('button', { name: 'Slēgt kā dublikātu' }));
    await seen(merging.getByText('Uzrakstiet vismaz trīs zīmes')).toBeVisible();
    await liga.clean();
    await keyboard.fill(merging.getByLabel('Iemesls'), 'Tas pats jautājums, pieteikts divreiz');
    await keyboard.use(merging.getByRole('button', { name: 'Slēgt kā dublikātu' }));
    await said(liga, 'Lieta slēgta kā dublikāts.');
    await seen(merging).toBeHidden();

    // then the one that is kept has what was said and attached, and says from where
    await page
      .getByRole('link', { name: new RegExp(kept.code) })
      .first()
      .click();
    await seen(page).toHaveURL(new RegExp(kept.id));
    await tab(liga, 'Ziņas');
    await seen(page.getByText(`Rēķina numurs ir ${mark}.`)).toBeVisible();
    await seen(page.getByText(new RegExp(`o dublikāta ${code}`)).first()).toBeVisible();
    await liga.clean();
    await tab(liga, 'Dokumenti');
    await seen(page.getByText(`Rēķins ${mark}`).first()).toBeVisible();
    await seen(page.getByText(new RegExp(`o dublikāta ${code}`)).first()).toBeVisible();
    await liga.clean();
    await page.setViewportSize(NARROW);
    await liga.clean();
    await page.setViewportSize(WIDE);

    // when it was no duplicate after all
    await tab(liga, 'Saites');
    await page
      .getByRole('link', { name: new RegExp(code) })
      .first()
      .click();
    await seen(page).toHaveURL(new RegExp(caseId));
    await tab(liga, 'Saites');
    await keyboard.open(page.getByRole('button', { name: 'Nebija dublikāts: atvērt atkal' }), 'Atvērt lietu atkal');
    const parting = page.getByRole('dialog', { name: 'Atvērt lietu atkal' });
    await keyboard.fill(parting.getByLabel('Iemesls'), 'Otrs rēķins ir par citu mēnesi');
    await keyboard.use(parting.getByRole('button', { name: 'Atvērt atkal' }));
    await said(liga, 'Lieta ir atkal atvērta.');
    await liga.clean();

    // then each has its own again
    await tab(liga, 'Ziņas');
    await seen(page.getByText(`Rēķina numurs ir ${mark}.`)).toBeVisible();
    await page.goto(`/work/cases/${kept.id}?tab=messages`);
    await seen(page.getByRole('tab', { name: /^Ziņas/, selected: true })).toBeVisible();
    await seen(page.getByText(`Rēķina numurs ir ${mark}.`)).toHaveCount(0);
    await liga.clean();
  }, 300_000);
});
