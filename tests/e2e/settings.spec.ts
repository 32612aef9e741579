import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seen, useVisitors } from './visitors.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

/** P10.5, B29: an agency sets its terms, its working hours and how long closed cases may be opened again. */
describe('settings of an agency', () => {
  const { signIn } = useVisitors();

  it('a dated term is checked at its fields, previewed step by step, and added; its history stays', async () => {
    const mara = await signIn('mara', '/work/settings');
    const { page } = mara;
    await seen(page.getByRole('heading', { name: 'Termiņi' })).toBeVisible();
    await mara.clean();

    // given: nothing filled in
    await page.getByRole('button', { name: 'Pievienot termiņu' }).click();
    const dialog = page.getByRole('dialog', { name: 'Jauns termiņš' });
    await dialog.getByRole('button', { name: 'Pievienot', exact: true }).click();
    await seen(dialog.getByText('Norādiet normu, uz kuru termiņš balstās')).toHaveCount(2);
    await mara.clean();

    // when: a term of the agency for suggestions, from a day nobody else has taken
    const law = `Iekšējie noteikumi Nr. ${randomInt(1e6)}`;
    const from = new Date(Date.UTC(2030, 0, 1) + Math.floor((Date.now() - Date.UTC(2026, 10, 1)) / MINUTE_MS) * DAY_MS).toISOString().slice(0, 10);
    await dialog.getByLabel('Pieteikuma veids').selectOption({ label: 'Ierosinājums' });
    await dialog.getByLabel('Prioritāte').selectOption({ label: '3. prioritāte' });
    await dialog.getByLabel('Cik', { exact: true }).fill('7');
    await dialog.getByLabel('Likuma vai vienošanās norma latviski').fill(law);
    await dialog.getByLabel('Tā pati norma angliski').fill('Internal rules');
    await dialog.getByLabel('Spēkā no').fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Rādīt, kāds termiņš iznāktu' }).click();
    await seen(dialog.getByText('Agrākā iespējamā diena ir rītdiena')).toBeVisible();
    await dialog.getByLabel('Spēkā no').fill(from);
    await dialog.getByRole('button', { name: 'Rādīt, kāds termiņš iznāktu' }).click();
    await seen(dialog.getByText('Šobrīd iesniegtai lietai termiņš būtu:')).toBeVisible();
    await seen(dialog.getByText(/^Pēdējā diena: pagājis viss termiņš \(7 darba dienas\)/)).toBeVisible();
    await mara.clean();
    await dialog.getByRole('button', { name: 'Pievienot', exact: true }).dblclick();
    await seen(dialog).toBeHidden();

    // then
    await seen(page.getByText(law)).toBeVisible();
    await mara.clean();

    // what has not begun is corrected, with why
    const [, year, month, day] = /(\d+)-(\d+)-(\d+)/.exec(from)!;
    const of = new RegExp(`ieplānoto no ${day}.${month}.${year}.: Atbilde: šai iestādei, Ierosinājums, 3. prioritāte`);
    await page.getByRole('button', { name: of }).filter({ hasText: 'Labot' }).press('Enter');
    const correcting = page.getByRole('dialog', { name: 'Labot ieplānoto termiņu' });
    await correcting.getByLabel('Cik', { exact: true }).fill('8');
    await correcting.getByRole('button', { name: 'Saglabāt labojumu' }).press('Enter');
    await seen(correcting.getByText('Uzrakstiet vismaz trīs zīmes')).toBeVisible();
    await seen(correcting.getByLabel('Cik', { exact: true })).toHaveValue('8');
    await mara.clean();
    await correcting.getByLabel('Kāpēc', { exact: true }).fill('Pārrakstīšanās');
    await correcting.getByRole('button', { name: 'Saglabāt labojumu' }).press('Enter');
    await seen(correcting).toBeHidden();
    await seen(page.getByText('8 darba dienas').first()).toBeVisible();

    // and taken back; what was stays to be seen
    await page.getByRole('button', { name: of }).filter({ hasText: 'Atcelt' }).press('Enter');
    const cancelling = page.getByRole('dialog', { name: 'Atcelt ieplānoto termiņu' });
    await cancelling.getByRole('button', { name: 'Atcelt termiņu' }).press('Enter');
    await seen(cancelling.getByText('Uzrakstiet vismaz trīs zīmes')).toBeVisible();
    await mara.clean();
    await cancelling.getByLabel('Kāpēc', { exact: true }).fill('Vienošanos neparakstīja');
    await cancelling.getByRole('button', { name: 'Atcelt termiņu' }).press('Enter');
    await seen(cancelling).toBeHidden();
    await seen(page.getByRole('button', { name: of })).toHaveCount(0);
    await mara.clean();
    await page.setViewportSize({ width: 390, height: 844 });
    await mara.clean();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }, 240_000);

  it('the period for opening again is a whole number, and working hours begin tomorrow at the earliest', async () => {
    const mara = await signIn('mara', '/work/settings');
    const { page } = mara;
    const days = page.getByLabel('Darba dienas pēc slēgšanas');
    await seen(days).toHaveValue(/^\d+$/);
    const before = await days.inputValue();
    await days.fill('ilgi');
    await page.getByRole('button', { name: 'Saglabāt' }).click();
    await seen(page.getByText('Rakstiet veselu skaitli no 0 līdz 120')).toBeVisible();
    await days.fill('15');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('status').filter({ hasText: 'Saglabāts: 15 darba dienas.' })).toBeVisible();
    await days.fill(before);
    await page.keyboard.press('Enter');
    await seen(page.getByRole('status').filter({ hasText: `Saglabāts: ${before} darba dienas.` })).toBeVisible();

    await page.getByRole('link', { name: 'darba kalendārā' }).click();
    await page.getByRole('button', { name: 'Mainīt darba laiku' }).click();
    const dialog = page.getByRole('dialog', { name: 'Iestādes darba laiks' });
    await dialog.getByLabel('No kuras dienas').fill('2020-01-01');
    await dialog.getByLabel('Piektdiena').fill('no rīta');
    await dialog.getByRole('button', { name: 'Rādīt, kas mainīsies' }).click();
    await seen(dialog.getByText('Agrākā iespējamā diena ir rītdiena')).toBeVisible();
    await seen(dialog.getByText('Rakstiet tā: 08:30-12:30, 13:00-15:00')).toBeVisible();
    await mara.clean();
    await dialog.getByLabel('No kuras dienas').fill('2090-01-02');
    await dialog.getByLabel('Piektdiena').fill('08:30-12:30, 12:45-14:00');
    await dialog.getByRole('button', { name: 'Rādīt, kas mainīsies' }).click();
    await seen(dialog.getByText(/^Pārvietosies 0 lietu termiņi/)).toBeVisible();
    await mara.clean();
    await dialog.getByRole('button', { name: 'Apstiprināt' }).click();
    await seen(dialog).toBeHidden();
    await seen(page.getByText('Ieplānots no 02.01.2090.')).toBeVisible();
  }, 240_000);
});
