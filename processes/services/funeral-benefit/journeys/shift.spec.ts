import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { DEMO_PASSWORD } from '../../../../docker/sandbox/people.ts';
import { openByKeyboard, signInByKeyboard } from '../../../../tests/e2e/keyboard.ts';
import { freshDeceased } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';
import { cancelAbsence, listMyAbsences } from '../../../../web/contract/absences.ts';
import { getCase } from '../../../../web/contract/cases.ts';
import { claimTask, listTasks } from '../../../../web/contract/tasks.ts';

const dayIn = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

/** B3, B7, WCAG 2.1.1: nothing an agency does on the desk needs a mouse. */
describe('a shift at the agency, by keyboard only', () => {
  const { arrive, stack } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  async function comeBack(): Promise<void> {
    const { absences } = await api.signIn('vita').call(listMyAbsences);
    for (const { id, version, may } of absences)
      if (may.includes('cancel')) await api.signIn('vita').call(cancelAbsence, { params: { absenceId: id }, query: { version, takeBack: 'false' } });
  }
  beforeAll(comeBack, 60_000);
  afterAll(comeBack, 60_000);

  it('takes over, escalates, hands over, decides, goes away', async () => {
    // given: two applications; Valdis has the second one
    const janis = api.signIn('janis');
    const service = await findService(janis, 'bēres', FUNERAL_BENEFIT);
    const newCase = async () => submit(janis, service.id, (await fillIn(janis, service.id, freshDeceased())).data);
    const [mine, his] = [await newCase(), await newCase()];
    const vita = await arrive('vita');
    const { page } = vita;
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
    const inDialog = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
    const keys = await signInByKeyboard(page, '/work/tasks', 'vita', DEMO_PASSWORD);
    const valdis = api.signIn('valdis');
    const hisTask = async () => (await valdis.call(listTasks, { query: { queue: 'unassigned', sort: 'newest' } })).tasks.find(it => it.case.id === his.id);
    await seen.poll(hisTask).toBeDefined();
    const { key: taskKey, version } = (await hisTask())!;
    await valdis.call(claimTask, { params: { taskKey }, body: { version } });

    // taken over from a colleague, escalated, handed back to him
    await openByKeyboard(page, keys, 'a', his.code, 'Pieņemt pieprasījumu');
    await keys.press('o');
    await seen(page.getByLabel('Iemesls')).toBeFocused();
    await keys.type('Valdis ir sapulcē, klients gaida.');
    await keys.use(inDialog('Pārņemt'));
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.closes('taking over');
    await keys.press('e');
    await seen(page.getByLabel('Kāpēc')).toBeFocused();
    await keys.type('Nav skaidrs, kura iestāde lemj.');
    await keys.use(inDialog('Eskalēt'));
    await keys.hears('Eskalēts.');
    await keys.closes('escalating');
    await keys.press('h');
    await seen(page.getByRole('dialog')).toBeVisible();
    await keys.select(page.getByLabel('Kam'), /^Valdis Krūmiņš/);
    await keys.fill(page.getByLabel(/^Piezīme kolēģim/), 'Vadītāja izlems.');
    await keys.use(inDialog('Nodot'));
    await keys.hears('Uzdevums nodots: Valdis Krūmiņš.');
    await keys.closes('handing over');

    // the other one: accepted, its term stopped and started, made longer
    await openByKeyboard(page, keys, 'u', mine.code, 'Pieņemt pieprasījumu');
    await keys.press('c');
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.choose(page.getByLabel('Jā, sākt izpildi'));
    await keys.press('Control+Enter');
    await keys.hears(/^Uzdevums pabeigts/);
    await keys.stays('accepting');
    await openByKeyboard(page, keys, 'u', mine.code, 'Pieņemt lēmumu');
    await keys.press('c');
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.open(button('Apturēt termiņu'), 'Apturēt termiņu');
    await keys.fill(page.getByLabel('Kāpēc'), 'Gaidām ziņas no ārvalstīm.');
    await keys.use(inDialog('Apturēt'));
    await keys.hears('Termiņš apturēts.');
    await keys.closes('pausing');
    await keys.use(button('Atsākt termiņu'), { back: true });
    await keys.hears('Termiņš atkal skaitās.');
    await keys.stays('resuming');
    await keys.open(button('Pagarināt termiņu'), 'Pagarināt termiņu');
    await keys.fill(page.getByLabel(/^Par cik/), '5');
    await keys.fill(page.getByLabel('Kāpēc'), 'Lieta ir sarežģīta.');
    await keys.use(inDialog('Pagarināt'));
    await keys.hears('Termiņš pagarināts.');
    await keys.closes('extending');

    // decided, with the letter read first
    await keys.choose(page.getByRole('radio', { name: 'Piešķirt', exact: true }));
    await keys.tick(
      page
        .getByRole('group', { name: /^Pamatojums/ })
        .getByRole('checkbox')
        .first(),
    );
    await keys.open(button('Skatīt īsto vēstuli'), /.*/);
    await seen(page.locator('iframe')).toBeVisible();
    await keys.press('Escape');
    await keys.closes('the letter');
    await keys.press('Control+Enter');
    await keys.hears(/^Uzdevums pabeigts/);
    await keys.stays('deciding');
    await seen.poll(async () => (await api.signIn('vita').call(getCase, { params: { caseId: mine.id } })).outcome).toBe('fulfilled');

    // days away, the list as a file, home
    await keys.press('Control+k');
    await seen(page.getByRole('dialog', { name: 'Komandas' })).toBeVisible();
    await keys.type('prombutnes');
    await keys.press('Enter');
    await keys.open(button('Pievienot prombūtni'), /.*/);
    await keys.fillDate(page.getByLabel('Pirmā diena'), dayIn(stack.now(), 40));
    await keys.fillDate(page.getByLabel('Pēdējā diena'), dayIn(stack.now(), 45));
    await keys.select(page.getByLabel('Aizvieto'), /^Valdis/);
    await keys.use(inDialog('Saglabāt'));
    await keys.hears('Prombūtne');
    await keys.closes('an absence');
    await keys.press('g');
    await keys.press('t');
    await keys.open(button('Eksportēt'), /.*/);
    await keys.fill(page.getByLabel('Kam tas vajadzīgs'), 'Maiņas pārskats');
    const [download] = await Promise.all([page.waitForEvent('download'), keys.use(button('Lejupielādēt'))]);
    expect(download.suggestedFilename()).toBe('pietura-tasks.xlsx');
    await keys.closes('exporting');
    await keys.use(button('Iziet'), { back: true });
    await seen(button('Pieslēgties')).toBeVisible();
  }, 400_000);
});
