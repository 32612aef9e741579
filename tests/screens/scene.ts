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

/** An answer that never comes. */
export const HANG = () => {};

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
  await page.context().setOffline(true);
};
export const windowThere = (page: Page) => page.getByRole('dialog').waitFor();

/** Opens a scene: its page is there, and what it asks for has come, or is seen not to come. */
export async function openScene(page: Page, { path, act, instead = [], waits = false }: Scene): Promise<void> {
  for (const { url, answer } of [instead].flat()) await page.route(url, answer);
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator('main h1, main h2').first().waitFor({ state: 'attached' });
  const busy = page.locator('[aria-busy=true]');
  // one of them is enough to wait for: while another is there, it is the first
  if (waits) await busy.getByRole('status').filter({ hasText: /./ }).first().waitFor({ state: 'attached' });
  else await busy.first().waitFor({ state: 'detached' });
  await act?.(page);
}

/** Leaves it as the next one expects it. */
export async function leaveScene(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
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
