import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

/** WCAG 2.2 AA and good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Our pages have no frames but those in which the browser draws a PDF, and nothing that plays. */
const OPTIONS = JSON.stringify({ resultTypes: ['violations'], runOnly: RULES, iframes: false, preload: false });
const LOOK = `axe.run(document, ${OPTIONS}).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(node => node.html.slice(0, 160)).join(' | ')))`;

/**
 * What axe knows to be wrong with the page as it stands. In the page itself: the package for Playwright opens another page each time.
 * Axe looks for some hundred milliseconds; where the page moves meanwhile, it takes one thing for what lies behind another. What is
 * wrong is wrong when one looks again.
 */
export async function faultsIn(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  const found = await page.evaluate<string[]>(LOOK);
  return found.length === 0 ? found : page.evaluate<string[]>(LOOK);
}

/** By how many pixels the page is wider than its window. */
export const widerBy = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
