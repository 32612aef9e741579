import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { expect as seenAtOnce, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../docker/sandbox/people.ts';
import { launchBrowser } from '../support/browser.ts';
import { useStack } from '../support/stack.ts';
import { faultsIn } from '../screens/axe.ts';

/** Eight parts and a browser share the machine that runs the tests. */
const PATIENCE_MS = 45_000;
/** Where to put a picture of each visitor's page at the end of a test, for whoever looks for a fault. */
const pictures = process.env.PIETURA_PICTURES;

/** What a person sees, sooner or later: Playwright's waiting assertions, as patient as the machine is busy. */
export const seen = seenAtOnce.configure({ timeout: PATIENCE_MS });

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
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
  /** Who has signed in before in this spec, and Keycloak's cookies of it: the second time it asks nothing. */
  const known = new Map<string, Cookies>();

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
      await context.addCookies(known.get(username) ?? []);
      await page.goto(path);
      const onKeycloak = page.locator('#username');
      const button = page.locator('main').getByRole('button', { name: 'Pieslēgties' });
      const inside = page.getByRole('button', { name: 'Iziet' });
      await onKeycloak.or(button).first().waitFor();
      if (await button.isVisible()) await button.click();
      await onKeycloak.or(inside).first().waitFor();
      if (await onKeycloak.isVisible()) {
        await onKeycloak.fill(username);
        await page.locator('#password').fill(DEMO_PASSWORD);
        await page.locator('#kc-login').click();
        await inside.waitFor();
      }
      known.set(username, await context.cookies(stack.urls.keycloak));
      return { username, page, context, clean };
    },
  };
}

/** Nothing that axe knows of is wrong with the page as it stands. */
async function expectClean(page: Page): Promise<void> {
  expect(await faultsIn(page)).toEqual([]);
}
