import { describe, expect, it } from '@jest/globals';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { EICAR, SLOW } from '../../../../docker/local/test-clamd.ts';
import { freshDeceased, takeOver } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors, type Visitor } from '../../../../tests/e2e/visitors.ts';

/** A picture of one point; what follows its end nobody draws. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const scanOf = (words: string) => Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.from(`${words} ${Date.now()}`)]);

/** J12: paper, and what else people bring. */
describe('paper handed in at the counter', () => {
  const { signIn, stack, expectComplaint } = useVisitors();

  async function newCase(): Promise<{ id: string; code: string }> {
    const janis = makeApi(stack.urls.web, AbortSignal.timeout(120_000)).signIn('janis');
    const service = await findService(janis, 'bēres', FUNERAL_BENEFIT);
    const { data } = await fillIn(janis, service.id, freshDeceased());
    return submit(janis, service.id, data);
  }

  async function openAttach({ page }: Visitor, caseId: string): Promise<void> {
    await page.goto(`/work/cases/${caseId}?tab=documents`);
    await page.getByRole('button', { name: 'Pievienot failu' }).click();
    await seen(page.getByRole('dialog')).toBeVisible();
  }
  const choose = ({ page }: Visitor, name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel('Izvēlēties failu').setInputFiles({ name, mimeType, buffer });

  it('is scanned, checked, worked from, and travels to the holder', async () => {
    const { id, code } = await newCase();
    const [liga, vita] = [await signIn('liga', '/work/tasks'), await signIn('vita', '/work/tasks')];
    const title = `Darba grāmatiņa ${code}`;

    // given: the scan is attached at the counter, the paper kept there
    await openAttach(liga, id);
    await choose(liga, 'darba-gramatina.png', 'image/png', scanOf(SLOW));
    await seen(liga.page.getByRole('button', { name: 'Noņemt: darba-gramatina.png' })).toBeVisible();
    await liga.page.getByLabel('Nosaukums').fill(title);
    await liga.page.getByLabel('Papīra oriģināls ir pie mums').check();
    await liga.clean();
    // what was chosen survives a reload
    await seen(liga.page.getByText(/^Saglabāts \d/)).toBeVisible();
    await openAttach(liga, id);
    await seen(liga.page.getByRole('button', { name: 'Noņemt: darba-gramatina.png' })).toBeVisible();
    await choose(liga, 'otra-lapa.png', 'image/png', scanOf(SLOW));
    await seen(liga.page.getByRole('button', { name: 'Noņemt: otra-lapa.png' })).toBeVisible();
    await liga.page.getByRole('button', { name: 'Noņemt: otra-lapa.png' }).click();
    await liga.page.getByRole('dialog').getByRole('button', { name: 'Pievienot', exact: true }).click();

    // when: the specialist looks, it may still be in quarantine; then it can be opened, without a reload
    await vita.page.goto(`/work/cases/${id}?tab=documents`);
    const row = vita.page.getByRole('listitem').filter({ hasText: title });
    await seen(row).toBeVisible();
    await seen(row.getByRole('button', { name: `Apskatīt: ${title}` })).toBeVisible();
    await seen(row.getByText('Oriģināls pie mums, jānosūta līdz')).toBeVisible();
    await vita.clean();
    await row.getByRole('button', { name: `Apskatīt: ${title}` }).click();
    await seen(vita.page.getByRole('img', { name: `Dokuments: ${title}` })).toBeVisible();
    await vita.clean();
    await vita.page.keyboard.press('Escape');

    // and: works from the scan
    await takeOver(vita, code);

    // then: the paper goes with the next batch
    await liga.page.goto('/work/originals');
    await liga.page.getByRole('tab', { name: /^Pie mums/ }).click();
    await liga.page.getByLabel(`Izvēlēties: ${code}, ${title}`).check();
    await liga.clean();
    await liga.page.getByRole('button', { name: /^Izveidot sūtījumu/ }).click();
    await seen(liga.page.getByRole('heading', { name: /^Sūtījums KAC-\d{4}-\d{4}$/ })).toBeVisible();
    const [list] = await Promise.all([liga.page.waitForEvent('download'), liga.page.getByRole('button', { name: 'Drukāt sarakstu' }).click()]);
    expect(list.suggestedFilename()).toMatch(/^KAC-\d{4}-\d{4}\.pdf$/);
    await liga.clean();
    await liga.page.getByRole('button', { name: 'Atzīmēt kā nosūtītu' }).click();
    await seen(liga.page.getByRole('status').filter({ hasText: 'atzīmēts kā nosūtīts' })).toBeVisible();

    // and: is ticked off where it arrives
    await vita.page.goto('/work/originals?list=coming');
    const paper = vita.page.getByRole('row').filter({ hasText: title });
    await seen(paper).toBeVisible();
    await vita.clean();
    await paper.getByRole('link', { name: /^KAC-/ }).click();
    await vita.page.getByRole('button', { name: `Saņemts: ${title}` }).click();
    await seen(vita.page.getByText('Pabeigts', { exact: true })).toBeVisible();
    await vita.clean();
    await vita.page.goto(`/work/cases/${id}?tab=documents`);
    await seen(vita.page.getByText('Oriģināls saņemts')).toBeVisible();
  }, 300_000);

  it('an infected file is refused in words, and nothing is attached', async () => {
    const { id } = await newCase();
    const liga = await signIn('liga', '/work/tasks');
    await openAttach(liga, id);
    await choose(liga, 'pielikums.txt', 'text/plain', Buffer.from(`${EICAR} ${Date.now()}`));

    await seen(liga.page.getByRole('alert').filter({ hasText: 'pielikums.txt: failā atrasts vīruss' })).toBeVisible();
    await seen(liga.page.getByRole('dialog').getByRole('button', { name: 'Pievienot', exact: true })).toBeDisabled();
    await liga.clean();
    expectComplaint(/415.*\/api\/uploads/); // the browser says so of every refusal
    await choose(liga, 'bilde.pdf', 'application/pdf', scanOf('not a PDF'));
    await seen(liga.page.getByRole('alert').filter({ hasText: 'bilde.pdf: faila saturs neatbilst' })).toBeVisible();
    await liga.clean();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  }, 180_000);
});
