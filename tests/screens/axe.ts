import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

/** WCAG 2.2 AA and good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Our pages have no frames but those in which the browser draws a PDF, and nothing that plays. */
const OPTIONS = JSON.stringify({ resultTypes: ['violations'], runOnly: RULES, iframes: false, preload: false });
const LOOK = `axe.run(document, ${OPTIONS}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target, html: html.slice(0, 160) }))))`;

interface Found {
  id: string;
  target: unknown[];
  html: string;
}

/** What lies half below something that stays in sight, as the foot of a window, is judged where one scrolls it to. */
const SIZE = 'target-size';
const isStillSmall = ({ target }: Found) => `(async target => {
  document.querySelector(target[0])?.scrollIntoView({ block: 'center' });
  return (await axe.run({ include: [target] }, { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['${SIZE}'] } })).violations.length > 0;
})(${JSON.stringify(target)})`;

/**
 * What axe knows to be wrong with the page as it stands. In the page itself: the package for Playwright opens another page each time.
 * Axe looks for some hundred milliseconds; where the page moves meanwhile, it takes one thing for what lies behind another. What is
 * wrong is wrong when one looks again.
 */
export async function faultsIn(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  if ((await page.evaluate<Found[]>(LOOK)).length === 0) return [];
  const found: Found[] = [];
  for (const it of await page.evaluate<Found[]>(LOOK)) if (it.id !== SIZE || (await page.evaluate<boolean>(isStillSmall(it)))) found.push(it);
  return [...Map.groupBy(found, it => it.id)].map(([id, nodes]) => `${id}: ${nodes.map(it => it.html).join(' | ')}`);
}

/** By how many pixels the page is wider than its window. */
export const widerBy = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
