import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { makeApi } from '../../../../docker/demo/api.ts';
import { newId } from '../../../../platform/id.ts';
import { localDate } from '../../../../platform/local-time.ts';
import { submitCase } from '../../../../web/contract/cases.ts';
import { registerItem } from '../../../../web/contract/configuration.ts';
import { daysBefore, RESIDENTS } from '../../../../docker/sandbox/people.ts';
import { freshDeceased } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors, type Visitor } from '../../../../tests/e2e/visitors.ts';

const STORY_MS = 600_000;

/** On a phone nothing is wider than the window but what scrolls by itself, and axe finds nothing. */
async function fitsPhone({ page, clean }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
  await clean();
  await page.setViewportSize({ width: 1440, height: 900 });
}

const said = ({ page }: Visitor, words: string | RegExp) => seen(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();

describe('P6: configuration items', () => {
  const { signIn, stack, expectComplaint } = useVisitors();
  const over = AbortSignal.timeout(900_000);
  const api = (who: string) => makeApi(stack.urls.web, over).signIn(who);
  const suffix = String(Date.now()).slice(-7);

  /** An approved change of VSAA: P5 is tested where it is; here stands only what it leaves. */
  async function approvedChange(): Promise<string> {
    const sql = postgres(stack.environment['DATABASE_URL'] ?? '', { max: 1, onnotice: () => {} });
    const [id, code, at] = [newId(), `0000 9${suffix}`, stack.now()];
    await sql`INSERT INTO "case" ${sql({ id, code, kind: 'change-request', holder: 'vsaa', channel: 'inside', status: 'done', outcome: 'fulfilled', submitted_at: at, started_at: at })}`;
    const approval = newId();
    await sql`INSERT INTO change_decision ${sql({ id: approval, change_id: id, outcome: 'approve', grounds: 'Vajadzīga', at })}`;
    await sql`UPDATE change SET approval_id = ${approval} WHERE case_id = ${id}`;
    await sql.end();
    return code;
  }

  const application = () => ({
    kind: 'service-request' as const,
    serviceId: 'funeral-benefit',
    data: {
      deceasedCode: freshDeceased(),
      diedOn: daysBefore(new Date(), 14),
      undertookBurial: true,
      phone: '20000000',
      email: 'anna@pietura.example',
      iban: RESIDENTS.anna.iban,
      dataTrue: true,
    },
  });

  it(
    'is registered, put into use by a change, goes down, shows whom it hits, and is found in an audit',
    async () => {
      // refused on purpose: an item without an owner, a change that is not approved
      expectComplaint(/422 .*\/api\/configuration\/items/);
      const code = await approvedChange();
      const server = `SRV-${suffix}`;
      const system = `SYS-${suffix}`;
      // given: a case that will be hit
      await api('anna').call(submitCase, { body: application(), key: randomUUID() });
      const vita = await signIn('vita', '/work/configuration');
      const { page } = vita;
      await seen(page.getByRole('heading', { level: 1, name: 'Konfigurāciju vienības' })).toBeVisible();
      await vita.clean();

      // when the server is registered by keyboard
      await page.getByRole('button', { name: 'Reģistrēt vienību' }).focus();
      await page.keyboard.press('Enter');
      const form = page.getByRole('dialog');
      await form.getByRole('button', { name: 'Saglabāt' }).click();
      await seen(form.getByText('Šis ir jāaizpilda').first()).toBeVisible();
      await form.getByLabel('Identifikators').fill(server);
      await form.getByLabel('Nosaukums').fill('Datubāzes serveris');
      await form.getByRole('button', { name: 'Saglabāt' }).click();
      await seen(form.getByRole('link', { name: 'Nav atbildīgā' })).toBeVisible();
      await vita.clean();
      await form.getByLabel('Atbildīgais').fill('IT pārvalde');
      await form.getByLabel('Modelis').fill('R740');
      await form.getByRole('button', { name: 'Saglabāt' }).click();
      await seen(page.getByRole('heading', { level: 1, name: `${server} Datubāzes serveris` })).toBeVisible();
      await vita.clean();
      await fitsPhone(vita);

      // and a system that runs on it, for the funeral benefit
      const body = {
        name: 'Pabalstu sistēma',
        type: 'information-system',
        owner: 'IT pārvalde',
        release: null,
        attributes: {},
        services: ['funeral-benefit'],
        why: null,
      };
      await api('vita').call(registerItem, { body: { ...body, identifier: system, relations: [{ type: 'runs-on', to: server }] }, key: randomUUID() });

      // then only an approved change puts them into use
      const toStatus = async (identifier: string, fill: () => Promise<void>) => {
        await page.goto('/work/configuration');
        await page.getByLabel('Meklēt pēc identifikatora').fill(identifier);
        await page.getByRole('link', { name: identifier }).click();
        await page.getByRole('button', { name: 'Mainīt statusu' }).click();
        await fill();
        await page.getByRole('button', { name: 'Mainīt', exact: true }).click();
      };
      await toStatus(server, () => page.getByLabel('Izmaiņu pieprasījuma kods').fill('0000 1111111'));
      await seen(page.getByRole('link', { name: 'Šīs izmaiņas nav apstiprinātas' })).toBeVisible();
      await vita.clean();
      await page.getByLabel('Izmaiņu pieprasījuma kods').fill(code);
      await page.getByRole('button', { name: 'Mainīt', exact: true }).click();
      await said(vita, 'Statuss: Lietošanā.');
      await toStatus(system, () => page.getByLabel('Izmaiņu pieprasījuma kods').fill(code));
      await said(vita, 'Statuss: Lietošanā.');

      // when the server goes down, with its reason
      await toStatus(server, () => page.getByLabel('Kāpēc').fill('Neatbild kopš rīta'));
      await said(vita, 'Statuss: Nav pieejama.');

      // then the relations are drawn, and read the same
      await page.getByRole('tab', { name: 'Saistību karte' }).click();
      await page.getByLabel('Ko skar, ja šī nav pieejama').check();
      await seen(page.getByRole('link', { name: system })).toBeVisible();
      await seen(page.getByRole('img', { name: new RegExp(server) })).toBeVisible();
      await vita.clean();
      await fitsPhone(vita);

      // and the impact names the service and the cases, with their new dates
      await page.getByRole('tab', { name: 'Ietekme' }).click();
      await seen(page.getByRole('cell', { name: 'Apbedīšanas pabalsts' }).first()).toBeVisible();
      await page.getByLabel('Kad to salabos (ieskaitot)').fill(new Date(stack.now().getTime() + 4 * 86_400_000).toISOString().slice(0, 10));
      await vita.clean();
      await fitsPhone(vita);
      await page.getByRole('button', { name: /^Pauzēt \d+ liet/ }).click();
      await page.getByRole('dialog').getByLabel('Kāpēc (to lasīs klients)').fill('Sistēma nedarbojas');
      await page.getByRole('button', { name: 'Pārbaudīt, kas notiks' }).click();
      await seen(page.getByRole('dialog').getByText(/Tiks izdarīts: \d+/)).toBeVisible();
      await vita.clean();
      await page.keyboard.press('Escape');

      // and everything that happened stands in the history
      await page.getByRole('tab', { name: 'Vēsture' }).click();
      await seen(page.getByRole('cell', { name: /Neatbild kopš rīta/ })).toBeVisible();
      await seen(page.getByRole('cell', { name: new RegExp(code) })).toBeVisible();
      await vita.clean();

      // when the lead audits
      const vija = await signIn('vija', '/work/configuration?tab=audits');
      await vija.page.getByRole('button', { name: 'Sākt pārbaudi' }).click();
      await vija.page.getByRole('dialog').getByLabel('Nosaukums').fill(`Pārbaude ${suffix}`);
      await vija.page.getByRole('dialog').getByRole('button', { name: 'Sākt pārbaudi' }).click();
      await vija.page.getByRole('button', { name: `Atšķiras: ${server}` }).click();
      await vija.page.getByLabel('Kas atklāts').fill('Cits modelis');
      await vija.clean();
      await vija.page.getByRole('button', { name: 'Saglabāt' }).click();
      await seen(vija.page.getByRole('cell', { name: /Dati atšķiras: Cits modelis/ })).toBeVisible();
      await vija.clean();
      await fitsPhone(vija);
    },
    STORY_MS,
  );

  it(
    'is taken in from a file, fault by fault, and planned, in both languages',
    async () => {
      const vita = await signIn('vita', '/work/configuration?tab=import');
      const path = join(mkdtempSync(join(tmpdir(), 'items-')), 'vienibas.csv');
      writeFileSync(path, `identifikators;nosaukums;veids;atbildīgais;statuss\nI-${suffix};Pirmā;Dokumentācija;IT;plānota\nI-${suffix};Otra;Kuģis;;varbūt`);
      await vita.page.getByLabel('Datne', { exact: true }).setInputFiles(path);
      for (const fault of ['Nav tāda veida: Kuģis', 'Nav atbildīgā', 'Nav tāda statusa: varbūt', `Šāds identifikators jau ir: I-${suffix}`])
        await seen(vita.page.getByRole('cell', { name: fault })).toBeVisible();
      await vita.clean();
      await fitsPhone(vita);
      await vita.page.getByLabel('Atstāt 1 rindu ar kļūdām').check();
      await vita.page.getByRole('button', { name: 'Ievadīt 1 vienību' }).click();
      await said(vita, 'Jaunas 1, mainītas 0, atstātas 1.');

      await vita.page.getByRole('tab', { name: 'Pakalpojumi' }).click();
      await seen(vita.page.getByText('pmlp-person-register')).toBeVisible();
      await vita.clean();
      await fitsPhone(vita);

      const mara = await signIn('mara', '/work/configuration?tab=plan');
      await mara.page.getByRole('button', { name: 'In English' }).click();
      await mara.page.getByRole('button', { name: 'Change the plan' }).click();
      await mara.clean();
      await fitsPhone(mara);
      await mara.page.getByLabel('Months between audits').fill('6');
      await mara.page.getByLabel('Why').fill('Twice a year');
      // the stack's clock may be ahead of the browser's, which proposes today
      await mara.page.getByLabel('Valid from').fill(localDate(stack.now()));
      await mara.page.getByRole('button', { name: 'Save', exact: true }).click();
      await seen(mara.page.getByText(/an audit every 6 months/)).toBeVisible();
      await mara.clean();
    },
    STORY_MS,
  );
});
