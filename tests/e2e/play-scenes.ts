import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { leaveScene, openScene, speak, type Scene } from '../screens/scene.ts';
import { faultsIn, widerBy } from './axe.ts';

/** A desk, a phone, and 1280 × 1024 at 400 % zoom, where nothing may need scrolling in two directions (WCAG 1.4.10). */
const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 320, height: 256 },
];
const LANGUAGES = ['lv', 'en'] as const;

/** A page that is not there by then will not come. */
const PATIENCE_MS = 15_000;
/** For whoever looks for a fault: only the scenes whose names are like this, and where to put pictures of those that are wrong. */
const WANTED = new RegExp(process.env.PIETURA_SCENES ?? '');
const pictures = process.env.PIETURA_PICTURES;
const DRAWN = 'new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

/** One state in both languages at each size. The page is loaded once: only its size and its language change. */
async function play(page: Page, scene: Scene): Promise<string[]> {
  const found: string[] = [];
  try {
    await openScene(page, scene);
    for (const language of LANGUAGES) {
      await speak(page, language);
      for (const viewport of VIEWPORTS) {
        await page.setViewportSize(viewport);
        await page.evaluate(DRAWN);
        const at = `${scene.name}.${language}.${viewport.width}`;
        const wider = await widerBy(page);
        if (wider > 0) found.push(`${at}: ${wider} px wider than the window`);
        for (const fault of await faultsIn(page)) found.push(`${at}: ${fault}`);
      }
    }
  } catch (error) {
    found.push(`${scene.name}: ${String(error).split('\n').slice(0, 3).join(' ')}`);
  } finally {
    if (pictures && found.length > 0) await page.screenshot({ path: join(pictures, `${scene.name}.png`), fullPage: true });
    await leaveScene(page);
    await page.setViewportSize(VIEWPORTS[0]!);
    await speak(page, LANGUAGES[0]).catch(error => found.push(`${scene.name}: ${String(error)}`));
  }
  return found;
}

/** Plays them on several pages side by side: while one waits for an answer another is looked at. Answers what is wrong. */
export async function playAll(pages: Page[], scenes: Scene[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = scenes.filter(({ name }) => WANTED.test(name)).values();
  const lane = async (page: Page) => {
    page.setDefaultTimeout(PATIENCE_MS);
    for (const scene of waiting) {
      found.push(...(await play(page, scene)));
    }
  };
  await Promise.all(pages.map(lane));
  return found;
}
