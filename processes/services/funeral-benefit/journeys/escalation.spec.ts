import { describe, it } from '@jest/globals';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { claim, finish, freshDeceased, openTask } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';

const DAY_MS = 86_400_000;

/** J20: hand over and escalate. */
describe('work that changes hands', () => {
  const { signIn, stack } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  /** A case of Jānis, straight through the API: how one applies is another test's business. */
  async function newCase() {
    const janis = api.signIn('janis');
    const service = await findService(janis, 'bēres', FUNERAL_BENEFIT);
    return submit(janis, service.id, (await fillIn(janis, service.id, freshDeceased())).data);
  }

  it('is handed to a colleague with a note', async () => {
    // given
    const { code } = await newCase();
    const valdis = await signIn('valdis', '/work/tasks'); // a colleague is known from the first time on
    const vita = await signIn('vita', '/work/tasks');
    await openTask(vita, 'unassigned', code, 'Pieņemt pieprasījumu');
    await claim(vita);

    // when
    await vita.page.getByRole('button', { name: 'Nodot', exact: true }).click();
    await vita.page.getByLabel('Kam').selectOption({ label: 'Valdis Krūmiņš' });
    await vita.page.getByLabel(/^Piezīme kolēģim/).fill('Šo ģimeni Tu jau pazīsti.');
    await vita.clean();
    await vita.page.getByRole('dialog').getByRole('button', { name: 'Nodot', exact: true }).click();
    await seen(vita.page.getByRole('status').filter({ hasText: 'Uzdevums nodots: Valdis Krūmiņš.' })).toBeVisible();

    // then: it is his, and the note is in the history
    await openTask(valdis, 'mine', code, 'Pieņemt pieprasījumu');
    await valdis.page.getByRole('tab', { name: 'Vēsture' }).click();
    await seen(valdis.page.getByRole('tabpanel').getByText('Šo ģimeni Tu jau pazīsti.')).toBeVisible();
    await valdis.clean();
  }, 240_000);

  it('is escalated by hand, and the lead decides', async () => {
    // given
    const { code } = await newCase();
    const vita = await signIn('vita', '/work/tasks');
    await openTask(vita, 'unassigned', code, 'Pieņemt pieprasījumu');
    await claim(vita);

    // when
    await vita.page.keyboard.press('e');
    await vita.page.getByLabel('Kāpēc').fill('Nav skaidrs, kura iestāde lemj.');
    await vita.clean();
    await vita.page.getByRole('dialog').getByRole('button', { name: 'Eskalēt', exact: true }).click();
    await seen(vita.page.getByRole('status').filter({ hasText: 'Eskalēts.' })).toBeVisible();

    // then
    const vija = await signIn('vija', '/work/tasks');
    await openTask(vija, 'unassigned', code, 'Izlemt eskalāciju');
    await claim(vija);
    await vija.clean();
    await finish(vija, 'Dot norādījumus', { 'Iemesls vai norādījumi': 'Lemj VSAA. Turpini.' });
    await openTask(vita, 'mine', code, 'Pieņemt pieprasījumu');

    // and the worker acknowledges what she was told; the lead hears of it, the case keeps it
    await seen(vita.page.getByText('Lemj VSAA. Turpini.').first()).toBeVisible();
    await vita.clean();
    await vita.page.getByRole('button', { name: 'Iepazinos' }).click();
    await seen(vita.page.getByRole('button', { name: 'Iepazinos' })).toBeHidden();
    await seen(vija.page.getByText('Vita Zariņa iepazinās ar Jūsu norādījumu').first()).toBeVisible();
    await vita.page.getByRole('tab', { name: 'Eskalācijas' }).click();
    await seen(vita.page.getByText(/Norādījums apstiprināts: Vita Zariņa/)).toBeVisible();
    await vita.clean();
  }, 240_000);

  it('escalates by itself when the deadline passes', async () => {
    // given: a case nobody takes
    const { code } = await newCase();
    const vita = await signIn('vita', '/work/tasks');
    await openTask(vita, 'unassigned', code, 'Pieņemt pieprasījumu');

    // when: three weeks pass, for the engine and for us
    await stack.advanceClock(21 * DAY_MS);

    // then: the lead has it to decide, and its row says that it is late
    const vija = await signIn('vija', '/work/tasks');
    await openTask(vija, 'unassigned', code, 'Lemt par nokavēto lietu');
    await seen(vija.page.getByText('eskalēts').first()).toBeVisible();
    await vija.clean();
    await claim(vija);
    await finish(vija, 'Pagarināt termiņu', { 'Pagarināt par': '10', 'Iemesls vai norādījumi': 'Gaidām ziņas no ārvalstīm.' });
  }, 300_000);
});
