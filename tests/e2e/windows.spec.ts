import { describe, it } from '@jest/globals';
import type { Locator, Page } from '@playwright/test';
import { makeApi } from '../../docker/demo/api.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { getMe } from '../../web/contract/me.ts';
import { makeKeyboard } from './keyboard.ts';
import { claim, openTask } from './steps.ts';
import { seen, useVisitors, type Visitor } from './visitors.ts';

const TASK = 'Atbildēt un palīdzēt';
const TROUBLE = 'Nekas nav pazudis. Mēģiniet vēlreiz pēc brīža';

/** The windows of a case and its task: by keyboard, and what was typed stays when the server cannot take it (issue 4 §4). */
describe('windows', () => {
  const { signIn, stack, expectComplaint } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  const ask = (subject: string) =>
    api.signIn('janis').call(submitCase, { body: { kind: 'information-request', serviceId: null, data: {}, subject: `${subject} ${Date.now()}` } });
  const said = ({ page }: Visitor, words: string | RegExp) => seen(page.getByRole('status').filter({ hasText: words })).toBeVisible();

  /** The server fails at this once. */
  async function failOnce(page: Page, path: RegExp): Promise<void> {
    const body = JSON.stringify({ type: 'about:blank', title: 'Something went wrong', status: 500, instance: 'example' });
    // stays in place: a route that goes away in the middle of other requests may leave one of them hanging
    let hasFailed = false;
    await page.route(path, route => {
      if (hasFailed || route.request().method() === 'GET') return route.fallback();
      hasFailed = true;
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body });
    });
    expectComplaint(/status of 500/);
  }

  /** The window says what went wrong, and takes the next press: what may have changed meanwhile has been read again. */
  async function failed(dialog: Locator, button: string): Promise<void> {
    await seen(dialog.getByText(TROUBLE)).toBeVisible();
    await seen(dialog.getByRole('button', { name: button, exact: true })).not.toHaveAttribute('aria-disabled', 'true');
  }

  it('to link a case, and to split it', async () => {
    const [one, other] = [await ask('Par ko ir šis rēķins?'), await ask('Kur redzams mans līgums?')];
    const liga = await signIn('liga', `/work/cases/${one.id}?tab=links`);
    const { page } = liga;
    const keyboard = makeKeyboard(page);

    await keyboard.open(page.getByRole('button', { name: 'Sasaistīt' }), 'Sasaistīt');
    const linking = page.getByRole('dialog', { name: 'Sasaistīt' });
    await keyboard.fill(linking.getByLabel('Lietas kods'), '12');
    await keyboard.use(linking.getByRole('button', { name: 'Sasaistīt' }));
    await seen(linking.getByText('Kods ir četri cipari, atstarpe un numurs')).toBeVisible();
    await liga.clean();
    await keyboard.fill(linking.getByLabel('Lietas kods'), other.code);
    await keyboard.fill(linking.getByLabel('Kāpēc (ja vajag)'), 'Viens un tas pats līgums');
    await failOnce(page, /\/links$/);
    await keyboard.use(linking.getByRole('button', { name: 'Sasaistīt' }));
    await failed(linking, 'Sasaistīt');
    await seen(linking.getByLabel('Lietas kods')).toHaveValue(other.code);
    await seen(linking.getByLabel('Kāpēc (ja vajag)')).toHaveValue('Viens un tas pats līgums');
    await liga.clean();
    await keyboard.use(linking.getByRole('button', { name: 'Sasaistīt' }));
    await seen(linking).toBeHidden();
    await seen(page.getByRole('link', { name: new RegExp(other.code) }).first()).toBeVisible();

    await keyboard.open(page.getByRole('button', { name: 'Sadalīt' }), 'Sadalīt lietu');
    const splitting = page.getByRole('dialog', { name: 'Sadalīt lietu' });
    await keyboard.use(splitting.getByRole('button', { name: 'Izveidot lietu' }));
    await seen(splitting.getByText('Uzrakstiet vismaz trīs zīmes')).toBeVisible();
    await liga.clean();
    await keyboard.fill(splitting.getByLabel('Par ko ir jaunā lieta'), 'Lūdzu arī līguma kopiju');
    await failOnce(page, /\/split$/);
    await keyboard.use(splitting.getByRole('button', { name: 'Izveidot lietu' }));
    await failed(splitting, 'Izveidot lietu');
    await seen(splitting.getByLabel('Par ko ir jaunā lieta')).toHaveValue('Lūdzu arī līguma kopiju');
    await keyboard.use(splitting.getByRole('button', { name: 'Izveidot lietu' }));
    await said(liga, /^Izveidota lieta \d{4} \d+/);
    await seen(splitting).toBeHidden();
    await liga.clean();
    // Esc leaves a window, and the focus is where it was
    await keyboard.open(page.getByRole('button', { name: 'Sadalīt' }), 'Sadalīt lietu');
    await keyboard.press('Escape');
    await seen(page.getByRole('dialog')).toHaveCount(0);
    await seen(page.getByRole('button', { name: 'Sadalīt' })).toBeFocused();
  }, 240_000);

  it('to hand a task over, and to take it back from a colleague', async () => {
    await api.signIn('karlis').call(getMe, {}); // whom one has never seen one cannot hand anything
    const { code, id } = await ask('Kad būs atbilde?');
    const liga = await signIn('liga', '/work/tasks');
    const { page } = liga;
    const keyboard = makeKeyboard(page);
    await openTask(liga, 'unassigned', code, TASK);
    await claim(liga);

    await keyboard.open(page.getByRole('button', { name: 'Nodot', exact: true }), 'Nodot uzdevumu');
    const handing = page.getByRole('dialog', { name: 'Nodot uzdevumu' });
    await keyboard.use(handing.getByRole('button', { name: 'Nodot', exact: true }));
    await seen(handing.getByLabel('Kam', { exact: true })).toHaveAccessibleDescription('Izvēlieties, kam nodot');
    await liga.clean();
    await keyboard.tabTo(handing.getByLabel('Kam', { exact: true }));
    await keyboard.type('Kārlis');
    await keyboard.fill(handing.getByLabel(/^Piezīme/), 'Klients gaida zvanu pēc pusdienām');
    await failOnce(page, /\/assign$/);
    await keyboard.use(handing.getByRole('button', { name: 'Nodot', exact: true }));
    await failed(handing, 'Nodot');
    await seen(handing.getByLabel(/^Piezīme/)).toHaveValue('Klients gaida zvanu pēc pusdienām');
    await liga.clean();
    await keyboard.use(handing.getByRole('button', { name: 'Nodot', exact: true }));
    await said(liga, /Kārlis Liepiņš/);
    await seen(handing).toBeHidden();

    // from the case: who has it, and the way there
    await page.goto(`/work/cases/${id}`);
    await seen(page.getByText('to dara Kārlis Liepiņš')).toBeVisible();
    await liga.clean();
    await keyboard.use(page.getByRole('link', { name: `Uz uzdevumu: ${TASK}` }));
    await seen(page.getByRole('heading', { name: TASK })).toBeVisible();

    await keyboard.open(page.getByRole('button', { name: 'Pārņemt', exact: true }), 'Pārņemt kolēģa uzdevumu');
    const taking = page.getByRole('dialog', { name: 'Pārņemt kolēģa uzdevumu' });
    await keyboard.use(taking.getByRole('button', { name: 'Pārņemt', exact: true }));
    await seen(taking.getByText('Uzrakstiet vismaz trīs zīmes')).toBeVisible();
    await liga.clean();
    await keyboard.fill(taking.getByLabel('Iemesls'), 'Kārlis ir prom');
    await failOnce(page, /\/take-over$/);
    await keyboard.use(taking.getByRole('button', { name: 'Pārņemt', exact: true }));
    await failed(taking, 'Pārņemt');
    await seen(taking.getByLabel('Iemesls')).toHaveValue('Kārlis ir prom');
    await keyboard.use(taking.getByRole('button', { name: 'Pārņemt', exact: true }));
    await said(liga, 'Uzdevums ir Jūsu. Kolēģim par to paziņots.');
    await seen(taking).toBeHidden();

    await page.goto(`/work/cases/${id}`);
    await seen(page.getByText('to darāt Jūs')).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await liga.clean();
  }, 240_000);
});
