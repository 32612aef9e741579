import { describe, expect, it } from '@jest/globals';
import { makeApi } from '../../docker/demo/api.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { getTask, takeTaskOver } from '../../web/contract/tasks.ts';
import { claim, openTask } from './steps.ts';
import { seen, useVisitors, type Visitor } from './visitors.ts';

const TASK = 'Atbildēt un palīdzēt';
const ANSWER = 'Atbilde klientam';

/** Two people in one form, or one person on two devices: neither loses a word (F3, F4; must-be-true 2). */
describe('two in one form', () => {
  const { signIn, stack, expectComplaint } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  async function newQuestion(): Promise<string> {
    const subject = 'Cik ilgi jāgaida apbedīšanas pabalsts?';
    return (await api.signIn('janis').call(submitCase, { body: { kind: 'information-request', serviceId: null, data: {}, subject } })).code;
  }

  const keyOf = ({ page }: Visitor): string => new URL(page.url()).searchParams.get('task')!.replaceAll('"', '');
  const answerOf = ({ page }: Visitor) => page.getByLabel(ANSWER);
  const saved = ({ page }: Visitor) => seen(page.getByText(/^Saglabāts \d\d:\d\d$/)).toBeVisible();
  /** Types, and waits until the server has it: "Saglabāts" may still be said of what was there before. */
  async function type(visitor: Visitor, words: string) {
    const kept = visitor.page.waitForResponse(
      it => it.request().method() === 'PUT' && it.url().includes('/api/drafts/task') && it.ok() && it.request().postData()!.includes(JSON.stringify(words)),
    );
    await answerOf(visitor).fill(words);
    await kept;
  }

  async function begin(liga: Visitor, code: string, words: string) {
    await openTask(liga, 'unassigned', code, TASK);
    await claim(liga);
    await liga.page.getByLabel('Jā, atbilde ir šeit').check();
    await type(liga, words);
    await saved(liga);
  }

  it('keeps every word when the work is taken over in the middle', async () => {
    // given: Līga has begun to answer
    const code = await newQuestion();
    const liga = await signIn('liga', '/work/tasks');
    await begin(liga, code, 'Pabalstu izmaksā desmit darba dienās.');
    const taskKey = keyOf(liga);

    // when Kārlis takes the work over
    const lead = api.signIn('karlis');
    const { version } = await lead.call(getTask, { params: { taskKey } });
    await lead.call(takeTaskOver, { params: { taskKey }, body: { version, reason: 'Līga šodien slimo.' } });
    const karlis = await signIn('karlis', '/work/tasks');
    await openTask(karlis, 'mine', code, TASK);

    // then her words are before him, field by field
    const panel = karlis.page.getByRole('group', { name: 'Šajā veidlapā rakstīja arī Līga Ozola' });
    await seen(panel.getByText('Līga Ozola: Pabalstu izmaksā desmit darba dienās.')).toBeVisible();
    await karlis.clean();
    // and Līga sees that they are kept
    await seen(liga.page.getByText('Jūsu ierakstītais ir saglabāts')).toBeVisible();
    await seen(liga.page.getByText('Pabalstu izmaksā desmit darba dienās.')).toBeVisible();
    await liga.clean();

    // when he takes them, adds his own and finishes
    await panel.getByRole('button', { name: 'Lietot izvēlēto' }).click();
    await seen(answerOf(karlis)).toHaveValue('Pabalstu izmaksā desmit darba dienās.');
    await type(karlis, 'Pabalstu izmaksā desmit darba dienās. Par katru soli Jums paziņosim.');
    await karlis.page.getByRole('button', { name: 'Pabeigt un nākamais' }).click();
    await seen(karlis.page.getByRole('status').filter({ hasText: /^Uzdevums pabeigts/ })).toBeVisible();

    // then Līga's words are still hers, and become a note of the case
    await seen(liga.page.getByText('Uzdevumu pabeidza cits.')).toBeVisible();
    await liga.page.getByRole('button', { name: 'Pievienot lietai kā piezīmi' }).click();
    await seen(liga.page.getByRole('status').filter({ hasText: 'Ierakstītais pievienots kā piezīme.' })).toBeVisible();
    await liga.page.getByRole('tab', { name: 'Vēsture' }).click();
    await seen(liga.page.getByText('Pabalstu izmaksā desmit darba dienās.').first()).toBeVisible();
    await liga.clean();
  }, 300_000);

  it('merges two devices of one person, without a network for a while, and after the session has ended', async () => {
    // given: the same form on two devices
    const code = await newQuestion();
    const desk = await signIn('liga', '/work/tasks');
    await begin(desk, code, 'Sākums.');
    const phone = await signIn('liga', '/work/tasks');
    await openTask(phone, 'mine', code, TASK);
    await seen(answerOf(phone)).toHaveValue('Sākums.');

    // when the desk loses its network and both go on
    expectComplaint(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    await desk.page.context().setOffline(true);
    await answerOf(desk).fill('Rakstīts pie galda.');
    await seen(desk.page.getByText(/^Serverī nav saglabāts – mēģinām/)).toBeVisible();
    await type(phone, 'Rakstīts telefonā.');
    await desk.page.context().setOffline(false);

    // then the desk is asked, and both stay
    const panel = desk.page.getByRole('group', { name: 'Jūs rakstījāt divās ierīcēs' });
    await seen(panel).toBeVisible();
    await desk.clean();
    await panel.getByLabel('Abi kopā').check();
    await panel.getByRole('button', { name: 'Lietot izvēlēto' }).click();
    await seen(answerOf(desk)).toHaveValue('Rakstīts pie galda.\n\nRakstīts telefonā.');
    await saved(desk);

    // when the session ends while one types
    await desk.page.route('**/api/drafts/**', route =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ slug: 'not-signed-in', status: 401 }) }),
    );
    await answerOf(desk).fill('Rakstīts pie galda.\n\nRakstīts telefonā. Un vēl.');
    await seen(desk.page.getByText('Jūsu pieslēgšanās ir beigusies')).toBeVisible();
    await desk.page.unroute('**/api/drafts/**');
    await desk.page.getByRole('button', { name: 'Pieslēgties vēlreiz' }).click();

    // then it is all there, here and on the other device
    await seen(answerOf(desk)).toHaveValue('Rakstīts pie galda.\n\nRakstīts telefonā. Un vēl.');
    await saved(desk);
    await phone.page.reload();
    await seen(answerOf(phone)).toHaveValue('Rakstīts pie galda.\n\nRakstīts telefonā. Un vēl.');
    expect(code).toMatch(/^\d{4} \d{4,}$/);
  }, 300_000);
});
