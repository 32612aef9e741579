import { randomUUID } from 'node:crypto';
import { afterAll, describe, it } from '@jest/globals';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { cancelAbsence, enterAbsence, listMyAbsences } from '../../../../web/contract/absences.ts';
import { getMe } from '../../../../web/contract/me.ts';
import { claim, finish, freshDeceased, openTask } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors, type Visitor } from '../../../../tests/e2e/visitors.ts';

const TAKE_OVER = 'Pieņemt pieprasījumu';
const dayIn = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

/** J20: hand over, give back, take over, stand in, escalate, reassign. */
describe('colleagues who work together', () => {
  const { signIn, stack } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  async function newCase(): Promise<{ id: string; code: string }> {
    const janis = api.signIn('janis');
    const service = await findService(janis, 'bēres', FUNERAL_BENEFIT);
    return submit(janis, service.id, (await fillIn(janis, service.id, freshDeceased())).data);
  }
  /** Nobody stays away longer than their test. */
  async function allBack(): Promise<void> {
    const valdis = api.signIn('valdis');
    const { absences } = await valdis.call(listMyAbsences);
    for (const { id, version, may } of absences)
      if (may.includes('cancel')) await valdis.call(cancelAbsence, { params: { absenceId: id }, query: { version, takeBack: 'false' } });
  }
  afterAll(allBack, 60_000);

  const told = ({ page }: Visitor, words: string) => seen(page.getByRole('status', { name: 'Paziņojumi Jums' }).getByText(words).first()).toBeVisible();
  const takenBy = async (visitor: Visitor, code: string) => {
    await openTask(visitor, 'unassigned', code, TAKE_OVER);
    await claim(visitor);
  };

  it('hand a task over with a note, and get it back with a reason, at once', async () => {
    // given
    const { code } = await newCase();
    const valdis = await signIn('valdis', '/work/tasks');
    const vita = await signIn('vita', '/work/tasks');
    await takenBy(vita, code);

    // when: handed over
    await vita.page.getByRole('button', { name: 'Nodot', exact: true }).click();
    await vita.page.getByLabel('Kam').selectOption({ label: 'Valdis Krūmiņš' });
    await vita.page.getByLabel(/^Piezīme kolēģim/).fill('Šo ģimeni Tu jau pazīsti.');
    await vita.page.getByRole('dialog').getByRole('button', { name: 'Nodot', exact: true }).click();

    // then: he hears of it on the page he happens to look at, and finds the note with the task
    await told(valdis, 'Vita Zariņa nodeva Jums uzdevumu');
    await openTask(valdis, 'mine', code, TAKE_OVER);
    await seen(valdis.page.getByText('Šo ģimeni Tu jau pazīsti.').last()).toBeVisible();
    await valdis.clean();
    await vita.page.goto('/work/tasks?queue=handed-over');
    await seen(vita.page.getByRole('link', { name: new RegExp(code) })).toBeVisible();

    // when: given back
    await valdis.page.getByRole('button', { name: 'Atdot atpakaļ' }).click();
    await valdis.page.getByRole('dialog').getByLabel('Iemesls').fill('Tie ir mani radi.');
    await valdis.clean();
    await valdis.page.getByRole('dialog').getByRole('button', { name: 'Atdot atpakaļ' }).click();

    // then
    await told(vita, 'Valdis Krūmiņš atdeva Jums uzdevumu atpakaļ');
    await openTask(vita, 'mine', code, TAKE_OVER);
    await vita.clean();
  }, 240_000);

  it('see each other at a case, and take over with a reason; the other is told at once', async () => {
    // given
    const { code } = await newCase();
    const vita = await signIn('vita', '/work/tasks');
    await takenBy(vita, code);
    const valdis = await signIn('valdis', '/work/tasks');
    await openTask(valdis, 'all', code, TAKE_OVER);
    await seen(valdis.page.getByText('Šeit ir arī Vita Zariņa')).toBeVisible();
    await seen(vita.page.getByText('Šeit ir arī Valdis Krūmiņš')).toBeVisible();
    await seen(vita.page.getByRole('button', { name: /^Jūs šodien/ })).toBeVisible();

    // when
    await valdis.page.getByRole('button', { name: 'Pārņemt', exact: true }).click();
    await valdis.page.getByRole('dialog').getByLabel('Iemesls').fill('Vita ir sapulcē, klients gaida.');
    await valdis.clean();
    await valdis.page.getByRole('dialog').getByRole('button', { name: 'Pārņemt', exact: true }).click();

    // then
    await told(vita, 'Valdis Krūmiņš pārņēma Jūsu uzdevumu');
    await seen(vita.page.getByText('Vita ir sapulcē, klients gaida.').first()).toBeVisible();
    await vita.clean();
  }, 240_000);

  it('stand in for each other: "B for A"', async () => {
    // given: Valdis has a task, and his lead enters that he is away
    await allBack();
    const { code } = await newCase();
    const valdis = await signIn('valdis', '/work/tasks');
    await takenBy(valdis, code);
    const vija = await signIn('vija', '/work/absences');
    await vija.clean();
    await vija.page.getByRole('button', { name: 'Pievienot prombūtni' }).click();
    const dialog = vija.page.getByRole('dialog');
    await dialog.getByLabel('Kas ir prom').selectOption({ label: 'Valdis Krūmiņš' });
    await dialog.getByLabel('Pirmā diena').fill(dayIn(stack.now(), 0));
    await dialog.getByLabel('Pēdējā diena').fill(dayIn(stack.now(), 5));
    await dialog.getByLabel('Aizvieto').selectOption({ label: 'Vita Zariņa' });
    await vija.clean();
    await dialog.getByRole('button', { name: 'Saglabāt' }).click();
    await seen(dialog).toBeHidden();
    // the calendar opens in the browser's month; the stack's may be a later one
    const [here, there] = [new Date(), stack.now()].map(it => dayIn(it, 0).slice(0, 7));
    if (here !== there) await vija.page.getByRole('button', { name: 'Nākamais mēnesis' }).click();
    await seen(vija.page.getByRole('listitem').filter({ hasText: 'Valdis Krūmiņš' })).toBeVisible();
    await vija.clean();

    // then: it stands in Vita's queue as his, and she may take it
    const vita = await signIn('vita', '/work/tasks');
    await vita.page.goto('/work/tasks?queue=mine');
    await seen(vita.page.getByRole('link', { name: new RegExp(`${code}.*Valdis Krūmiņš vietā`) })).toBeVisible();
    await openTask(vita, 'mine', code, TAKE_OVER);
    await vita.page.getByRole('button', { name: 'Paņemt prombūtnē esošā vietā' }).click();
    await seen(vita.page.getByText('Valdis Krūmiņš vietā').last()).toBeVisible();
    await vita.clean();

    // and what is handed to him goes to her
    const other = await newCase();
    await takenBy(vija, other.code);
    await vija.page.getByRole('button', { name: 'Nodot', exact: true }).click();
    await vija.page.getByLabel('Kam').selectOption({ label: (await optionWith(vija, 'Valdis Krūmiņš – prom'))! });
    await vija.page.getByRole('dialog').getByRole('button', { name: 'Nodot', exact: true }).click();
    await seen(vija.page.getByRole('dialog')).toBeHidden();
    await vita.page.goto('/work/tasks?queue=mine');
    await seen(vita.page.getByRole('link', { name: new RegExp(`${other.code}.*Valdis Krūmiņš vietā`) })).toBeVisible();

    // when he is back, what she has not begun is his again
    await valdis.page.goto('/work/absences');
    await valdis.page
      .getByRole('button', { name: /^Atcelt:/ })
      .first()
      .click();
    await valdis.clean();
    await valdis.page.getByRole('dialog').getByRole('button', { name: 'Atcelt prombūtni' }).click();
    await seen(valdis.page.getByRole('status').filter({ hasText: 'Prombūtne atcelta.' })).toBeVisible();
    await openTask(valdis, 'mine', other.code, TAKE_OVER);
  }, 360_000);

  it('escalate what nobody is left to take, and the lead gives it to somebody', async () => {
    // given: Valdis has a task, and is away with nobody to stand in
    await allBack();
    const { code } = await newCase();
    const valdis = await signIn('valdis', '/work/tasks');
    await takenBy(valdis, code);
    const desk = api.signIn('valdis');
    const { id: userId } = await desk.call(getMe);
    const body = { userId, fromOn: dayIn(stack.now(), 0), toOn: dayIn(stack.now(), 2), covers: 'all', substituteId: null, note: null };
    await desk.call(enterAbsence, { key: randomUUID(), body });

    // then: the lead has it at once, among the open escalations and as a task
    const vija = await signIn('vija', '/work/escalations');
    await seen(vija.page.getByRole('listitem').filter({ hasText: code }).getByText('Nav, kas paņem')).toBeVisible();
    await vija.clean();
    await openTask(vija, 'unassigned', code, 'Izlemt eskalāciju');
    await claim(vija);
    await vija.page.getByLabel('Uzdot citam darbiniekam').check();
    await vija.page.locator('.fjs-select-display').click(); // the field itself is drawn by form-js and hidden
    await vija.page.locator('.fjs-dropdownlist-item').filter({ hasText: 'Vita Zariņa' }).click();
    await finish(vija, 'Uzdot citam darbiniekam', { 'Iemesls vai norādījumi': 'Valdis ir prom.' });

    // and the record of the case says all of it
    const vita = await signIn('vita', '/work/tasks');
    await openTask(vita, 'mine', code, TAKE_OVER);
    await vita.page.getByRole('tab', { name: 'Eskalācijas' }).click();
    await seen(vita.page.getByText('Uzdots: Vita Zariņa')).toBeVisible();
    await vita.clean();
  }, 360_000);

  async function optionWith({ page }: Visitor, words: string): Promise<string | null> {
    const option = page.getByLabel('Kam').locator('option').filter({ hasText: words });
    await option.waitFor({ state: 'attached' });
    return option.textContent();
  }
});
