import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { makeApi } from '../../docker/demo/api.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { removeView, listViews } from '../../web/contract/views.ts';
import { seen, useVisitors } from './visitors.ts';

const CHANGES = 1000;

/** B3.1–B3.3, B22, F5, F11: the lists of the desk, as those who work from them see them. */
describe('the lists of the desk', () => {
  const { signIn, stack } = useVisitors();
  const mark = randomUUID().slice(0, 8);
  let sql: postgres.Sql;
  let code = '';

  beforeAll(async () => {
    sql = postgres(stack.environment.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
    const api = makeApi(stack.urls.web, AbortSignal.timeout(120_000));
    const subject = `Kur var saņemt zvejas apliecinājumu ${mark}?`;
    const made = await api.signIn('anna').call(submitCase, { body: { kind: 'information-request', serviceId: null, data: {}, subject } });
    code = made.code;
    const karlis = api.signIn('karlis');
    const { views } = await karlis.call(listViews);
    for (const view of views.filter(it => it.owner === 'user')) await karlis.call(removeView, { params: { viewId: view.id } });
    await sql`UPDATE client SET phone = '+371 29 555 123' WHERE given_name = 'Anna' AND family_name = 'Bērziņa'`;
  }, 120_000);
  afterAll(() => sql.end());

  it('keeps a view and comes back to it, and downloads exactly what is seen', async () => {
    const karlis = await signIn('karlis', '/work/tasks?queue=team');
    const { page } = karlis;

    // given: the team's information requests, narrowed by keyboard
    await seen(page.locator('[data-row]').first()).toBeVisible();
    await page.locator('body').press('f');
    await seen(page.getByRole('dialog', { name: 'Atlasīt sarakstu' })).toBeVisible();
    await karlis.clean();
    await page.getByLabel('Vārdi').fill(mark);
    await page.keyboard.press('Enter');
    await seen(page.locator('[data-row]')).toHaveCount(1);
    await seen(page.locator('[data-row]')).toContainText(code);
    expect(new URL(page.url()).searchParams.get('text')).toContain(mark);

    // when: kept under a name
    await page.getByRole('button', { name: 'Saglabāt skatu' }).click();
    await page.getByLabel('Skata nosaukums').fill(`Zvejnieki ${mark}`);
    await karlis.clean();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('status').filter({ hasText: 'saglabāts' })).toBeVisible();

    // then: it is there after going elsewhere, with its filter and its count
    await page.getByRole('link', { name: /^Mani\s*\d/ }).click();
    await page.getByRole('link', { name: new RegExp(`Zvejnieki ${mark}`) }).click();
    await seen(page.locator('[data-row]')).toHaveCount(1);
    await seen(page.getByRole('link', { name: new RegExp(`Zvejnieki ${mark}`) })).toHaveAttribute('aria-current', 'page');

    // and: the file has what the list has
    await page.getByRole('button', { name: 'Eksportēt' }).click();
    await page.getByLabel('Teksts (CSV)').check();
    await page.getByLabel('Kam tas vajadzīgs').fill('Pārbaude');
    await karlis.clean();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Lejupielādēt', exact: true }).click()]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('Kods;Pakalpojums vai temats;Klients');
    expect(lines[1]).toContain(code);
    expect(lines[1]).toContain('zvejas apliecinājumu');
  }, 240_000);

  it('finds by code, by word in another form, by phone; goes and does by commands', async () => {
    const karlis = await signIn('karlis', '/work/tasks?queue=team');
    const { page } = karlis;
    await seen(page.locator('[data-row]').first()).toBeVisible();
    const box = page.getByRole('combobox', { name: 'Meklēt visur' });
    const found = page.getByRole('option').filter({ hasText: code });

    for (const q of [code.replace(' ', ''), `zvejai apliecinājumi ${mark}`, `zvejas aplicinajums ${mark}`]) {
      await page.locator('body').press('/');
      await box.fill(q);
      await seen(found).toBeVisible();
      await page.keyboard.press('Escape');
    }
    await page.locator('body').press('/');
    await box.fill('29 555 123');
    await seen(page.getByRole('option').filter({ hasText: 'Anna Bērziņa' }).first()).toBeVisible();
    await karlis.clean();
    await box.fill(code);
    await seen(found).toBeVisible();
    await page.keyboard.press('Enter');
    await seen(page).toHaveURL(/\/work\/cases\/[0-9a-f-]{36}/);

    await page.keyboard.press('Control+k');
    await seen(page.getByRole('dialog', { name: 'Komandas' })).toBeVisible();
    await karlis.clean();
    await page.keyboard.type('nepieskirti');
    await page.keyboard.press('Enter');
    await seen(page).toHaveURL(/queue=unassigned/);
  }, 240_000);

  it('does not move the row under the cursor while a thousand changes come', async () => {
    const karlis = await signIn('karlis', '/work/tasks?queue=team');
    const { page } = karlis;
    const row = page.locator('[data-row]').last();
    await seen(row).toBeVisible();
    await row.focus();
    const key = await row.getAttribute('data-row');
    const before = await row.boundingBox();
    const asked: number[] = [];
    page.on('request', request => new URL(request.url()).pathname === '/api/tasks' && asked.push(Date.now()));

    // when: a thousand notices of changed cases, and one case that comes first in the list
    const [{ id }] = (await sql`SELECT id FROM "case" WHERE code = ${code}`) as unknown as [{ id: string }];
    for (let n = 0; n < CHANGES; n += 1) await sql`SELECT notify_case(${id}::uuid)`;
    const [task] = await sql`
      INSERT INTO task (key, case_id, run_key, process_id, version, element_id, title_lv, title_en, team, role, level, state, created_at)
      VALUES (${`9${Date.now()}`}, ${id}::uuid, '1', 'request', 1, 'Task_New', 'Jauns', 'New', 'kac', 'kac-specialist', 1, 'open', now()) RETURNING key`;
    await sql`UPDATE task SET due_order = '2000-01-01' WHERE key = ${task!.key as string}`;
    await sql`SELECT notify_case(${id}::uuid)`;

    // then: it is announced, not shown; the row stays, with the focus
    await seen(page.getByRole('status').filter({ hasText: /1 jauns/ })).toBeVisible();
    expect(await page.locator(`[data-row="${key}"]`).boundingBox()).toMatchObject({ x: before!.x });
    expect(await page.evaluate('document.activeElement.getAttribute("data-row")')).toBe(key);
    await seen(page.locator(`[data-row="${task!.key as string}"]`)).toHaveCount(0);
    for (let n = 2; n < asked.length; n += 1) expect(asked[n]! - asked[n - 1]!).toBeGreaterThan(1500);

    await page.getByRole('button', { name: 'parādīt' }).click();
    await seen(page.locator(`[data-row="${task!.key as string}"]`)).toBeVisible();
    await karlis.clean();
    await sql`DELETE FROM task WHERE key = ${task!.key as string}`;
  }, 240_000);
});
