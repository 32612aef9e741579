import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { submit } from '../../docker/demo/acts.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { DEMO_PASSWORD } from '../../docker/sandbox/people.ts';
import { getCase } from '../../web/contract/cases.ts';
import { listServices } from '../../web/contract/catalogue.ts';
import { listTasks } from '../../web/contract/tasks.ts';
import { openByKeyboard, signInByKeyboard } from './keyboard.ts';
import { seen, useVisitors } from './visitors.ts';

/** The service of the tests, which asks for four eyes above 5 000 €. */
const PERMIT = 'M.01';
const [DECIDE, CONFIRM] = ['Lemt par atļauju', 'Apstiprināt lēmumu'];
const REASON = 'Žogs ir garāks, nekā noteikts.';
const WHY = 'Summa neatbilst tāmei.';

/** B3, M14, WCAG 2.1.1: what one person decided another confirms or returns, and neither needs a mouse. */
describe('four eyes, by keyboard only', () => {
  const { arrive, stack } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));
  let applied: { id: string; code: string };

  beforeAll(async () => {
    const anna = api.signIn('anna');
    const { services } = await anna.call(listServices);
    const data = { address: 'Rīga, Brīvības iela 1', iban: 'LV80 BANK 0000 4351 9500 1', dataTrue: true };
    applied = await submit(anna, services.find(it => it.code === PERMIT)!.id, data, randomUUID());
  }, 120_000);

  const tasksOf = async (username: string) =>
    (await api.signIn(username).call(listTasks, { query: { queue: 'all', sort: 'newest' } })).tasks
      .filter(it => it.case.id === applied.id)
      .map(it => it.title.lv);

  async function comeToWork(username: string) {
    const person = await arrive(username);
    const { page } = person;
    const keys = await signInByKeyboard(page, '/work/tasks', username, DEMO_PASSWORD);
    const take = async (title: string) => {
      await openByKeyboard(page, keys, 'u', applied.code, title);
      await keys.press('c');
      await keys.hears('Uzdevums ir Jūsu.');
    };
    const finish = async () => {
      await keys.press('Control+Enter');
      await keys.hears(/^Uzdevums pabeigts/);
      await keys.stays('finishing');
    };
    const readLetter = async () => {
      await keys.open(page.getByRole('button', { name: 'Skatīt īsto vēstuli' }), 'Vēstule, kā to saņems klients');
      await seen(page.locator('iframe')).toBeVisible();
      await person.clean();
      await keys.press('Escape');
      await keys.closes('the letter');
    };
    return { ...person, keys, take, finish, readLetter };
  }

  it('is decided, returned with a reason, mended and confirmed', async () => {
    const decided = async () => (await api.signIn('vija').call(getCase, { params: { caseId: applied.id } })).decision;
    const [vita, valdis] = [await comeToWork('vita'), await comeToWork('valdis')];

    // one decides more than one person may
    await vita.take('Pieņemt pieprasījumu');
    await vita.keys.choose(vita.page.getByLabel('Jā, sākt izpildi'));
    await vita.finish();
    await vita.take(DECIDE);
    await vita.keys.choose(vita.page.getByRole('radio', { name: 'Piešķirt', exact: true }));
    await vita.keys.tick(vita.page.getByRole('checkbox', { name: /^Adrese ir zināma/ }));
    await vita.keys.fill(vita.page.getByLabel('Summa, €'), '6000');
    await vita.keys.fill(vita.page.getByLabel('Paskaidrojums lēmumā'), REASON);
    await seen(vita.page.getByText('Šo lēmumu apstiprinās otrs darbinieks')).toBeVisible();
    await seen(vita.page.getByRole('button', { name: 'Nodot apstiprināšanai' })).toBeVisible();
    await vita.readLetter();
    await vita.clean();
    await vita.finish();

    // another finds it in the queue, sees all of it, and returns it
    await valdis.take(CONFIRM);
    await seen(valdis.page.getByRole('tabpanel', { name: 'Uzdevums' }).getByText('Gaida apstiprinājumu')).toBeVisible();
    for (const words of [/^Vita Zariņa sagatavoja lēmumu/, /^6\s?000,00\s€$/, /^Adrese ir zināma/, REASON])
      await seen(valdis.page.locator('main').getByText(words).first()).toBeVisible();
    await valdis.readLetter();
    await valdis.keys.choose(valdis.page.getByLabel('Atgriezt lēmējam'));
    await valdis.keys.fill(valdis.page.getByLabel('Kāpēc atgriežat'), WHY);
    await valdis.clean();
    await valdis.finish();
    expect(await decided()).toBeNull();

    // the first mends what came back: nothing has to be typed again
    await vita.take(DECIDE);
    await seen(vita.page.getByText('Lēmums ir atgriezts')).toBeVisible();
    await seen(vita.page.getByText(/Valdis Krūmiņš to atgrieza/)).toBeVisible();
    await seen(vita.page.getByText(`Iemesls: ${WHY}`)).toBeVisible();
    await seen(vita.page.getByLabel('Paskaidrojums lēmumā')).toHaveValue(REASON);
    await seen(vita.page.getByLabel('Summa, €')).toHaveValue('6000,00');
    await vita.clean();
    await vita.keys.fill(vita.page.getByLabel('Summa, €'), '5500');
    await vita.finish();

    // the other confirms it; who prepared it does not even see the task
    await valdis.take(CONFIRM);
    expect(await tasksOf('valdis')).toEqual([CONFIRM]);
    expect(await tasksOf('vita')).toEqual([]);
    await seen(valdis.page.locator('main').getByText(/^5\s?500,00\s€$/)).toBeVisible();
    await valdis.keys.choose(valdis.page.getByLabel('Apstiprināt', { exact: true }));
    await valdis.clean();
    await valdis.finish();
    await seen.poll(decided).toMatchObject({ outcome: 'grant', amountCents: 550_000, reason: REASON, automatic: false });
  }, 400_000);
});
