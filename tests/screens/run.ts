import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { launchBrowser } from '../support/browser.ts';
import { staffScenes } from './desk-scenes.ts';
import { residentScenes, visitorScenes } from './portal-scenes.ts';
import { adminScenes, counterScenes, managerScenes, operatorScenes } from './role-scenes.ts';
import { leaveScene, openScene, type Scene } from './scene.ts';
import { open } from './visitor.ts';

/**
 * `npm run screens [-- part-of-a-name]`: a picture of every screen and state of the running installation, in both languages, at 1440 and
 * 390 px and at 400 % zoom, into <data>/screens. Says what axe finds, what is wider than the window and what could not be pictured; exit 0 if nothing.
 */
const baseURL = `http://localhost:${process.env.PIETURA_PORT ?? 8800}`;
const folder = join(resolve(process.env.PIETURA_DATA ?? '.pietura'), 'screens');
const wanted = new RegExp(process.argv[2] ?? '');
const LANGUAGES = ['lv', 'en'] as const;
/** The last is 1280 × 1024 at 400 % zoom (WCAG 1.4.10). */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 900 },
  { width: 320, height: 256 },
];
const QUIET_MS = 400;

const VISITORS: [string | null, (page: Page) => Promise<Scene[]>][] = [
  [null, visitorScenes],
  ['anna', residentScenes],
  ['vija', page => staffScenes(page, 'vsaa')],
  ['karlis', counterScenes],
  ['mara', async page => [...(await managerScenes(page)), ...(await adminScenes(page))]],
  ['edgars', operatorScenes],
];

const findings: string[] = [];
const found = (finding: string) => {
  findings.push(finding);
  console.log(`✘ ${finding}`);
};
let pictures = 0;

async function picture(page: Page, scene: Scene, language: string, size: { width: number; height: number }) {
  const name = `${scene.name}.${language}.${size.width}`;
  await page.setViewportSize(size);
  await page.evaluate(`localStorage.setItem('pietura.language', '${language}')`);
  try {
    await openScene(page, scene);
    await page.waitForTimeout(QUIET_MS);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    pictures += 1;
    await look(page, name);
  } catch (error) {
    found(`${name}: could not be pictured: ${String(error).split('\n')[0]}`);
  } finally {
    await leaveScene(page);
  }
}

/** Scenes that are meant to lead nowhere. */
const NOWHERE = /missing|not-found/;
const isNowhere = (page: Page) => page.getByRole('heading', { name: /^(Tādas lapas vai lietas nav|There is no such page or case)$/ }).isVisible();

async function look(page: Page, name: string) {
  if (!NOWHERE.test(name) && (await isNowhere(page))) found(`${name}: there is no such page`);
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  if (wider > 0) found(`${name}: ${wider} px wider than the window`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, nodes } of violations) found(`${name}: ${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
for (const [username, scenesFor] of VISITORS) {
  const { page, context } = await open(browser, baseURL, username);
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const scene of (await scenesFor(page)).filter(it => wanted.test(it.name))) {
    for (const language of LANGUAGES) for (const size of SIZES) await picture(page, scene, language, size);
    console.log(`✓ ${scene.name}`);
  }
  await context.close();
}
await browser.close();

console.log(`${pictures} pictures in ${folder}, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
