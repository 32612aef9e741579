import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page, Route } from '@playwright/test';

/** What the API answers instead, to reach states that a healthy installation does not show. */
export interface Instead {
  url: RegExp;
  answer: (route: Route) => Promise<unknown> | void;
}

/** One picture: where, and what to do there before it is taken. */
export interface Scene {
  name: string;
  path: string;
  act?: (page: Page) => Promise<void>;
  instead?: Instead | Instead[];
  /** What it asks for never comes: it is looked at while it waits. */
  waits?: boolean;
  /** The file below web/app whose window it opens. */
  window?: string;
}

export interface Some {
  cases: { id: string; status: string; outcome: string | null }[];
}
export interface Tasks {
  tasks: { key: string; elementId: string; case: { id: string } }[];
}

export const json =
  (body: unknown, status = 200) =>
  (route: Route) =>
    route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
export const press = (name: RegExp) => async (page: Page) => void (await page.getByRole('button', { name }).first().click());
/** One of each kind, the first that comes. */
export const oneOfEach = <T>(items: T[], kindOf: (item: T) => string) => [...new Map(items.toReversed().map(item => [kindOf(item), item])).entries()];

/** Pages on which something is left over that only loading them anew takes away. */
const spoiled = new WeakSet<Page>();

/** An answer that never comes. */
export const HANG = (route: Route) => void spoiled.add(route.request().frame().page());

/** As when somebody chooses the language in another tab: this one follows, with everything in it as it stands. */
export async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('pietura.language', '${language}'); dispatchEvent(new StorageEvent('storage', { key: 'pietura.language' }))`);
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}

/** Somebody whose network has gone; both languages have been read before. */
export const unplug = async (page: Page) => {
  const language = (await page.locator('html').getAttribute('lang')) ?? 'lv';
  await speak(page, language === 'lv' ? 'en' : 'lv');
  await speak(page, language);
  spoiled.add(page);
  await page.context().setOffline(true);
};
export const windowThere = (page: Page) => page.getByRole('dialog').waitFor();

/** How one comes to a scene: by its address, or from another page of the application, as by a link. */
export type Way = 'load' | 'walk';

/** Opens a scene: its page is there, and what it asks for has come, or is seen not to come. */
export async function openScene(page: Page, { path, act, instead = [], waits = false }: Scene, way: Way = 'load'): Promise<void> {
  const walks = way === 'walk' && (await standBetween(page));
  for (const { url, answer } of [instead].flat()) await page.route(url, answer);
  if (walks) {
    await page.evaluate(goTo(path));
    await page.locator(`main h1[${BETWEEN}]`).waitFor({ state: 'detached' });
  } else {
    spoiled.delete(page);
    await page.goto(path, { waitUntil: 'commit' });
  }
  await page.locator('main h1, main h2').first().waitFor({ state: 'attached' });
  const busy = page.locator('[aria-busy=true]');
  // one of them is enough to wait for: while another is there, it is the first
  if (waits) await busy.getByRole('status').filter({ hasText: /./ }).first().waitFor({ state: 'attached' });
  else await busy.first().waitFor({ state: 'detached' });
  await act?.(page);
}

/** Leaves it as the next one expects it. `spoils`: nobody walks on from here. */
export async function leaveScene(page: Page, spoils = false): Promise<void> {
  if (spoils) spoiled.add(page);
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

/** Marks the heading of the page between two scenes, so that nobody takes it for that of the next one. */
const BETWEEN = 'data-between-scenes';

/** The router and the cache of the application as it runs, out of what React keeps at its root. */
const RUNNING = `(() => {
  const [, container] = Object.entries(document.getElementById('root') ?? {}).find(([key]) => key.startsWith('__reactContainer$')) ?? [];
  let [router, client] = [null, null];
  for (let at = container?.stateNode.current; at && !router; at = at.child) {
    client ??= at.memoizedProps?.client ?? null;
    router ??= at.memoizedProps?.router ?? null;
  }
  return { router, client };
})()`;
const goTo = (path: string) => `${RUNNING}.router.navigate({ href: ${JSON.stringify(path)} })`;

/**
 * Goes to a page that asks for nothing and forgets every answer: what comes next asks again. To load a page of somebody signed in is to
 * load the application twice, with Keycloak asked in between: two thirds of the time of the scenes. False where the page must be loaded.
 */
async function standBetween(page: Page): Promise<boolean> {
  if (spoiled.has(page) || !(await page.evaluate<boolean>(`${RUNNING}.router !== null`))) return false;
  await page.evaluate(goTo('/accessibility'));
  await page
    .locator('main h1')
    .filter({ hasText: /^(Piekļūstamība|Accessibility)/ })
    .waitFor({ state: 'attached' });
  await page.evaluate(`(document.querySelector('main h1').setAttribute('${BETWEEN}', ''), ${RUNNING}.client.clear())`);
  // a window that outlives its page: the sign-in has ended
  return (await page.getByRole('dialog').count()) === 0;
}

const APP = join(import.meta.dirname, '../../web/app');
const WORDS = new Map(
  readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter(path => /(^|\/)words\/[^/]+\.json$/.test(path) && !path.startsWith('dist'))
    .map(path => [basename(path, '.json'), path]),
);

/** What the application calls something, in both languages: `named('workplace', 'task.assign')`. Filled-in values may be anything. */
export function named(namespace: string, key: string): RegExp {
  const say = (language: string) => {
    const tree = JSON.parse(readFileSync(join(APP, WORDS.get(`${namespace}.${language}`)!), 'utf8')) as unknown;
    const said = key.split('.').reduce<unknown>((it, part) => (it as Record<string, unknown> | undefined)?.[part], tree);
    if (typeof said !== 'string') throw new Error(`No words ${namespace}:${key} (${language})`);
    return said.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/{{.*?}}/g, '.*');
  };
  return new RegExp(`^(${say('lv')}|${say('en')})$`);
}
