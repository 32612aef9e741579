import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { launchBrowser } from '../support/browser.ts';
import { staffScenes } from './desk-scenes.ts';
import { EVERY_LOOK, playAll } from './play-scenes.ts';
import { residentScenes, visitorScenes } from './portal-scenes.ts';
import { adminScenes, counterScenes, managerScenes, operatorScenes } from './role-scenes.ts';
import type { Scene } from './scene.ts';
import { open } from './visitor.ts';

/**
 * `npm run screens [-- part-of-a-name]`: a picture of every screen and state of the running installation, in both languages, at 1440 and
 * 390 px and at 400 % zoom, into <data>/screens. Says what axe finds, what is wider than the window and what could not be pictured; exit 0 if nothing.
 */
const baseURL = `http://localhost:${process.env.PIETURA_PORT ?? 8800}`;
const folder = join(resolve(process.env.PIETURA_DATA ?? '.pietura'), 'screens');
const wanted = new RegExp(process.argv[2] ?? '');
const QUIET_MS = 400;

const VISITORS: [string | null, (page: Page) => Promise<Scene[]>][] = [
  [null, visitorScenes],
  ['anna', residentScenes],
  ['vija', page => staffScenes(page, 'vsaa')],
  ['karlis', counterScenes],
  ['mara', async page => [...(await managerScenes(page)), ...(await adminScenes(page))]],
  ['edgars', operatorScenes],
];

let pictures = 0;

/** Once nothing moves any more. */
async function picture(page: Page, name: string) {
  await page.waitForTimeout(QUIET_MS);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  pictures += 1;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const findings: string[] = [];
const browser = await launchBrowser();
for (const [username, scenesFor] of VISITORS) {
  const { page, context } = await open(browser, baseURL, username);
  for (const scene of (await scenesFor(page)).filter(it => wanted.test(it.name))) {
    const found = await playAll([page], [scene], { looks: EVERY_LOOK, way: 'load' }, picture);
    findings.push(...found);
    console.log(found.length > 0 ? found.map(finding => `✘ ${finding}`).join('\n') : `✓ ${scene.name}`);
  }
  await context.close();
}
await browser.close();

console.log(`${pictures} pictures in ${folder}, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
