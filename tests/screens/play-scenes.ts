import type { Page } from '@playwright/test';
import { faultsIn, widerBy } from './axe.ts';
import { leaveScene, openScene, speak, type Scene, type Way } from './scene.ts';

/** How a scene is looked at. */
export interface Look {
  language: 'lv' | 'en';
  size: { width: number; height: number };
  /** Everything axe knows; else only whether the page fits. */
  axe: boolean;
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** 1280 × 1024 at 400 % zoom, where nothing may need scrolling in two directions (WCAG 1.4.10). No style of ours begins between it and a phone. */
const ZOOMED = { width: 320, height: 256 };

/** Each language at each size. */
export const EVERY_LOOK: Look[] = (['lv', 'en'] as const).flatMap(language => [DESK, PHONE, ZOOMED].map(size => ({ language, size, axe: true })));
/** Both languages and both ends, for the tests of every day. */
export const FEW_LOOKS: Look[] = [
  { language: 'lv', size: DESK, axe: true },
  { language: 'lv', size: ZOOMED, axe: false },
  { language: 'en', size: ZOOMED, axe: true },
];

/** A page that is not there by then will not come. */
const PATIENCE_MS = 15_000;
const DRAWN = 'new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

/** Scenes that are meant to lead nowhere. */
const NOWHERE = /missing|not-found/;
const isNowhere = (page: Page) => page.getByRole('heading', { name: /^(Tādas lapas vai lietas nav|There is no such page or case)$/ }).isVisible();

type See = (page: Page, name: string) => Promise<unknown>;

/** How scenes are played: in which looks, and how one comes to each. */
export interface Play {
  looks: Look[];
  way: Way;
}

/** One state in each look: what is wrong. The page is opened once: only its size and its language change. `see` gets each look by its name. */
async function play(page: Page, scene: Scene, { looks, way }: Play, see?: See): Promise<string[]> {
  const found: string[] = [];
  try {
    await openScene(page, scene, way);
    if (!NOWHERE.test(scene.name) && (await isNowhere(page))) found.push(`${scene.name}: there is no such page`);
    for (const { language, size, axe } of looks) {
      await speak(page, language);
      await page.setViewportSize(size);
      await page.evaluate(DRAWN);
      const at = `${scene.name}.${language}.${size.width}`;
      await see?.(page, at);
      const wider = await widerBy(page);
      if (wider > 0) found.push(`${at}: ${wider} px wider than the window`);
      if (axe) for (const fault of await faultsIn(page)) found.push(`${at}: ${fault}`);
    }
  } catch (error) {
    found.push(`${scene.name}: ${String(error).split('\n').slice(0, 3).join(' ')}`);
  }
  if (found.length > 0) await see?.(page, `${scene.name}.wrong`);
  await leaveScene(page, found.length > 0);
  await page.setViewportSize(DESK);
  await speak(page, 'lv').catch(error => found.push(`${scene.name}: ${String(error)}`));
  return found;
}

/** Plays scenes on several pages side by side: while one waits for an answer another is looked at. Answers what is wrong. */
export async function playAll(pages: Page[], scenes: Scene[], how: Play, see?: See): Promise<string[]> {
  const found: string[] = [];
  const waiting = scenes.values();
  const lane = async (page: Page) => {
    page.setDefaultTimeout(PATIENCE_MS);
    for (const scene of waiting) found.push(...(await play(page, scene, how, see)));
  };
  await Promise.all(pages.map(lane));
  return found;
}
