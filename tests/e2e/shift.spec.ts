import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../docker/demo/acts.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { DEMO_PASSWORD, RESIDENTS } from '../../docker/sandbox/people.ts';
import { cancelAbsence, listMyAbsences } from '../../web/contract/absences.ts';
import { getCase, submitCase } from '../../web/contract/cases.ts';
import { claimTask, listTasks } from '../../web/contract/tasks.ts';
import { listViews, removeView } from '../../web/contract/views.ts';
import { signInByKeyboard, type Keyboard } from './keyboard.ts';
import { codeGiven, dropRegistration, freshDeceased } from './steps.ts';
import { seen, useVisitors, type Visitor } from './visitors.ts';

/** An adviser strikes about four keys a second: a question with a sentence in it is registered in well under a minute. */
const MOST_STROKES = 16;

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const dayIn = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

type Page = Visitor['page'];
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });

/** Narrows the list to one case and opens its task. */
async function openByFilter(page: Page, keys: Keyboard, queue: string, code: string, title: string): Promise<void> {
  await page.keyboard.press('g');
  await keys.press(queue);
  await seen(page.getByRole('heading', { level: 1 })).toBeAttached();
  await keys.press('/');
  await keys.type(code);
  await seen(page.getByRole('option').filter({ hasText: code })).toBeVisible();
  await keys.press('Enter');
  await seen(page).toHaveURL(/\/work\/cases\//);
  await keys.stays('found by its code');
  await keys.use(page.getByRole('link', { name: title }));
  await seen(page.getByRole('heading', { name: title })).toBeVisible();
}

/** B3, WCAG 2.1.1: nothing on the desk needs a mouse. */
describe('a whole shift by keyboard only', () => {
  const { arrive, stack } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));
  const mark = randomUUID().slice(0, 8);

  async function forgetViews(username: string): Promise<void> {
    const { views } = await api.signIn(username).call(listViews);
    for (const view of views.filter(it => it.owner === 'user')) await api.signIn(username).call(removeView, { params: { viewId: view.id } });
  }
  async function comeBack(): Promise<void> {
    const { absences } = await api.signIn('vita').call(listMyAbsences);
    for (const { id, version, may } of absences)
      if (may.includes('cancel')) await api.signIn('vita').call(cancelAbsence, { params: { absenceId: id }, query: { version, takeBack: 'false' } });
  }
  async function question(): Promise<string> {
    const subject = `Kur var saņemt medību atļauju ${mark}?`;
    return (await api.signIn('anna').call(submitCase, { body: { kind: 'information-request', serviceId: null, data: {}, subject }, key: randomUUID() })).code;
  }
  beforeAll(async () => {
    await forgetViews('liga');
    await dropRegistration(stack.urls.web, 'liga');
    await comeBack();
  }, 120_000);
  afterAll(comeBack, 60_000);

  it('at the counter', async () => {
    const codes = [await question(), await question()];
    const liga = await arrive('liga');
    const { page } = liga;
    const keys = await signInByKeyboard(page, '/work/tasks', 'liga', DEMO_PASSWORD);
    const row = (code: string) => page.getByRole('link', { name: new RegExp(`^${code}`) });

    // the list: another queue, narrowed, in another order, kept
    await keys.press('g');
    await keys.press('u');
    await seen(row(codes[1]!)).toBeVisible();
    await keys.press('f');
    await seen(page.getByRole('dialog', { name: 'Atlasīt sarakstu' })).toBeVisible();
    await keys.type(mark);
    await keys.press('Enter');
    await seen(page.locator('[data-row]')).toHaveCount(2);
    await keys.stays('filter');
    await keys.select(page.getByLabel('Kārtot'), /^Jaun/);
    await seen(page.locator('[data-row]').first()).toContainText(codes[1]!);
    await keys.use(button(page, 'Saglabāt skatu'));
    await keys.type(`Mednieki ${mark}`);
    await keys.press('Enter');
    await keys.hears('saglabāts');
    await keys.press('g');
    await keys.press('l');
    await keys.press('j');
    await keys.press('k');

    // a thing done to both, and taken back
    const before = page.getByRole('link', { name: new RegExp(codes[0]!) });
    await keys.tick(page.getByLabel('Izvēlēties visas redzamās'));
    await keys.use(button(page, 'Paņemt'));
    await keys.use(button(page, 'Pārbaudīt, kas notiks'));
    await keys.use(button(page, 'Paņemt: 2'));
    await keys.hears('Izdarīts: 2 no 2');
    await keys.use(button(page, 'Atcelt izdarīto'));
    await keys.hears('Atcelts: 2 no 2');
    await keys.use(button(page, 'Aizvērt'));
    await keys.stays('a bulk action');
    await seen(before).toBeVisible();

    // find, by box and by palette; which keys there are
    await keys.press('/');
    await keys.type(codes[0]!);
    await seen(page.getByRole('option').filter({ hasText: codes[0]! })).toBeVisible();
    await keys.press('Enter');
    await seen(page).toHaveURL(/\/work\/cases\/[0-9a-f-]{36}/);
    await keys.stays('search');
    await keys.press('?');
    await seen(page.getByRole('dialog', { name: 'Taustiņi' })).toBeVisible();
    await keys.press('Escape');
    await keys.stays('the map of keys');
    await keys.press('Control+k');
    await keys.type('jauns kontakts');
    await keys.press('Enter');
    await seen(page).toHaveURL(/\/work\/register/);

    // somebody comes: registered in so many strokes
    await seen(page.getByLabel('Personas kods')).toBeFocused();
    keys.pressed();
    await keys.type(RESIDENTS.peteris.personalCode);
    await keys.press('Enter');
    await seen(page.getByLabel('Ko klients saka')).toBeFocused();
    await keys.use(button(page, /^Cits pieteikums vārdos/));
    await seen(page.getByLabel('Klienta vārdiem')).toBeFocused();
    const words = `Kur var saņemt izziņu par dzīvesvietu? ${mark}`;
    await keys.type(words);
    await keys.use(button(page, 'Reģistrēt'));
    await seen(page.getByRole('heading', { name: 'Pieteikums pieņemts' })).toBeVisible();
    await keys.stays('registering');
    expect(keys.pressed() - words.length - RESIDENTS.peteris.personalCode.length).toBeLessThanOrEqual(MOST_STROKES);
    const code = await codeGiven(page);

    // it is worked on: taken, a note for colleagues, a paper, a question to the client
    await openByFilter(page, keys, 'u', code, 'Atbildēt un palīdzēt');
    await keys.press('c');
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.press('n');
    await seen(page.getByLabel('Iekšēja piezīme kolēģiem')).toBeFocused();
    await keys.type('Klients steidzas.');
    await keys.use(button(page, 'Saglabāt piezīmi'));
    await keys.hears('Piezīme pievienota.');
    await keys.stays('a note');
    await keys.press('4');
    await seen(page.getByRole('tab', { name: 'Dokumenti' })).toBeFocused();
    await keys.use(button(page, 'Pievienot failu'));
    await keys.tabTo(page.getByLabel('Izvēlēties failu'));
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keys.press('Enter')]);
    await chooser.setFiles({ name: 'izzina.pdf', mimeType: 'application/pdf', buffer: PDF });
    await seen(button(page, 'Noņemt: izzina.pdf')).toBeVisible();
    await keys.use(inDialog(page, 'Pievienot'));
    await keys.hears('Fails pievienots.');
    await keys.stays('a document');
    await keys.press('1');
    await keys.choose(page.getByLabel('Trūkst ziņu: jautāt klientam'));
    await keys.fill(page.getByLabel('Jautājums klientam'), 'Kurai iestādei izziņa vajadzīga?');
    await keys.press('Control+Enter');
    await keys.hears(/^Uzdevums pabeigts/);
    await keys.stays('asking the client');

    // home
    await keys.press('g');
    await keys.press('m');
    await keys.use(button(page, 'Iziet'), { back: true });
    await seen(button(page, 'Pieslēgties')).toBeVisible();
  }, 400_000);

  it('at the agency', async () => {
    // given: two applications; Valdis has the second one
    const janis = api.signIn('janis');
    const service = await findService(janis, 'bēres', FUNERAL_BENEFIT);
    const newCase = async () => submit(janis, service.id, (await fillIn(janis, service.id, freshDeceased())).data);
    const [mine, his] = [await newCase(), await newCase()];
    const vita = await arrive('vita');
    const { page } = vita;
    const keys = await signInByKeyboard(page, '/work/tasks', 'vita', DEMO_PASSWORD);
    await seen.poll(async () => (await api.signIn('valdis').call(listTasks, { query: { queue: 'unassigned', text: his.code } })).tasks.length).toBe(1);
    const { tasks } = await api.signIn('valdis').call(listTasks, { query: { queue: 'unassigned', text: his.code } });
    await api.signIn('valdis').call(claimTask, { params: { taskKey: tasks[0]!.key }, body: { version: tasks[0]!.version } });

    // taken over from a colleague, escalated, handed back to him
    await openByFilter(page, keys, 'a', his.code, 'Pieņemt pieprasījumu');
    await keys.press('o');
    await keys.type('Valdis ir sapulcē, klients gaida.');
    await keys.use(inDialog(page, 'Pārņemt'));
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.stays('taking over');
    await keys.press('e');
    await keys.type('Nav skaidrs, kura iestāde lemj.');
    await keys.use(inDialog(page, 'Eskalēt'));
    await keys.hears('Eskalēts.');
    await keys.stays('escalating');
    await keys.press('h');
    await keys.select(page.getByLabel('Kam'), /^Valdis Krūmiņš/);
    await keys.fill(page.getByLabel(/^Piezīme kolēģim/), 'Vadītāja izlems.');
    await keys.use(inDialog(page, 'Nodot'));
    await keys.hears('Uzdevums nodots: Valdis Krūmiņš.');
    await keys.stays('handing over');

    // the other one: accepted, its term stopped and started, made longer
    await openByFilter(page, keys, 'u', mine.code, 'Pieņemt pieprasījumu');
    await keys.press('c');
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.choose(page.getByLabel('Jā, sākt izpildi'));
    await keys.press('Control+Enter');
    await keys.hears(/^Uzdevums pabeigts/);
    await keys.stays('accepting');
    await openByFilter(page, keys, 'u', mine.code, 'Izlemt');
    await keys.press('c');
    await keys.hears('Uzdevums ir Jūsu.');
    await keys.use(button(page, 'Apturēt termiņu'), { back: true });
    await keys.fill(page.getByLabel('Kāpēc'), 'Gaidām ziņas no ārvalstīm.');
    await keys.use(inDialog(page, 'Apturēt'));
    await keys.hears('Termiņš apturēts.');
    await keys.stays('pausing');
    await keys.use(button(page, 'Atsākt termiņu'));
    await keys.hears('Termiņš atkal skaitās.');
    await keys.stays('resuming');
    await keys.use(button(page, 'Pagarināt termiņu'));
    await keys.fill(page.getByLabel(/^Par cik/), '5');
    await keys.fill(page.getByLabel('Kāpēc'), 'Lieta ir sarežģīta.');
    await keys.use(inDialog(page, 'Pagarināt'));
    await keys.hears('Termiņš pagarināts.');
    await keys.stays('extending');

    // decided, with the letter read first
    await keys.choose(page.getByRole('radio', { name: 'Piešķirt', exact: true }));
    await keys.tick(page.getByRole('group', { name: /^Pamatojums/ }).getByRole('checkbox').first());
    await keys.use(button(page, 'Apskatīt vēstuli'));
    await seen(page.locator('iframe')).toBeVisible();
    await keys.press('Escape');
    await keys.stays('the letter');
    await keys.press('Control+Enter');
    await keys.hears(/^Uzdevums pabeigts/);
    await keys.stays('deciding');
    await seen.poll(async () => (await api.signIn('vita').call(getCase, { params: { caseId: mine.id } })).outcome).toBe('fulfilled');

    // days away, the list as a file, home
    await keys.press('Control+k');
    await keys.type('prombutnes');
    await keys.press('Enter');
    await keys.use(button(page, 'Pievienot prombūtni'));
    await keys.fillDate(page.getByLabel('Pirmā diena'), dayIn(stack.now(), 40));
    await keys.fillDate(page.getByLabel('Pēdējā diena'), dayIn(stack.now(), 45));
    await keys.select(page.getByLabel('Aizvieto'), /^Valdis/);
    await keys.use(inDialog(page, 'Saglabāt'));
    await keys.hears('Prombūtne');
    await keys.stays('an absence');
    await keys.press('g');
    await keys.press('t');
    await keys.use(button(page, 'Eksportēt'));
    await keys.fill(page.getByLabel('Kam tas vajadzīgs'), 'Maiņas pārskats');
    const [download] = await Promise.all([page.waitForEvent('download'), keys.use(button(page, 'Lejupielādēt'))]);
    expect(download.suggestedFilename()).toBe('pietura-tasks.xlsx');
    await keys.stays('exporting');
    await keys.use(button(page, 'Iziet'), { back: true });
    await seen(button(page, 'Pieslēgties')).toBeVisible();
  }, 400_000);
});
