import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { expect as seenAtOnce, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../docker/sandbox/people.ts';
import { launchBrowser } from '../support/browser.ts';
import { useStack } from '../support/stack.ts';

export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Eight parts and a browser share the machine that runs the tests. */
const PATIENCE_MS = 45_000;
/** Where to put a picture of each visitor's page at the end of a test, for whoever looks for a fault. */
const pictures = process.env.PIETURA_PICTURES;

/** What a person sees, sooner or later: Playwright's waiting assertions, as patient as the machine is busy. */
export const seen = seenAtOnce.configure({ timeout: PATIENCE_MS });

export type Visitor = Awaited<ReturnType<ReturnType<typeof useVisitors>['signIn']>>;

/**
 * People with browsers of their own, on the running test stack. A test fails when a page of it complained in the console or threw,
 * except for what the test said it expects.
 */
export function useVisitors() {
  const stack = useStack();
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  let expected: RegExp[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterEach(async () => {
    if (pictures)
      await Promise.all(contexts.flatMap((context, at) => context.pages().map(page => page.screenshot({ path: join(pictures, `${at}.png`), fullPage: true }))));
    const unexpected = complaints.filter(complaint => !expected.some(pattern => pattern.test(complaint)));
    await Promise.all(contexts.splice(0).map(context => context.close()));
    complaints.length = 0;
    expected = [];
    expect(unexpected).toEqual([]);
  });
  afterAll(() => browser?.close());

  function listenTo(page: Page, who: string) {
    page.on('pageerror', error => complaints.push(`${who}: ${error.message}`));
    page.on('console', message => {
      if (message.type() === 'error' && message.location().url.startsWith(stack.urls.web))
        complaints.push(`${who}: ${message.text()} (${message.location().url})`);
    });
  }

  async function arrive(who: string) {
    const context = await browser.newContext({
      baseURL: stack.urls.web,
      locale: 'lv-LV',
      timezoneId: 'Europe/Riga',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    listenTo(page, who);
    return { page, context, clean: () => expectClean(page) };
  }

  return {
    stack,
    /** Says that pages of this test will complain so: of a refusal, or of a part that the test stops. */
    expectComplaint: (pattern: RegExp) => void expected.push(pattern),
    /** A person with a browser of their own, signed in nowhere yet. */
    arrive,
    /** A person at a page, signed in through Keycloak's own page. */
    async signIn(username: string, path = '/cases') {
      const { page, context, clean } = await arrive(username);
      await page.goto(path);
      const onKeycloak = page.locator('#username');
      const button = page.locator('main').getByRole('button', { name: 'Pieslēgties' });
      await onKeycloak.or(button).first().waitFor();
      if (await button.isVisible()) await button.click();
      await onKeycloak.fill(username);
      await page.locator('#password').fill(DEMO_PASSWORD);
      await page.locator('#kc-login').click();
      await page.getByRole('button', { name: 'Iziet' }).waitFor();
      return { username, page, context, clean };
    },
  };
}

/** Nothing that axe knows of is wrong with the page as it stands: WCAG 2.2 AA and good practice. */
async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`);
  expect(told).toEqual([]);
}
