import type { Browser, BrowserContext, Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../docker/sandbox/people.ts';

const PATIENCE_MS = 30_000;

/** One person's browser. Signed in once; language and width change from picture to picture. */
export interface Person {
  context: BrowserContext;
  page: Page;
}

/** Opens a browser, and signs in through Keycloak's own page unless nobody is to be signed in. */
export async function open(browser: Browser, baseURL: string, username: string | null): Promise<Person> {
  const context = await browser.newContext({ baseURL, locale: 'lv-LV', timezoneId: 'Europe/Riga', reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  if (username) await signIn(page, username);
  return { context, page };
}

async function signIn(page: Page, username: string) {
  await page.goto('/accessibility');
  await page.getByRole('button', { name: 'Pieslēgties' }).click();
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(DEMO_PASSWORD);
  await page.locator('#kc-login').click();
  await page.getByRole('button', { name: 'Iziet' }).waitFor();
}

/** The answer of the API that a page asks for while it opens. `api`: its path, with the beginning of its query where the page before may ask too. */
export async function answerOf<T>(page: Page, path: string, api: string): Promise<T> {
  const answer = page.waitForResponse(response => {
    const { pathname, search } = new URL(response.url());
    return (pathname === api || (pathname + search).startsWith(`${api}&`)) && response.ok();
  });
  await page.goto(path);
  return (await (await answer).json()) as T;
}
