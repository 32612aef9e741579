import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { makeApi } from '../../docker/demo/api.ts';
import { getServiceLevels } from '../../web/contract/service-levels.ts';
import { makeKeyboard } from './keyboard.ts';
import { seen, useVisitors } from './visitors.ts';

const WIDTHS = [1440, 390, 320];

/** P10.2 to P10.7 on one page: a requirement, the plan, an agreement whose times become terms, a need, a report; by keyboard, at any width. */
describe('service levels', () => {
  const { signIn, stack, expectComplaint } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(900_000));

  it('are required, planned, agreed and reported by a service manager', async () => {
    expectComplaint(/status of 422/); // what only the server can know to be wrong
    const mara = await signIn('mara', '/work/service-levels');
    const { page } = mara;
    const keyboard = makeKeyboard(page);
    const mark = String(randomInt(1e6));
    const saved = () => seen(page.getByRole('dialog')).toHaveCount(0);
    await seen(page.getByRole('heading', { level: 1, name: 'Pakalpojumu līmeņi' })).toBeVisible();
    await mara.clean();

    // P10.7: a report of last month by hand
    await keyboard.open(page.getByRole('button', { name: 'Sagatavot pārskatu' }), 'Sagatavot pārskatu');
    const making = page.getByRole('dialog');
    await keyboard.fill(making.getByLabel('Mēnesis'), '2099-01');
    await keyboard.use(making.getByRole('button', { name: 'Sagatavot', exact: true }));
    await seen(making.getByText('Šis mēnesis vēl nav sācies')).toBeVisible();
    await seen(making.getByLabel('Mēnesis')).toHaveValue('2099-01');
    await mara.clean();
    await keyboard.fill(making.getByLabel('Mēnesis'), '2026-10');
    await keyboard.use(making.getByRole('button', { name: 'Sagatavot', exact: true }));
    await saved();
    await seen(page.getByRole('heading', { name: '2026-10' })).toBeVisible();

    // P10.3, P10.4
    await keyboard.tabTo(page.getByRole('tab', { name: 'Pārskati' }), { back: true });
    await keyboard.press('ArrowRight');
    await keyboard.open(page.getByRole('button', { name: 'Pievienot prasību' }), 'Pievienot prasību');
    const asking = page.getByRole('dialog');
    await keyboard.use(asking.getByRole('button', { name: 'Saglabāt' }));
    await seen(asking.getByText('Aizpildiet šo lauku')).toHaveCount(2);
    await keyboard.fill(asking.getByLabel('Cik prasa'), '101');
    await keyboard.fill(asking.getByLabel('Kas to prasa'), `Klientu aptauja ${mark}`);
    await keyboard.use(asking.getByRole('button', { name: 'Saglabāt' }));
    await seen(asking.getByText('Tik liels vai mazs šis līmenis nevar būt')).toBeVisible();
    await seen(asking.getByLabel('Kas to prasa')).toHaveValue(`Klientu aptauja ${mark}`);
    await mara.clean();
    await keyboard.fill(asking.getByLabel('Cik prasa'), '95,5');
    await keyboard.use(asking.getByRole('button', { name: 'Saglabāt' }));
    await saved();
    await seen(page.getByText(`Klientu aptauja ${mark} · Māra Eglīte`)).toBeVisible();
    await seen(page.getByText('prasa 95,5 %').first()).toBeVisible();
    await mara.clean();

    // P10.5: a draft, agreed; its time is a dated term
    await page.getByRole('tab', { name: 'Vienošanās' }).click();
    await page.getByRole('button', { name: 'Pievienot vienošanos' }).click();
    const drafting = page.getByRole('dialog');
    await drafting.getByLabel('Nosaukums').fill(`Vienošanās ${mark}`);
    await drafting.getByLabel('Otra puse').fill('Pensionāru biedrība');
    await drafting.getByLabel('Spēkā no').fill('2098-01-01');
    await drafting.getByRole('button', { name: 'Pievienot laiku' }).click();
    await drafting.getByRole('button', { name: 'Saglabāt' }).click();
    await seen(drafting.getByText('Rakstiet veselu skaitli no 1 līdz 2000')).toBeVisible();
    await mara.clean();
    await drafting.getByLabel('Kam laiks').selectOption({ label: 'Atbilde' });
    await drafting.getByLabel('Prioritāte').selectOption({ label: '4. prioritāte' });
    await drafting.getByLabel('Cik').fill('6');
    await drafting.getByRole('button', { name: 'Saglabāt' }).click();
    await saved();
    await page.getByRole('button', { name: `Saskaņot: Vienošanās ${mark}` }).click();
    const agreeing = page.getByRole('dialog', { name: 'Saskaņot' });
    await agreeing.getByLabel('Kas piekrita otras puses vārdā').fill('Biedrības vadītāja');
    await agreeing.getByLabel('Pamatojums').fill('Parakstīts šodien');
    await mara.clean();
    await agreeing.getByRole('button', { name: 'Abas puses piekrīt' }).click();
    await saved();
    await seen(page.getByText('Otras puses vārdā piekrita: Biedrības vadītāja').first()).toBeVisible();
    await mara.clean();
    await page.goto('/work/settings');
    await seen(page.getByText(`Vienošanās “Vienošanās ${mark}” (Pensionāru biedrība)`).first()).toBeVisible();
    await page.goto('/work/service-levels?tab=agreements');
    await page.getByRole('button', { name: `Beigt vienošanos: Vienošanās ${mark}` }).click();
    const ending = page.getByRole('dialog', { name: 'Beigt vienošanos' });
    await ending.getByLabel('Pamatojums').fill('Otra puse atkāpās');
    await ending.getByRole('button', { name: 'Beigt', exact: true }).click();
    await saved();
    const { agreements } = await api.signIn('mara').call(getServiceLevels, {});
    expect(agreements.find(it => it.title === `Vienošanās ${mark}`)?.state).toBe('ended');

    // P10.2
    await page.getByRole('tab', { name: 'Vajadzības' }).click();
    await page.getByRole('button', { name: 'Pieteikt vajadzību' }).click();
    const telling = page.getByRole('dialog');
    await telling.getByLabel('Ko cilvēkiem vajag').fill(`Atgādinājums īsziņā ${mark}`);
    await telling.getByRole('button', { name: 'Saglabāt' }).click();
    await saved();
    await seen(page.getByText(`Atgādinājums īsziņā ${mark}`).first()).toBeVisible();

    // in both languages, at any width
    for (const language of ['lv', 'en']) {
      for (const tab of ['reports', 'plan', 'agreements', 'demand']) {
        await page.goto(`/work/service-levels?tab=${tab}`);
        await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
        await page.getByRole('tablist').waitFor();
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await mara.clean();
          expect([tab, width, await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')]).toEqual([tab, width, true]);
        }
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      if (language === 'lv') await page.getByRole('button', { name: 'In English' }).click();
    }
  }, 420_000);

  it('are read by specialists, who tell needs and change nothing else', async () => {
    const vita = await signIn('vita', '/work/service-levels?tab=plan');
    const { page } = vita;
    await seen(page.getByRole('heading', { name: 'Kvalitātes plāns', level: 2 })).toBeVisible();
    await seen(page.getByRole('button', { name: 'Pievienot mērķi' })).toHaveCount(0);
    await page.getByRole('tab', { name: 'Vajadzības' }).click();
    await seen(page.getByRole('button', { name: 'Pieteikt vajadzību' })).toBeVisible();
    await seen(page.getByRole('button', { name: /^Ir vērts/ })).toHaveCount(0);
    await vita.clean();
  }, 120_000);
});
