import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import type { Page } from '@playwright/test';
import { adminScenes, counterScenes, managerScenes, operatorScenes } from '../screens/role-scenes.ts';
import type { Scene } from '../screens/scene.ts';
import { dropRegistration } from './steps.ts';
import { seen, useVisitors, WCAG } from './visitors.ts';

/** A desk, a phone, and 1280 × 1024 at 400 % zoom, where nothing may need scrolling in two directions (WCAG 1.4.10). */
const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 320, height: 256 },
];
const LANGUAGES = ['lv', 'en'] as const;
/** A page that answers at all is there by then; one that never answers is looked at as it waits. */
const LOADED_MS = 3000;
const STORY_MS = 480_000;

const AXE = readFileSync(createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8');
/** As the other journeys run it, without the page of its own that the package opens each time. */
const RUN = `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(WCAG)} }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(node => node.html.slice(0, 160)).join(' | ')))`;

async function quiet(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor({ state: 'attached' });
  await seen(page.locator('[aria-busy=true]'))
    .toHaveCount(0, { timeout: LOADED_MS })
    .catch(() => {});
}
const drawn = (page: Page) => page.evaluate('new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))');

/** As when somebody chooses the language in another tab: this one follows, with everything in it as it stands. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('pietura.language', '${language}'); dispatchEvent(new StorageEvent('storage', { key: 'pietura.language' }))`);
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  await drawn(page);
}

/** What is wrong with the page as it stands: what axe knows of, and what is wider than the window. */
async function faultsOf(page: Page): Promise<string[]> {
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  const told = await page.evaluate<string[]>(RUN);
  return wider > 0 ? [`${wider} px wider than the window`, ...told] : told;
}

/** One state in both languages at each size. The page is loaded once: only its size and its language change. */
async function play(page: Page, { name, path, act, instead }: Scene): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize(VIEWPORTS[0]!);
  if (instead) await page.route(instead.url, instead.answer);
  try {
    await page.goto(path);
    await quiet(page);
    await act?.(page);
    await page.evaluate(AXE);
    for (const language of LANGUAGES) {
      await speak(page, language);
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        await drawn(page);
        for (const fault of await faultsOf(page)) found.push(`${name}.${language}.${viewport.width}: ${fault}`);
      }
      await page.setViewportSize(VIEWPORTS[0]!);
    }
    await speak(page, 'lv');
  } catch (error) {
    found.push(`${name}: ${String(error).split('\n')[0]}`);
  } finally {
    await page.context().setOffline(false);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
  return found;
}

/** Issue 4, "must be true" 5: axe finds nothing in any state of the desk. The same scenes are pictured by `npm run screens`. */
describe('every state of the desk, in both languages, on a desk, on a phone and at 400 % zoom', () => {
  const { signIn, stack, expectComplaint } = useVisitors();

  const counter = counterScenes;
  const manager = async (page: Page) => [...(await managerScenes(page)), ...(await adminScenes(page))];

  it.each<[string, string, (page: Page) => Promise<Scene[]>, RegExp]>([
    ['lists at the counter', 'karlis', counter, /^kac-(tasks|search|keys|palette|menu|bulk)/],
    ['conversations and call backs', 'karlis', counter, /^(register|call-backs)/],
    ['a case at the counter', 'karlis', counter, /^kac-case/],
    ['paper, absences, calendar, escalations', 'karlis', counter, /^kac-(originals|batch|documents|absence|calendar|replies|escalations)/],
    ['a service manager', 'mara', manager, /./],
    ['an operator', 'edgars', operatorScenes, /./],
  ])(
    '%s',
    async (_what, username, scenesFor, wanted) => {
      // refusals, silence and broken lines are scenes too; the browser says so of each
      expectComplaint(/status of (404|500)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
      await dropRegistration(stack.urls.web, username);
      const { page } = await signIn(username, '/work');
      const scenes = (await scenesFor(page)).filter(({ name }) => wanted.test(name));
      expect(scenes).not.toHaveLength(0);
      const found: string[] = [];
      for (const scene of scenes) found.push(...(await play(page, scene)));

      expect(found).toEqual([]);
    },
    STORY_MS,
  );
});
